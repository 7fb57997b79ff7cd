import type { ValueRecogniser } from './value-kind.ts';

/**
 * Social security numbers carry no check digit: areas 000, 666 and 900 upwards, group 00 and serial 0000 were
 * never given out (SSA, POMS RM 10201). Individual taxpayer numbers take areas from 900 with the groups that the
 * IRS names. Nine bare digits fit far too often, so the dashes or spaces are part of the number.
 */
const SOCIAL_SECURITY = /^(?!000|666|9)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}$/;
const TAXPAYER = /^9\d{2}([- ])(5\d|6[0-5]|7\d|8[0-8]|9[0-2]|9[4-9])\1\d{4}$/;
/** Printed on samples that were sold with wallets and in advertisements. */
const SAMPLES = new Set(['078-05-1120', '219-09-9999']);

export const nationalIdUs: ValueRecogniser = {
  kind: 'national_id_us',
  title: 'US social security numbers',
  recognises: (text) => (SOCIAL_SECURITY.test(text) || TAXPAYER.test(text)) && !SAMPLES.has(text),
  examples: {
    yes: ['123-45-6789', '536 22 7801', '912-70-1234'],
    no: [
      '000-12-3456',
      '666-12-3456',
      '123-00-4567',
      '123-45-0000',
      '950-10-1234',
      '123456789',
      '123-45 6789',
      '',
    ],
  },
};
