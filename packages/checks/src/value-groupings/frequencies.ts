import { blankFreeOrNull } from '../value-conditions/white-space.ts';
import type { ValueGrouping } from '../value-grouping.ts';

/** The most frequent values of text and boolean columns, blanks left out. */
export const frequencies: ValueGrouping = {
  name: 'frequencies',
  title: 'Most frequent values',
  description: 'Values that hold something, with the number of rows of each; the ten most frequent.',
  appliesTo: ['A', 'B'],
  groupBy: ({ text }) => blankFreeOrNull(text),
  limit: 10,
};
