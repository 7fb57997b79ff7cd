import { countIf, type Expression } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { toleratedCount } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { MissingParameterError } from '../test-parameters/read-parameter.ts';
import { numbersPlan } from '../test-parts/aggregate-plan.ts';
import { excessRows } from '../test-parts/bad-share.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { rowsWhere, userCondition } from '../test-parts/tested-column.ts';
import { defineTestType, type ParameterSpec } from '../test-type.ts';

const PARAMETERS: readonly ParameterSpec[] = [
  {
    field: 'custom_query',
    label: 'Condition',
    help: 'Write an SQL condition that is true for a bad row, such as ship_date < order_date.',
    kind: 'sql_condition',
    required: true,
  },
  toleratedCount('bad rows'),
];

function isBad(definition: TestDefinition): Expression<'boolean'> {
  const condition = userCondition(definition.parameters.custom_query);
  if (condition === null) throw new MissingParameterError(definition, 'custom_query');
  return condition;
}

export const conditionFlag = defineTestType({
  key: 'Condition_Flag',
  name: 'Custom Condition',
  scope: 'custom',
  appliesTo: null,
  dqDimension: 'Validity',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Values Failing',
  description:
    'A condition of yours, over the columns of one table, is true for no row. A row for which it is unknown, because of a null, is not counted.',
  criterion: 'The condition is true for more rows than tolerated.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition) => numbersPlan({ bad: countIf(isBad(definition)) }, ({ bad }) => bad),
  fails: aboveThreshold,
  whenNothingMeasured: 'pass',
  badShare: excessRows,
  riskFactor: 1,
  generation: null,
  failingRows: (definition) => ({ query: 'rows_where', from: rowsWhere(definition, isBad(definition)) }),
  examples: [
    {
      says: 'true means bad, unknown does not',
      tables: [
        {
          table: 't',
          columns: { low: 'integer', high: 'integer' },
          rows: [
            [1, 2],
            [3, 2],
            [5, 4],
            [5, null],
          ],
        },
      ],
      column: "low isn't high",
      parameters: { custom_query: 'low > high' },
      expect: { measure: 2, status: 'Failed', messageIncludes: ['Values Failing: 2', 'Threshold: 0'] },
    },
    {
      says: 'as many as tolerated pass',
      tables: [{ table: 't', columns: { v: 'integer' }, rows: [[1], [2]] }],
      parameters: { custom_query: 'v = 1 OR v = 7;', threshold_value: '1' },
      expect: { measure: 1, status: 'Passed' },
    },
  ],
});
