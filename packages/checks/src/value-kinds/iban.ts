import { passesMod97 } from './check-digits.ts';
import type { ValueRecogniser } from './value-kind.ts';

/** Lengths by country, from the IBAN registry that SWIFT keeps for ISO 13616. */
const LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ' +
    'ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 ' +
    'LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 ' +
    'QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);
const WRITTEN = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$|^[A-Z]{2}\d{2}( [A-Z0-9]{4}){2,7}( [A-Z0-9]{1,4})?$/;

export const iban: ValueRecogniser = {
  kind: 'iban',
  title: 'international bank account numbers',
  recognises: (text) => {
    const upper = text.length <= 42 ? text.toUpperCase() : '';
    if (!WRITTEN.test(upper)) return false;
    const account = upper.replaceAll(' ', '');
    const fits = LENGTHS[account.slice(0, 2)] === account.length;
    return fits && passesMod97(account.slice(4) + account.slice(0, 4));
  },
  examples: {
    yes: [
      'DE89370400440532013000',
      'DE89 3704 0044 0532 0130 00',
      'GB29NWBK60161331926819',
      'FR1420041010050500013M02606',
      'NO9386011117947',
      'nl91abna0417164300',
    ],
    no: [
      'DE89370400440532013001',
      'DE8937040044053201300',
      'XX89370400440532013000',
      'DE893704-0044-0532',
      'Consignment 89',
      '',
    ],
  },
};
