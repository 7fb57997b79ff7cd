import { length, minimum } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const minLength = defineMeasure({
  name: 'min_length',
  title: 'Shortest',
  description: 'Characters of the shortest value in its text form; 0 for an empty text.',
  appliesTo: ['A', 'D', 'N', 'T', 'X'],
  result: 'number',
  examples: [
    { type: 'text', values: ['abc', '', 'ab'], expect: 0 },
    { type: 'integer', values: [7, 125], expect: 1 },
    { type: 'text', values: [null], expect: null },
  ],
  aggregate: ({ text }) => minimum(length(text)),
});
