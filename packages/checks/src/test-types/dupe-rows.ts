import type { MeasuringQuery } from '@assay/dialects';
import type { TableProfile } from '../column-profile.ts';
import type { TestDefinition } from '../test-definition.ts';
import { formatColumnList, parseColumnList } from '../test-parameters/column-list.ts';
import { subsetCondition, toleratedErrors } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { requiredText } from '../test-parameters/read-parameter.ts';
import { affectedRowsShare } from '../test-parts/bad-share.ts';
import { countingMessage } from '../test-parts/counting-message.ts';
import { aboveToleratedErrors } from '../test-parts/limits.ts';
import { subsetOf } from '../test-parts/tested-column.ts';
import { defineTestType, type ParameterSpec } from '../test-type.ts';

const PARAMETERS: readonly ParameterSpec[] = [
  {
    field: 'groupby_names',
    label: 'Columns',
    help: 'List the columns that together must be unique, with commas: order_id, "Line No".',
    kind: 'column_list',
    required: true,
  },
  toleratedErrors('groups of duplicates'),
  subsetCondition(),
];
/** From this many rows on, a column of values that all differ gets a test of its own (see unique.ts). */
const ROWS_WITH_UNIQUE_TEST = 500;

const duplicates = (definition: TestDefinition): MeasuringQuery => ({
  query: 'duplicate_groups',
  from: subsetOf(definition),
  columns: parseColumnList(requiredText(definition, 'groupby_names')),
});

/** Whether comparing whole rows can find anything that a test of one column would not. */
function canRepeat({ recordCount, columns }: TableProfile): boolean {
  if (recordCount === null || recordCount < 2 || columns.length === 0) return false;
  // Values that could not even be counted as distinct cannot be grouped by the database either.
  if (columns.some((column) => column.error !== null || column.measures.distinct_value_ct === undefined))
    return false;
  if (recordCount <= ROWS_WITH_UNIQUE_TEST) return true;
  return !columns.some((column) => column.measures.distinct_value_ct === recordCount);
}

export const dupeRows = defineTestType({
  key: 'Dupe_Rows',
  name: 'Duplicate Rows',
  scope: 'table',
  appliesTo: null,
  dqDimension: 'Uniqueness',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Duplicate records',
  description:
    'No two rows agree in all of the listed columns. Nulls are equal to each other. The result counts every row of every group of duplicates.',
  criterion: 'There are more groups of duplicates than tolerated.',
  parameters: PARAMETERS,
  limitField: 'skip_errors',
  validate: checkParameters(PARAMETERS),
  plan: (definition) => ({ kind: 'query', query: duplicates(definition) }),
  fails: aboveToleratedErrors,
  whenNothingMeasured: 'pass',
  reportedMeasure: ({ measure, affectedRows }) => affectedRows ?? measure,
  message: (measurement, definition) => countingMessage('duplicate groups', measurement, definition),
  badShare: affectedRowsShare,
  riskFactor: 1,
  generation: {
    per: 'table',
    when: 'Every table, over all of its columns, unless one column alone already tells all rows apart and is tested for it.',
    propose: (table) => {
      if (!canRepeat(table)) return null;
      const names = table.columns.toSorted((a, b) => a.position - b.position).map(({ column }) => column);
      return {
        column: null,
        parameters: { groupby_names: formatColumnList(names), skip_errors: 0 },
        reason: `No row should come twice; all ${names.length} columns are compared.`,
      };
    },
  },
  failingRows: duplicates,
  examples: [
    {
      says: 'groups are held against the limit, rows are reported',
      tables: [
        {
          table: 't',
          columns: { id: 'integer', name: 'text' },
          rows: [
            [1, 'a'],
            [1, 'a'],
            [2, 'b'],
            [2, 'b'],
            [2, 'b'],
            [3, 'c'],
          ],
        },
      ],
      parameters: { groupby_names: 'id, name' },
      expect: {
        measure: 5,
        status: 'Failed',
        messageIncludes: ['Duplicate groups: 2', '5 rows', 'exceeds the limit of 0'],
      },
    },
    {
      says: 'as many groups as tolerated pass, and nulls are equal',
      tables: [
        {
          table: 't',
          columns: { id: 'integer', 'a "name", quoted': 'text' },
          rows: [
            [1, null],
            [1, null],
            [2, null],
          ],
        },
      ],
      parameters: { groupby_names: 'id, "a ""name"", quoted"', skip_errors: 1 },
      expect: {
        measure: 2,
        status: 'Passed',
        messageIncludes: ['Duplicate groups: 1', 'within the limit of 1'],
      },
    },
    {
      says: 'nothing repeated, nothing found',
      tables: [{ table: 't', columns: { id: 'integer' }, rows: [[1], [2]] }],
      parameters: { groupby_names: 'id' },
      expect: { measure: 0, status: 'Passed', messageIncludes: ['No duplicate groups found'] },
    },
  ],
});
