import { defineMeasure } from '../profile-measure.ts';

export const nullValueCt = defineMeasure({
  name: 'null_value_ct',
  title: 'Nulls',
  description: 'Rows where the column is null.',
  appliesTo: ['A', 'B', 'D', 'N', 'T', 'X'],
  result: 'count',
  examples: [
    { type: 'text', values: ['a', null, ''], expect: 1 },
    { type: 'integer', values: [1, 2], expect: 0 },
  ],
  needs: ['record_ct', 'value_ct'],
  derive: ({ record_ct = 0, value_ct = 0 }) => record_ct - value_ct,
});
