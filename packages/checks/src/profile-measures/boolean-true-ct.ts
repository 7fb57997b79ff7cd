import { countIf, type Expression, equal, boolean as literal } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const booleanTrueCt = defineMeasure({
  name: 'boolean_true_ct',
  title: 'True values',
  description: 'Rows where the column is true.',
  appliesTo: ['B'],
  result: 'count',
  examples: [
    { type: 'boolean', values: [true, true, false, null, true, false], expect: 3 },
    { type: 'boolean', values: [false, null], expect: 0 },
  ],
  aggregate: ({ value }) => countIf(equal(value as Expression<'boolean'>, literal(true))),
});
