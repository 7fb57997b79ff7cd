import { weightedSum } from './check-digits.ts';
import type { ValueRecogniser } from './value-kind.ts';

const WRITTEN = /^\d{11}$|^\d{3}\.\d{3}\.\d{3}-\d{2}$/;
const FIRST_WEIGHTS = [10, 9, 8, 7, 6, 5, 4, 3, 2];
const SECOND_WEIGHTS = [11, ...FIRST_WEIGHTS];

/** Ten times the weighted sum, modulo eleven; ten counts as nought. */
const checkDigit = (digits: string, weights: readonly number[]): number =>
  ((weightedSum(digits, weights) * 10) % 11) % 10;

export const nationalIdBr: ValueRecogniser = {
  kind: 'national_id_br',
  title: 'Brazilian CPF numbers',
  recognises: (text) => {
    if (!WRITTEN.test(text)) return false;
    const digits = text.replace(/\D/g, '');
    if (/^(\d)\1*$/.test(digits)) return false;
    return (
      checkDigit(digits, FIRST_WEIGHTS) === Number(digits[9]) &&
      checkDigit(digits, SECOND_WEIGHTS) === Number(digits[10])
    );
  },
  examples: {
    yes: ['529.982.247-25', '52998224725', '11144477735'],
    no: ['529.982.247-24', '11111111111', '5299822472', '529.982.24725', ''],
  },
};
