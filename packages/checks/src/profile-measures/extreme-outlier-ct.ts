import { asDouble, outsideFence } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const extremeOutlierCt = defineMeasure({
  name: 'extreme_outlier_ct',
  title: 'Extreme outliers',
  description:
    'Numbers that lie outside the quartiles, on either side, by more than 3 times the distance between them.',
  appliesTo: ['N'],
  result: 'count',
  examples: [
    { type: 'integer', values: [-99, 10, 11, 12, 13, 14, 15, 99, null], expect: 2 },
    { type: 'integer', values: [10, 11, 12, 13, 18], expect: 0 },
  ],
  aggregate: ({ number }) => outsideFence(asDouble(number), 'both', 3),
});
