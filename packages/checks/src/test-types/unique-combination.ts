import type { MeasuringQuery } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { parseColumnList } from '../test-parameters/column-list.ts';
import { subsetCondition, toleratedErrors } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { requiredText } from '../test-parameters/read-parameter.ts';
import { excessFindings } from '../test-parts/bad-share.ts';
import { countingMessage } from '../test-parts/counting-message.ts';
import { aboveToleratedErrors } from '../test-parts/limits.ts';
import { filledRowsOf } from '../test-parts/tested-column.ts';
import { defineTestType, type Measurement, type ParameterSpec } from '../test-type.ts';

const PARAMETERS: readonly ParameterSpec[] = [
  {
    field: 'groupby_names',
    label: 'Columns',
    help: 'List the columns that together make a key, with commas: order_id, "Line No".',
    kind: 'column_list',
    required: true,
  },
  toleratedErrors('surplus rows'),
  subsetCondition(),
];

function repeatedKeys(definition: TestDefinition): MeasuringQuery {
  const columns = parseColumnList(requiredText(definition, 'groupby_names'));
  return { query: 'duplicate_groups', from: filledRowsOf(definition, columns), columns };
}

/** The first row of each repeated combination is none too many. */
const surplusRows = ({ measure, affectedRows }: Measurement): number | string | null =>
  measure === null || affectedRows === undefined ? measure : affectedRows - Number(measure);

export const uniqueCombination = defineTestType({
  key: 'Unique_Combination',
  name: 'Unique Combination',
  scope: 'table',
  appliesTo: null,
  dqDimension: 'Uniqueness',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Surplus rows',
  description:
    'Columns that make a key hold no combination twice. As in a unique constraint, rows with a null in one of them are left out. Every row of a combination beyond its first counts.',
  criterion: 'More rows than tolerated repeat the combination of another row.',
  parameters: PARAMETERS,
  limitField: 'skip_errors',
  validate: checkParameters(PARAMETERS),
  plan: (definition) => ({ kind: 'query', query: repeatedKeys(definition) }),
  fails: (measure, definition, affectedRows) =>
    aboveToleratedErrors(affectedRows === undefined ? measure : affectedRows - Number(measure), definition),
  whenNothingMeasured: 'pass',
  reportedMeasure: surplusRows,
  message: (measurement, definition) => {
    const counted = countingMessage('surplus rows', { measure: surplusRows(measurement) }, definition);
    return measurement.measure === 0
      ? counted
      : `${counted}; combinations with more than one row: ${measurement.measure}`;
  },
  badShare: excessFindings,
  riskFactor: 1,
  generation: null,
  failingRows: repeatedKeys,
  examples: [
    {
      says: 'each row beyond the first counts, and a key with a null is none',
      tables: [
        {
          table: 'lines',
          columns: { order_id: 'integer', line: 'integer' },
          rows: [
            [1, 1],
            [1, 1],
            [1, 1],
            [1, 2],
            [2, 2],
            [2, 2],
            [3, null],
            [3, null],
          ],
        },
      ],
      parameters: { groupby_names: 'order_id, line', skip_errors: 2 },
      expect: {
        measure: 3,
        status: 'Failed',
        messageIncludes: [
          'Surplus rows: 3, which exceeds the limit of 2',
          'combinations with more than one row: 2',
        ],
      },
    },
    {
      says: 'as many as tolerated pass',
      tables: [{ table: 'lines', columns: { line: 'integer' }, rows: [[1], [1], [1], [2]] }],
      parameters: { groupby_names: 'line', skip_errors: 2 },
      expect: { measure: 2, status: 'Passed', messageIncludes: ['within the limit of 2'] },
    },
    {
      says: 'the condition leaves rows out',
      tables: [
        {
          table: 'lines',
          columns: { order_id: 'integer', state: 'text' },
          rows: [
            [1, 'valid'],
            [1, 'void'],
            [2, 'valid'],
          ],
        },
      ],
      parameters: { groupby_names: 'order_id', subset_condition: "state = 'valid'" },
      expect: { measure: 0, status: 'Passed', messageIncludes: ['No surplus rows found'] },
    },
  ],
});
