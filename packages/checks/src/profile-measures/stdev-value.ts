import { asDouble, standardDeviation } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const stdevValue = defineMeasure({
  name: 'stdev_value',
  title: 'Standard deviation',
  description: 'Sample standard deviation (n - 1) of the numbers; null for fewer than two.',
  appliesTo: ['N'],
  result: 'number',
  examples: [
    { type: 'numeric(10,2)', values: [0, 1.5, -2.25, 4, null], expect: 2.625 },
    { type: 'integer', values: [7], expect: null },
  ],
  aggregate: ({ number }) => standardDeviation(asDouble(number)),
});
