import { countRows } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const recordCt = defineMeasure({
  name: 'record_ct',
  title: 'Rows',
  description: 'Rows of the table that were read.',
  appliesTo: ['A', 'B', 'D', 'N', 'T', 'X'],
  result: 'count',
  examples: [
    { type: 'text', values: ['a', null, ''], expect: 3 },
    { type: 'integer', values: [], expect: 0 },
  ],
  aggregate: () => countRows(),
});
