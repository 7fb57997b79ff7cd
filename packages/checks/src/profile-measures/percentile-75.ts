import { asDouble, percentile } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const percentile75 = defineMeasure({
  name: 'percentile_75',
  title: 'Third quartile',
  description: 'The number below which 75 percent of the numbers lie, interpolated between neighbours.',
  appliesTo: ['N'],
  result: 'number',
  examples: [
    { type: 'numeric(10,2)', values: [0, 1.5, -2.25, 4, null], expect: 2.125 },
    { type: 'integer', values: [1, 2, 3, 4, 5], expect: 4 },
  ],
  aggregate: ({ number }) => percentile(asDouble(number), 0.75),
});
