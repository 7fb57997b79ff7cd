import { shape } from '@assay/dialects';
import { blankFreeOrNull } from '../value-conditions/white-space.ts';
import type { ValueGrouping } from '../value-grouping.ts';

/** The most frequent shapes of text values: `AB-12x` is `AA-NNa`. */
export const patterns: ValueGrouping = {
  name: 'patterns',
  title: 'Most frequent patterns',
  description:
    'Shapes of the values that hold something (a-z becomes a, A-Z becomes A, 0-9 becomes N), with the number of rows of each; the ten most frequent, cut to 200 characters.',
  appliesTo: ['A'],
  groupBy: ({ text }) => shape(blankFreeOrNull(text)),
  limit: 10,
};
