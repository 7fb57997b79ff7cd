import { and, countIf, isFiniteValue, isNotANumber, not } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const infiniteCt = defineMeasure({
  name: 'infinite_ct',
  title: 'Infinite',
  description:
    'Infinite numbers or dates, of both signs; they count as values, and averages, extremes and quantiles of numbers leave them out.',
  appliesTo: ['D', 'N'],
  result: 'count',
  examples: [
    { type: 'double', values: ['NaN', 1, 'Infinity', '-Infinity', null], expect: 2 },
    { type: 'date', values: ['2024-01-01', null], expect: 0 },
    { type: 'integer', values: [1, 2], expect: 0 },
  ],
  aggregate: ({ anyNumber, moment }, { generalType }) =>
    generalType === 'D'
      ? countIf(not(isFiniteValue(moment)))
      : countIf(and(not(isFiniteValue(anyNumber)), not(isNotANumber(anyNumber)))),
});
