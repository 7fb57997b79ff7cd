import { defineMeasure } from '../profile-measure.ts';

export const modeValue = defineMeasure({
  name: 'mode_value',
  title: 'Most frequent value',
  description:
    'The most frequent value that holds something, in its text form cut to 200 characters; the first by code point of several.',
  appliesTo: ['A', 'B', 'D', 'N', 'T', 'X'],
  result: 'text',
  examples: [
    { type: 'text', values: ['b', 'a', 'b', 'a', '', '', '', null], expect: 'a' },
    { type: 'integer', values: [7, 7, 1], expect: '7' },
    { type: 'date', values: ['2024-01-01', '2024-01-01', '2023-01-01'], expect: '2024-01-01' },
    { type: 'text', values: [null, ' '], expect: null },
  ],
  grouping: 'frequencies',
  takes: 'top_value',
});
