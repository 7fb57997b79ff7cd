import { length, maximum } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const maxLength = defineMeasure({
  name: 'max_length',
  title: 'Longest',
  description: 'Characters of the longest value in its text form.',
  appliesTo: ['A', 'D', 'N', 'T', 'X'],
  result: 'number',
  examples: [
    { type: 'text', values: ['abc', '', 'ab'], expect: 3 },
    { type: 'text', values: ['héé'], expect: 3 },
    { type: 'integer', values: [7, 125], expect: 3 },
  ],
  aggregate: ({ text }) => maximum(length(text)),
});
