import { count } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const valueCt = defineMeasure({
  name: 'value_ct',
  title: 'Values',
  description: 'Rows where the column is not null; an empty text is a value.',
  appliesTo: ['A', 'B', 'D', 'N', 'T', 'X'],
  result: 'count',
  examples: [
    { type: 'text', values: ['a', null, ''], expect: 2 },
    { type: 'date', values: [null, null], expect: 0 },
  ],
  aggregate: ({ value }) => count(value),
});
