import { countDistinct } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const distinctValueCt = defineMeasure({
  name: 'distinct_value_ct',
  title: 'Distinct values',
  description: 'Different non-null values, exact and case-sensitive; an empty text is a value.',
  appliesTo: ['A', 'B', 'D', 'N', 'T', 'X'],
  result: 'count',
  examples: [
    { type: 'text', values: ['a', 'A', 'a', '', null], expect: 3 },
    { type: 'integer', values: [1, 1, 2, null], expect: 2 },
    { type: 'date', values: ['2024-01-01', '2024-01-01'], expect: 1 },
  ],
  aggregate: ({ value }) => countDistinct(value),
});
