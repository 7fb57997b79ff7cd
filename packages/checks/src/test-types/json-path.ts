import { type Expression, hasJsonValue, not } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { parseJsonPath } from '../test-parameters/json-path.ts';
import { toleratedCount } from '../test-parameters/limit-parameters.ts';
import { parameterProblems } from '../test-parameters/parameter-problems.ts';
import { ParameterSyntaxError } from '../test-parameters/parameter-syntax-error.ts';
import { requiredText } from '../test-parameters/read-parameter.ts';
import { countOf } from '../test-parts/aggregate-plan.ts';
import { excessRows } from '../test-parts/bad-share.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { rowsWhere, testedText } from '../test-parts/tested-column.ts';
import { defineTestType, type ParameterProblem, type ParameterSpec, type TestContext } from '../test-type.ts';

const PARAMETERS: readonly ParameterSpec[] = [
  {
    field: 'baseline_value',
    label: 'Path',
    help: 'Write where the value must be, such as $.customer.id or $.items[0]["unit price"].',
    kind: 'text',
    required: true,
  },
  toleratedCount('rows without a value there'),
];

function problemsOf(definition: TestDefinition): readonly ParameterProblem[] {
  const problems = parameterProblems(PARAMETERS, definition);
  if (problems.some(({ field }) => field === 'baseline_value')) return problems;
  try {
    parseJsonPath(requiredText(definition, 'baseline_value'));
    return problems;
  } catch (error) {
    if (!(error instanceof ParameterSyntaxError)) throw error;
    return [...problems, { field: 'baseline_value', problem: `Path: ${error.message}` }];
  }
}

const lacksValue = (definition: TestDefinition, context: TestContext): Expression<'boolean'> =>
  not(
    hasJsonValue(testedText(definition, context), parseJsonPath(requiredText(definition, 'baseline_value'))),
  );

export const jsonPath = defineTestType({
  key: 'Json_Path',
  name: 'JSON Path Present',
  scope: 'column',
  appliesTo: ['A', 'X'],
  dqDimension: 'Completeness',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Rows without the value',
  description:
    'Every JSON document of the column has a value at a path; the null of JSON is none, and neither has text that is no JSON. Rows without a document are left out. Where the database cannot ask first, a text that begins like an object or a list and is broken further on ends the test with an error.',
  criterion: 'More documents than tolerated have no value at the path.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: problemsOf,
  plan: (definition, context) => countOf(lacksValue(definition, context)),
  fails: aboveThreshold,
  whenNothingMeasured: 'pass',
  badShare: excessRows,
  riskFactor: 1,
  generation: null,
  failingRows: (definition, context) => ({
    query: 'rows_where',
    from: rowsWhere(definition, lacksValue(definition, context)),
  }),
  examples: [
    {
      says: 'a missing member, a null and text of another kind count, a missing document does not',
      tables: [
        {
          table: 'events',
          columns: { body: 'text' },
          rows: [
            ['{"user": {"id": 7}}'],
            ['{"user": {"id": ""}}'],
            ['{"user": {"id": null}}'],
            ['{"user": {}}'],
            ['{"users": [{"id": 7}]}'],
            ['n/a'],
            [null],
          ],
        },
      ],
      column: 'body',
      parameters: { baseline_value: '$.user.id', threshold_value: '3' },
      expect: {
        measure: 4,
        status: 'Failed',
        messageIncludes: ['Rows without the value: 4', 'Threshold: 3'],
      },
    },
    {
      says: 'places in lists and odd keys are found',
      tables: [
        {
          table: 'events',
          columns: { body: 'text' },
          rows: [['{"items": [{"unit price": 0}]}'], [' {"items": [{"unit price": [1]}, 2]}']],
        },
      ],
      column: 'body',
      parameters: { baseline_value: 'items[0]["unit price"]' },
      expect: { measure: 0, status: 'Passed' },
    },
  ],
});
