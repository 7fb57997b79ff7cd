import { countIf, matches } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const includesDigitCt = defineMeasure({
  name: 'includes_digit_ct',
  title: 'Values with a digit',
  description: 'Values that hold at least one of 0-9.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    { type: 'text', values: ['a1', '2', '٣', 'abc', '', null], expect: 2 },
    { type: 'text', values: ['abc'], expect: 0 },
  ],
  aggregate: ({ text }) => countIf(matches(text, '[0-9]')),
});
