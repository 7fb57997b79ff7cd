import { greater, multiply, number } from '@assay/dialects';
import { defineMutation, USUAL_SHARES } from '../mutation.ts';
import { isQuantity } from '../mutation-parts/column-kinds.ts';
import { numberOf } from '../mutation-parts/damaged-column.ts';
import { columnTest, roomyRange } from '../mutation-parts/remedies.ts';

export const flippedSign = defineMutation({
  key: 'flipped_sign',
  name: 'Numbers have lost their sign',
  description: 'Credits became debits: a plus is a minus.',
  shares: USUAL_SHARES,
  per: 'column',
  appliesTo: ['N'],
  damage: ({ column }) =>
    isQuantity(column)
      ? {
          kind: 'changed_values',
          where: greater(numberOf(column), number(0)),
          values: { [column.name]: multiply(numberOf(column), number(-1)) },
          says: 'become negative',
        }
      : null,
  remedies: (site) => [
    ...(Number(site.column.facts.smallest) >= 0
      ? [columnTest('Min_Val', site, { baseline_value: '0', threshold_value: '0' })]
      : []),
    ...roomyRange(site),
  ],
  examples: [
    {
      says: 'what is positive becomes negative',
      tables: [{ table: 't', columns: { n: 'integer' }, rows: [[5], [7], [0], [-2], [null]] }],
      column: 'n',
      share: 1,
      rows: [[-5], [-7], [0], [-2], [null]],
      caughtBy: {
        testType: 'Min_Val',
        column: 'n',
        parameters: { baseline_value: '-2', threshold_value: '0' },
      },
    },
  ],
});
