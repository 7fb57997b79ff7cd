import { DIFFERENCES } from '../reconciliation/reconciliation.ts';
import { toleratedErrors } from '../test-parameters/limit-parameters.ts';
import {
  reconciliationParameters,
  reconciliationProblems,
  referenceNames,
} from '../test-parameters/reconciliation-parameters.ts';
import { affectedRowsShare } from '../test-parts/bad-share.ts';
import { aboveToleratedErrors } from '../test-parts/limits.ts';
import { sidesOf } from '../test-parts/reconciled-sides.ts';
import { reconciliationMessage } from '../test-parts/reconciliation-message.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = reconciliationParameters([
  {
    field: 'groupby_names',
    label: 'Key columns',
    help: 'List the columns that tell which row of the reference a row is compared with, with commas.',
    kind: 'column_list',
    required: true,
  },
  referenceNames('match_groupby_names', 'Key columns of the reference', 'the key columns'),
  referenceNames('match_column_names', 'Compared columns of the reference', 'the tested columns'),
  toleratedErrors('rows that do not agree'),
]);

export const reconcileRows = defineTestType({
  key: 'Reconcile_Rows',
  name: 'Rows Across Connections',
  scope: 'referential',
  reconciles: 'rows',
  appliesTo: null,
  dqDimension: 'Consistency',
  impactDimension: 'Reliability',
  defaultSeverity: 'Fail',
  unit: 'Rows that do not agree',
  description:
    'Every row has an equal row in a table of another connection, and that table has no others. Rows are found by key columns and compared column by column; without tested columns, in all that both tables have. Numbers, moments and truth values are equal when they mean the same, whatever their types; nulls are equal, and an empty text is no null.',
  criterion: 'More rows than tolerated are missing, extra or different.',
  parameters: PARAMETERS,
  limitField: 'skip_errors',
  validate: (definition) => reconciliationProblems(PARAMETERS, definition, false),
  plan: (definition, context) => ({
    kind: 'reconciliation',
    reconciliation: { ...sidesOf(definition, context), kind: 'rows' },
    counted: DIFFERENCES,
  }),
  fails: aboveToleratedErrors,
  whenNothingMeasured: 'pass',
  message: (measurement, definition) => reconciliationMessage('rows', DIFFERENCES, measurement, definition),
  badShare: affectedRowsShare,
  riskFactor: 1,
  generation: null,
  failingRows: null,
  examples: [
    {
      says: 'a row may be missing, extra or different',
      tables: [
        {
          table: 'orders',
          columns: { id: 'integer', city: 'text', amount: 'numeric(10,2)' },
          rows: [
            [1, 'Rome', 1.5],
            [2, 'Oslo', 2],
            [3, '', 3],
            [4, null, null],
          ],
        },
        {
          table: 'copied',
          columns: { number: 'bigint', city: 'varchar(20)', amount: 'numeric(12,4)' },
          rows: [
            [1, 'Rome', 1.5],
            [2, 'Bergen', 2],
            [4, null, null],
            [5, 'Bari', 5],
          ],
        },
      ],
      parameters: {
        match_connection_name: 'reference',
        match_table_name: 'copied',
        groupby_names: 'id',
        match_groupby_names: 'number',
      },
      expect: {
        measure: 3,
        status: 'Failed',
        messageIncludes: ['3 (missing 1, extra 1, different 1)', 'rows here: 4'],
      },
    },
    {
      says: 'what means the same is equal, whatever the types',
      tables: [
        {
          table: 'payments',
          columns: { id: 'integer', amount: 'numeric(10,2)', paid: 'boolean', at: 'timestamp', day: 'date' },
          rows: [
            [1, 1.5, true, '2024-03-10T12:00:00', '2024-03-10'],
            [2, 100, null, '2024-03-10T12:00:00.000001', '1969-12-31'],
          ],
        },
        {
          table: 'ledger',
          columns: { id: 'bigint', amount: 'double', paid: 'boolean', at: 'timestamptz', day: 'timestamp' },
          rows: [
            [1, 1.5, true, '2024-03-10T14:00:00+02:00', '2024-03-10T00:00:00'],
            [2, 100, null, '2024-03-10T12:00:00.000001Z', '1969-12-31T00:00:00'],
          ],
        },
      ],
      column: 'amount, paid, at, day',
      parameters: {
        match_connection_name: 'reference',
        match_table_name: 'ledger',
        groupby_names: 'id',
      },
      expect: { measure: 0, status: 'Passed', messageIncludes: ['No differences'] },
    },
    {
      says: 'equal keys that come several times are compared one by one; conditions narrow both sides',
      tables: [
        {
          table: 'stock',
          columns: { shop: 'text', item: 'integer', pieces: 'integer' },
          rows: [
            ['A', 1, 5],
            ['A', 1, 5],
            ['A', 1, 6],
            ['B', 1, 7],
          ],
        },
        {
          table: 'counted',
          columns: { shop: 'text', item: 'integer', pieces: 'integer' },
          rows: [
            ['A', 1, 6],
            ['A', 1, 5],
            ['A', 1, 7],
            ['C', 1, 9],
          ],
        },
      ],
      column: 'pieces',
      parameters: {
        match_connection_name: 'reference',
        match_table_name: 'counted',
        groupby_names: 'shop, item',
        subset_condition: "shop <> 'B'",
        match_subset_condition: "shop = 'A'",
        skip_errors: 1,
      },
      expect: { measure: 1, status: 'Passed', messageIncludes: ['different 1', 'within the limit of 1'] },
    },
  ],
});
