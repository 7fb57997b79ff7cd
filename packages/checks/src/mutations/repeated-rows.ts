import { boolean } from '@assay/dialects';
import { defineMutation, USUAL_SHARES } from '../mutation.ts';
import { nothingTwice } from '../mutation-parts/remedies.ts';

export const repeatedRows = defineMutation({
  key: 'repeated_rows',
  name: 'Rows come twice',
  description: 'A load ran again, or a join found two partners.',
  shares: USUAL_SHARES,
  per: 'table',
  damage: () => ({ kind: 'repeated_rows', where: boolean(true), says: 'come twice' }),
  remedies: nothingTwice,
  examples: [
    {
      says: 'every row stands there twice',
      tables: [
        {
          table: 't',
          columns: { v: 'integer', w: 'text' },
          rows: [
            [1, 'a'],
            [1, 'b'],
          ],
        },
      ],
      share: 1,
      rows: [
        [1, 'a'],
        [1, 'a'],
        [1, 'b'],
        [1, 'b'],
      ],
      caughtBy: { testType: 'Dupe_Rows', column: null, parameters: { groupby_names: 'v, w' } },
    },
  ],
});
