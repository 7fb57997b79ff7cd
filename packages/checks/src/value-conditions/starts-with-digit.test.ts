import { column } from '@assay/dialects';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evaluate } from '../testing/evaluate-expression.ts';
import { startsWithDigit } from './starts-with-digit.ts';

const says = (v: string | null) => evaluate(startsWithDigit(column('v')), { cells: { v }, textForm: String });

it('says whether the first character is one of ten', () => {
  const beginning = fc.constantFrom('', '0', '9', ':', '/', '\u0660', ' 1');
  fc.assert(
    fc.property(beginning, fc.string({ unit: 'grapheme' }), (first, rest) => {
      const text = first + rest;
      expect([text, says(text)]).toEqual([text, /^[0-9]/.test(text)]);
    }),
  );
});

it('says nothing of null', () => expect(says(null)).toBeNull());
