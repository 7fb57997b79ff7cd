import { asDouble, outsideFence } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const outlierLowCt = defineMeasure({
  name: 'outlier_low_ct',
  title: 'Low outliers',
  description:
    'Numbers below the first quartile by more than 1.5 times the distance between the quartiles; not computed where quartiles exceed 1e300.',
  appliesTo: ['N'],
  result: 'count',
  examples: [
    { type: 'integer', values: [-50, 10, 11, 12, 13, 14, null], expect: 1 },
    { type: 'integer', values: [1, 2, 3], expect: 0 },
  ],
  aggregate: ({ number }) => outsideFence(asDouble(number), 'low', 1.5),
});
