import { countIf, matches } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';
import { NOT_WHITE_SPACE, WHITE_SPACE } from '../value-conditions/white-space.ts';

export const trailSpaceCt = defineMeasure({
  name: 'trail_space_ct',
  title: 'Trailing spaces',
  description: 'Values that end with white space and hold something before it.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    { type: 'text', values: ['apple ', 'pear  ', ' apple', 'fig\t', ' ', 'plum', null], expect: 3 },
    { type: 'text', values: ['a b', '   ', 'a\n'], expect: 1 },
  ],
  aggregate: ({ text }) => countIf(matches(text, `${NOT_WHITE_SPACE}${WHITE_SPACE}+$`)),
});
