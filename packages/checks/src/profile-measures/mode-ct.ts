import { defineMeasure } from '../profile-measure.ts';

export const modeCt = defineMeasure({
  name: 'mode_ct',
  title: 'Rows of the most frequent value',
  description: 'Rows that hold the most frequent value; 0 where no value holds anything.',
  appliesTo: ['A', 'B', 'D', 'N', 'T', 'X'],
  result: 'count',
  examples: [
    { type: 'text', values: ['b', 'a', 'b', '', '', '', null], expect: 2 },
    { type: 'double', values: [1.5, 1.5, 'NaN', 1.5], expect: 3 },
    { type: 'text', values: [null, ' '], expect: 0 },
  ],
  grouping: 'frequencies',
  takes: 'top_count',
});
