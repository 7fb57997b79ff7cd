import { blankFreeOrNull } from '../value-conditions/white-space.ts';
import type { ValueGrouping } from '../value-grouping.ts';

/** The most frequent values in their text form, blanks left out. */
export const frequencies: ValueGrouping = {
  name: 'frequencies',
  title: 'Most frequent values',
  description:
    'Values that hold something, with the number of rows of each; the ten most frequent, cut to 200 characters.',
  appliesTo: ['A', 'B', 'D', 'N', 'T', 'X'],
  groupBy: ({ text }, { generalType }) => (generalType === 'A' ? blankFreeOrNull(text) : text),
  limit: 10,
};
