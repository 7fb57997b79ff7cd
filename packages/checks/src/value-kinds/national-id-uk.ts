import { weightedSum } from './check-digits.ts';
import type { ValueRecogniser } from './value-kind.ts';

/** National insurance numbers: letters and prefixes that HMRC gives out (manual NIM39110). */
const INSURANCE = /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/i;
const INSURANCE_WRITTEN = /^[A-Z]{2}\d{6}[A-Z]$|^[A-Z]{2} \d{2} \d{2} \d{2} [A-Z]$/i;

/** NHS numbers in 3-3-4 groups, or ten digits of the ranges of England and Wales: book numbers share the check. */
const HEALTH_WRITTEN = /^[467]\d{9}$|^\d{3}([ -])\d{3}\1\d{4}$/;
const HEALTH_WEIGHTS = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1];

const isHealthNumber = (text: string): boolean =>
  HEALTH_WRITTEN.test(text) &&
  text[0] !== '0' &&
  weightedSum(text.replace(/\D/g, ''), HEALTH_WEIGHTS) % 11 === 0;

export const nationalIdUk: ValueRecogniser = {
  kind: 'national_id_uk',
  title: 'UK national insurance or NHS numbers',
  recognises: (text) =>
    (INSURANCE_WRITTEN.test(text) && INSURANCE.test(text.replaceAll(' ', ''))) || isHealthNumber(text),
  examples: {
    yes: ['AB123456C', 'ab 12 34 56 c', '943 476 5919', '4010232137'],
    no: ['BG123456C', 'DB123456C', 'AB123456E', '943 476 5918', '9434765919', '0306406152', 'AB12345C', ''],
  },
};
