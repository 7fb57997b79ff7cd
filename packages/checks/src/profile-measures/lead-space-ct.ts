import { countIf, matches } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';
import { NOT_WHITE_SPACE, WHITE_SPACE } from '../value-conditions/white-space.ts';

export const leadSpaceCt = defineMeasure({
  name: 'lead_space_ct',
  title: 'Leading spaces',
  description: 'Values that begin with white space and hold something after it.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    { type: 'text', values: [' apple', '  pear', 'apple ', '\tfig', ' ', 'plum', null], expect: 3 },
    { type: 'text', values: ['a\u00a0b', '   '], expect: 0 },
  ],
  aggregate: ({ text }) => countIf(matches(text, `^${WHITE_SPACE}+${NOT_WHITE_SPACE}`)),
});
