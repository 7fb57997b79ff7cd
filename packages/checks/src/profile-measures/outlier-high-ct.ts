import { asDouble, outsideFence } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const outlierHighCt = defineMeasure({
  name: 'outlier_high_ct',
  title: 'High outliers',
  description:
    'Numbers above the third quartile by more than 1.5 times the distance between the quartiles; not computed where quartiles exceed 1e300.',
  appliesTo: ['N'],
  result: 'count',
  examples: [
    { type: 'integer', values: [10, 11, 12, 13, 14, 99, null], expect: 1 },
    { type: 'double', values: [1, 1, 1, 1, 2, 'Infinity'], expect: 1 },
    { type: 'integer', values: [null], expect: 0 },
  ],
  aggregate: ({ number }) => outsideFence(asDouble(number), 'high', 1.5),
});
