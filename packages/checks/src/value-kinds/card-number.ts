import { passesLuhn } from './check-digits.ts';
import type { ValueRecogniser } from './value-kind.ts';

/** Prefixes and lengths of the issuers, from the published ranges of ISO/IEC 7812 issuer numbers. */
const ISSUERS: readonly RegExp[] = [
  /^4(\d{12}|\d{15}|\d{18})$/, // Visa
  /^(5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}$/, // Mastercard
  /^3[47]\d{13}$/, // American Express
  /^(6011|64[4-9]\d|65\d{2})\d{12,15}$/, // Discover
  /^62\d{14,17}$/, // UnionPay
  /^(30[0-59]\d|36\d{2}|3[89]\d{2})\d{10}$/, // Diners Club
  /^35(2[89]|[3-8]\d)\d{12,15}$/, // JCB
  /^(5018|5020|5038|5893|6304|6759|676[1-3])\d{8,15}$/, // Maestro
];
/** Digits alone, or in groups that one kind of separator parts. */
const WRITTEN = /^\d{12,19}$|^\d{4}(?:([ -])\d{3,7}(?:\1\d{3,7}){1,3})$/;

export const cardNumber: ValueRecogniser = {
  kind: 'card_number',
  title: 'payment card numbers',
  recognises: (text) => {
    if (!WRITTEN.test(text)) return false;
    const digits = text.replace(/[ -]/g, '');
    return ISSUERS.some((issuer) => issuer.test(digits)) && passesLuhn(digits);
  },
  examples: {
    yes: [
      '4111111111111111',
      '4111 1111 1111 1111',
      '5555-5555-5555-4444',
      '2223003122003222',
      '378282246310005',
      '3782 822463 10005',
      '6011111111111117',
      '3530111333300000',
      '30569309025904',
      '6200000000000005',
      '4222222222222',
    ],
    no: [
      '4111111111111112',
      '4111-1111 1111-1111',
      '1111111111111117',
      '9999999999999995',
      '1735689600000',
      '0000000000000000',
      '490154203237518',
      '411111111111111',
      '',
    ],
  },
};
