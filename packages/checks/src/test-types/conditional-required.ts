import { and, type Expression } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { toleratedCount } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { MissingParameterError } from '../test-parameters/read-parameter.ts';
import { countOf } from '../test-parts/aggregate-plan.ts';
import { excessRows } from '../test-parts/bad-share.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { isMissing } from '../test-parts/missing-value.ts';
import { rowsWhere, userCondition } from '../test-parts/tested-column.ts';
import { defineTestType, type ParameterSpec, type TestContext } from '../test-type.ts';

const PARAMETERS: readonly ParameterSpec[] = [
  {
    field: 'subset_condition',
    label: 'Required where',
    help: `Write the SQL condition under which the column must be filled, such as status = 'shipped'.`,
    kind: 'sql_condition',
    required: true,
  },
  toleratedCount('missing values'),
];

function isMissingThere(definition: TestDefinition, context: TestContext): Expression<'boolean'> {
  const condition = userCondition(definition.parameters.subset_condition);
  if (condition === null) throw new MissingParameterError(definition, 'subset_condition');
  return and(condition, isMissing(definition, context));
}

export const conditionalRequired = defineTestType({
  key: 'Conditional_Required',
  name: 'Conditional Required Entry',
  scope: 'column',
  appliesTo: null,
  dqDimension: 'Completeness',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Missing values',
  description:
    'Where a condition of yours is true, the column is filled. Null is missing, and so are the empty text and white space alone. A row for which the condition is unknown, because of a null, may lack the value.',
  criterion: 'The condition is true and the value missing in more rows than tolerated.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition, context) => countOf(isMissingThere(definition, context)),
  fails: aboveThreshold,
  whenNothingMeasured: 'pass',
  badShare: excessRows,
  riskFactor: 1,
  generation: null,
  failingRows: (definition, context) => ({
    query: 'rows_where',
    from: rowsWhere(definition, isMissingThere(definition, context)),
  }),
  examples: [
    {
      says: 'only rows under the condition count; blank texts are missing',
      tables: [
        {
          table: 'orders',
          columns: { status: 'text', carrier: 'text' },
          rows: [
            ['shipped', 'DHL'],
            ['shipped', null],
            ['shipped', '  '],
            ['open', null],
            [null, null],
          ],
        },
      ],
      column: 'carrier',
      parameters: { subset_condition: "status = 'shipped';" },
      expect: { measure: 2, status: 'Failed', messageIncludes: ['Missing values: 2', 'Threshold: 0'] },
    },
    {
      says: 'as many as tolerated pass, and zero is a value',
      tables: [
        {
          table: 'orders',
          columns: { status: 'text', weight: 'integer' },
          rows: [
            ['shipped', 0],
            ['shipped', null],
          ],
        },
      ],
      column: 'weight',
      parameters: { subset_condition: "status = 'shipped'", threshold_value: '1' },
      expect: { measure: 1, status: 'Passed' },
    },
  ],
});
