import { countIf, isNotANumber } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const nanCt = defineMeasure({
  name: 'nan_ct',
  title: 'Not a number',
  description:
    'Values that are the not-a-number of floating point; they count as values, and no other measure of numbers looks at them.',
  appliesTo: ['N'],
  result: 'count',
  examples: [
    { type: 'double', values: ['NaN', 1, 'Infinity', null], expect: 1 },
    { type: 'integer', values: [1, 2], expect: 0 },
  ],
  aggregate: ({ anyNumber }) => countIf(isNotANumber(anyNumber)),
});
