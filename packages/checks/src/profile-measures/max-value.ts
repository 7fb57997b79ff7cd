import { maximum } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const maxValue = defineMeasure({
  name: 'max_value',
  title: 'Largest',
  description: 'Largest number.',
  appliesTo: ['N'],
  result: 'number',
  examples: [
    { type: 'numeric(10,2)', values: [0, 1.5, -2.25, 4, null], expect: 4 },
    { type: 'integer', values: [null], expect: null },
  ],
  aggregate: ({ number }) => maximum(number),
});
