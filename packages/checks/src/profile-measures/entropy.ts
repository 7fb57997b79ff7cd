import { entropy as entropyOf } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const entropy = defineMeasure({
  name: 'entropy',
  title: 'Entropy',
  description:
    'Shannon entropy of the values in their text form, in bits: the sum of -p log2(p) over the share p of each value; 0 for a constant, log2(n) for n values equally frequent, none without values.',
  appliesTo: ['A', 'B', 'D', 'N', 'T', 'X'],
  result: 'number',
  examples: [
    { type: 'text', values: ['a', 'b', 'c', 'd', null], expect: 2 },
    { type: 'integer', values: [1, 1, 1], expect: 0 },
    { type: 'boolean', values: [true, true, true, false], expect: 0.8112781244591328 },
    { type: 'text', values: [null], expect: null },
  ],
  aggregate: ({ text }) => entropyOf(text),
});
