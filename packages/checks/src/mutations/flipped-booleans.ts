import { column as columnOf, isNotNull, not } from '@assay/dialects';
import { defineMutation, USUAL_SHARES } from '../mutation.ts';
import { anyOf } from '../mutation-parts/damaged-column.ts';

export const flippedBooleans = defineMutation({
  key: 'flipped_booleans',
  name: 'Yes and no change places',
  description: 'A flag was read as its opposite.',
  shares: USUAL_SHARES,
  per: 'column',
  appliesTo: ['B'],
  damage: ({ column }) => ({
    kind: 'changed_values',
    where: isNotNull(anyOf(column)),
    values: { [column.name]: not(columnOf(column.name, 'boolean')) },
    says: 'become their opposite',
  }),
  // Both answers are possible ones; only a comparison with other columns or tables could tell.
  remedies: () => [],
  examples: [
    {
      says: 'true is false',
      tables: [{ table: 't', columns: { v: 'boolean' }, rows: [[true], [false], [true], [null]] }],
      column: 'v',
      share: 1,
      rows: [[false], [true], [false], [null]],
      caughtBy: {
        testType: 'Condition_Flag',
        column: 'v',
        parameters: { custom_query: 'NOT v AND (SELECT count(*) FROM t WHERE v) < 2' },
      },
    },
  ],
});
