import { asDouble, kurtosis as kurtosisOf } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const kurtosis = defineMeasure({
  name: 'kurtosis',
  title: 'Kurtosis',
  description:
    'Excess kurtosis, adjusted for the sample: n(n + 1) / ((n - 1)(n - 2)(n - 3)) times the sum of the fourth powers of (x - mean) / standard deviation, less 3(n - 1)^2 / ((n - 2)(n - 3)); none for fewer than four finite numbers or without spread.',
  appliesTo: ['N'],
  result: 'number',
  examples: [
    { type: 'integer', values: [1, 2, 3, 4, 10, null], expect: 3.152 },
    { type: 'integer', values: [1, 2, 3, 4], expect: -1.2 },
    { type: 'integer', values: [1, 2, 3], expect: null },
    { type: 'integer', values: [5, 5, 5, 5], expect: null },
  ],
  aggregate: ({ number }) => kurtosisOf(asDouble(number)),
});
