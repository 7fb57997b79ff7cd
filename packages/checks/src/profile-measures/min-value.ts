import { minimum } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const minValue = defineMeasure({
  name: 'min_value',
  title: 'Smallest',
  description: 'Smallest number.',
  appliesTo: ['N'],
  result: 'number',
  examples: [
    { type: 'numeric(10,2)', values: [0, 1.5, -2.25, 4, null], expect: -2.25 },
    { type: 'integer', values: [null], expect: null },
  ],
  aggregate: ({ number }) => minimum(number),
});
