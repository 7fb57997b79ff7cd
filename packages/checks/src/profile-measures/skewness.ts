import { asDouble, skewness as skewnessOf } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const skewness = defineMeasure({
  name: 'skewness',
  title: 'Skewness',
  description:
    'Adjusted Fisher-Pearson coefficient: n / ((n - 1)(n - 2)) times the sum of the third powers of (x - mean) / standard deviation; none for fewer than three finite numbers or without spread.',
  appliesTo: ['N'],
  result: 'number',
  examples: [
    { type: 'integer', values: [1, 2, 3, 4, 10, null], expect: 1.697056274847714 },
    { type: 'integer', values: [1, 2, 3], expect: 0 },
    { type: 'double', values: [0.1, 0.1, 0.1], expect: null },
    { type: 'double', values: [1, 2, 'Infinity'], expect: null },
  ],
  aggregate: ({ number }) => skewnessOf(asDouble(number)),
});
