import { average, length, nullIf, number } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const avgLength = defineMeasure({
  name: 'avg_length',
  title: 'Average length',
  description: 'Mean number of characters of the values that are not empty, in their text form.',
  appliesTo: ['A', 'D', 'N', 'T', 'X'],
  result: 'number',
  examples: [
    { type: 'text', values: ['abc', '', 'a'], expect: 2 },
    { type: 'integer', values: [7, 125], expect: 2 },
    { type: 'text', values: [''], expect: null },
  ],
  aggregate: ({ text }) => average(nullIf(length(text), number(0))),
});
