import { boolean } from '@assay/dialects';
import { defineMutation, USUAL_SHARES } from '../mutation.ts';

/** A table may lose a few rows in the ordinary course of things. */
const SHARE_TO_KEEP = 0.98;

export const lostRows = defineMutation({
  key: 'lost_rows',
  name: 'Rows are lost',
  description: 'A load ended early, or a join dropped what it did not find.',
  shares: USUAL_SHARES,
  per: 'table',
  damage: () => ({ kind: 'lost_rows', where: boolean(true), says: 'are missing' }),
  remedies: ({ table }) => [
    {
      testType: 'Row_Ct',
      column: null,
      parameters: { threshold_value: String(Math.ceil(table.rows * SHARE_TO_KEEP)) },
    },
  ],
  examples: [
    {
      says: 'half of the rows are gone',
      tables: [{ table: 't', columns: { v: 'integer' }, rows: [[1], [1], [1], [1]] }],
      share: 0.5,
      rows: [[1], [1]],
      caughtBy: { testType: 'Row_Ct', column: null, parameters: { threshold_value: '3' } },
    },
  ],
});
