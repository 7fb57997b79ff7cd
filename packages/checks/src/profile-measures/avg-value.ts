import { asDouble, average } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const avgValue = defineMeasure({
  name: 'avg_value',
  title: 'Average',
  description: 'Mean of the numbers.',
  appliesTo: ['N'],
  result: 'number',
  examples: [
    { type: 'numeric(10,2)', values: [0, 1.5, -2.25, 4, null], expect: 0.8125 },
    { type: 'integer', values: [1, 2], expect: 1.5 },
  ],
  aggregate: ({ number }) => average(asDouble(number)),
});
