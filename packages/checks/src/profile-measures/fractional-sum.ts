import { absolute, fraction, round, sum } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

const FRACTION_DIGITS = 5;

export const fractionalSum = defineMeasure({
  name: 'fractional_sum',
  title: 'Sum of fractions',
  description:
    'Sum of what stands behind the decimal point, without sign, each rounded to 5 digits. Only for numbers that hold fractions exactly: 0 says that a decimal column holds whole numbers alone.',
  appliesTo: ['N'],
  result: 'number',
  examples: [
    { type: 'numeric(10,2)', values: [0, 1.5, -2.25, 4, null], expect: 0.75 },
    { type: 'numeric(10,2)', values: [1, 2], expect: 0 },
    { type: 'integer', values: [1, 2], expect: null },
  ],
  aggregate: ({ number }, { isDecimal }) =>
    isDecimal === true ? sum(round(absolute(fraction(number)), FRACTION_DIGITS)) : null,
});
