import { defineMeasure } from '../profile-measure.ts';

export const distinctPatternCt = defineMeasure({
  name: 'distinct_pattern_ct',
  title: 'Distinct patterns',
  description: 'Different shapes (letters become a or A, digits N) of the values that hold something.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    { type: 'text', values: ['AB-12', 'CD-34', 'ab-12', 'Z9', '', ' ', null], expect: 3 },
    { type: 'text', values: ['', null], expect: 0 },
  ],
  grouping: 'patterns',
});
