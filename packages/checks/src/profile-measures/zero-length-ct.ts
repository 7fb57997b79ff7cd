import { countIf, equal, text as literal } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const zeroLengthCt = defineMeasure({
  name: 'zero_length_ct',
  title: 'Empty values',
  description: 'Values that are an empty text.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    { type: 'text', values: ['', ' ', 'a', null], expect: 1 },
    { type: 'text', values: ['a'], expect: 0 },
  ],
  aggregate: ({ text }) => countIf(equal(text, literal(''))),
});
