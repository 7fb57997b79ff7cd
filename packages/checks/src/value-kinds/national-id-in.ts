import { passesVerhoeff } from './check-digits.ts';
import type { ValueRecogniser } from './value-kind.ts';

/** Aadhaar: twelve digits, the first neither 0 nor 1 (UIDAI), in one run or in groups of four. */
const WRITTEN = /^[2-9]\d{11}$|^[2-9]\d{3}([ -])\d{4}\1\d{4}$/;

export const nationalIdIn: ValueRecogniser = {
  kind: 'national_id_in',
  title: 'Indian Aadhaar numbers',
  recognises: (text) => WRITTEN.test(text) && passesVerhoeff(text.replace(/\D/g, '')),
  examples: {
    yes: ['499118665246', '4991 1866 5246'],
    no: ['499118665247', '199118665246', '49911866524', '4991 1866-5246', ''],
  },
};
