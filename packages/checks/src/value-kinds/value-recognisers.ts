import { cardNumber } from './card-number.ts';
import { emailAddress } from './email-address.ts';
import { iban } from './iban.ts';
import { ipv4Address } from './ipv4-address.ts';
import { ipv6Address } from './ipv6-address.ts';
import { macAddress } from './mac-address.ts';
import { nationalIdBr } from './national-id-br.ts';
import { nationalIdDe } from './national-id-de.ts';
import { nationalIdFr } from './national-id-fr.ts';
import { nationalIdIn } from './national-id-in.ts';
import { nationalIdUk } from './national-id-uk.ts';
import { nationalIdUs } from './national-id-us.ts';
import { phoneNumber } from './phone-number.ts';
import type { ValueRecogniser } from './value-kind.ts';

/** Every kind of value that is recognised, one recogniser a kind. */
export const VALUE_RECOGNISERS: readonly ValueRecogniser[] = [
  cardNumber,
  iban,
  emailAddress,
  phoneNumber,
  ipv4Address,
  ipv6Address,
  macAddress,
  nationalIdUs,
  nationalIdUk,
  nationalIdDe,
  nationalIdFr,
  nationalIdIn,
  nationalIdBr,
];
