import { boolean } from '@assay/dialects';
import { defineMutation, WHOLE } from '../mutation.ts';

export const emptiedTable = defineMutation({
  key: 'emptied_table',
  name: 'The table is empty',
  description: 'It was truncated, and nothing was loaded afterwards.',
  shares: WHOLE,
  per: 'table',
  damage: () => ({ kind: 'lost_rows', where: boolean(true), says: 'are missing: the table is empty' }),
  remedies: () => [{ testType: 'Row_Ct', column: null, parameters: { threshold_value: '1' } }],
  examples: [
    {
      says: 'no row is left',
      tables: [{ table: 't', columns: { v: 'integer' }, rows: [[1], [2]] }],
      share: 1,
      rows: [],
      caughtBy: { testType: 'Row_Ct', column: null, parameters: { threshold_value: '1' } },
    },
  ],
});
