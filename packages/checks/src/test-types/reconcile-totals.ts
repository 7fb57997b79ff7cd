import { comparedKind } from '../reconciliation/compared-kind.ts';
import { type ComparedTotal, DIFFERENCES, type ReconciledSides } from '../reconciliation/reconciliation.ts';
import { totalNameProblems, totalsOf } from '../reconciliation/total-names.ts';
import type { TestDefinition } from '../test-definition.ts';
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
    label: 'Columns of the groups',
    help: 'List the columns whose values make a group, with commas; leave it out for one total of all rows.',
    kind: 'column_list',
    required: false,
  },
  referenceNames(
    'match_groupby_names',
    'Columns of the groups of the reference',
    'the columns of the groups',
  ),
  referenceNames('match_column_names', 'Columns of the reference', 'the tested columns'),
  {
    field: 'baseline_value',
    label: 'Totals',
    help: 'List some of count, count_distinct, minimum, maximum, sum, with commas; left out, each tested column has all that its type allows. Rows are always counted.',
    kind: 'text',
    required: false,
  },
  toleratedErrors('groups that do not agree'),
]);

const totals = (definition: TestDefinition, { here }: ReconciledSides): readonly ComparedTotal[] =>
  here.compared.flatMap((tested, column) =>
    totalsOf(definition, comparedKind(tested)).map((total) => ({ column, total })),
  );

export const reconcileTotals = defineTestType({
  key: 'Reconcile_Totals',
  name: 'Totals Across Connections',
  scope: 'referential',
  reconciles: 'totals',
  appliesTo: null,
  dqDimension: 'Consistency',
  impactDimension: 'Reliability',
  defaultSeverity: 'Fail',
  unit: 'Groups that do not agree',
  description:
    'A table and a table of another connection have the same number of rows and the same totals of their columns, in all or in every group. Nulls make a group of their own. Sums of binary floating point may differ in their last digits, for they depend on the order of the rows.',
  criterion: 'More groups than tolerated have other totals, or are on one side only.',
  parameters: PARAMETERS,
  limitField: 'skip_errors',
  validate: (definition) => [
    ...reconciliationProblems(PARAMETERS, definition, false),
    ...totalNameProblems(definition),
  ],
  plan: (definition, context) => {
    const sides = sidesOf(definition, context);
    return {
      kind: 'reconciliation',
      reconciliation: { ...sides, kind: 'totals', totals: totals(definition, sides) },
      counted: DIFFERENCES,
    };
  },
  fails: aboveToleratedErrors,
  whenNothingMeasured: 'pass',
  message: (measurement, definition) => reconciliationMessage('groups', DIFFERENCES, measurement, definition),
  badShare: affectedRowsShare,
  riskFactor: 1,
  generation: null,
  failingRows: null,
  examples: [
    {
      says: 'a group may be missing, extra or have another total',
      tables: [
        {
          table: 'sales',
          columns: { region: 'text', amount: 'numeric(10,2)' },
          rows: [
            ['East', 60],
            ['East', 40.5],
            ['West', 50],
            [null, 10],
          ],
        },
        {
          table: 'ledger',
          columns: { area: 'text', total: 'double' },
          rows: [
            ['East', 40.5],
            ['East', 60],
            ['West', 60],
            ['North', 1],
          ],
        },
      ],
      column: 'amount',
      parameters: {
        match_connection_name: 'reference',
        match_table_name: 'ledger',
        match_column_names: 'total',
        groupby_names: 'region',
        match_groupby_names: 'area',
      },
      expect: { measure: 3, status: 'Failed', messageIncludes: ['missing 1, extra 1, different 1'] },
    },
    {
      says: 'without groups one total of all rows, of the kinds that are asked for',
      tables: [
        {
          table: 'sales',
          columns: { id: 'integer', name: 'text', at: 'timestamp' },
          rows: [
            [1, 'a', '2024-01-01T00:00:00'],
            [2, 'b', null],
          ],
        },
        {
          table: 'copied',
          columns: { id: 'bigint', name: 'text', at: 'date' },
          rows: [
            [1, 'b', null],
            [2, 'c', '2024-01-01'],
          ],
        },
      ],
      column: 'id, at, name',
      parameters: {
        match_connection_name: 'reference',
        match_table_name: 'copied',
        baseline_value: 'count, sum, count_distinct',
      },
      expect: { measure: 0, status: 'Passed', messageIncludes: ['No differences'] },
    },
    {
      says: 'rows are counted without any column',
      tables: [
        { table: 'sales', columns: { id: 'integer' }, rows: [[1], [2]] },
        { table: 'copied', columns: { number: 'integer' }, rows: [[1]] },
      ],
      parameters: { match_connection_name: 'reference', match_table_name: 'copied' },
      expect: { measure: 1, status: 'Failed', messageIncludes: ['different 1'] },
    },
  ],
});
