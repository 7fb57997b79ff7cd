import {
  and,
  column,
  type Expression,
  equal,
  greater,
  greaterOrEqual,
  less,
  lessOrEqual,
  not,
  notEqual,
} from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { subsetCondition, toleratedCount } from '../test-parameters/limit-parameters.ts';
import { parameterProblems } from '../test-parameters/parameter-problems.ts';
import { requiredText } from '../test-parameters/read-parameter.ts';
import { countOf } from '../test-parts/aggregate-plan.ts';
import { excessRows } from '../test-parts/bad-share.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { columnName, rowsWhere, userCondition } from '../test-parts/tested-column.ts';
import { defineTestType, type ParameterProblem, type ParameterSpec, type TestContext } from '../test-type.ts';

const OPERATORS: ReadonlyMap<string, (a: Expression, b: Expression) => Expression<'boolean'>> = new Map([
  ['<', less],
  ['<=', lessOrEqual],
  ['=', equal],
  ['<>', notEqual],
  ['>=', greaterOrEqual],
  ['>', greater],
]);
const OPERATOR_LIST = [...OPERATORS.keys()].join(' ');

const PARAMETERS: readonly ParameterSpec[] = [
  {
    field: 'baseline_value',
    label: 'Operator',
    help: `Write how the tested column compares with the other one: ${OPERATOR_LIST}.`,
    kind: 'text',
    required: true,
  },
  {
    field: 'match_column_names',
    label: 'Other column',
    help: 'Name a column of the same table.',
    kind: 'name',
    required: true,
  },
  toleratedCount('rows that break the rule'),
  subsetCondition(),
];

const operatorOf = ({ parameters }: TestDefinition) => OPERATORS.get(parameters.baseline_value?.trim() ?? '');

function problemsOf(definition: TestDefinition): readonly ParameterProblem[] {
  const problems = parameterProblems(PARAMETERS, definition);
  const written = definition.parameters.baseline_value?.trim() ?? '';
  if (written === '' || OPERATORS.has(written)) return problems;
  return [
    ...problems,
    { field: 'baseline_value', problem: `Operator is "${written}"; write one of ${OPERATOR_LIST}.` },
  ];
}

function breaksRule(definition: TestDefinition, { columnType }: TestContext): Expression<'boolean'> {
  const named = (name: string): Expression =>
    columnType?.generalType === 'A' ? column(name, 'text') : column(name);
  const compare = operatorOf(definition)!;
  const holds = compare(named(columnName(definition)), named(requiredText(definition, 'match_column_names')));
  const subset = userCondition(definition.parameters.subset_condition);
  return subset === null ? not(holds) : and(subset, not(holds));
}

export const columnComparison = defineTestType({
  key: 'Column_Comparison',
  name: 'Column Comparison',
  scope: 'column',
  appliesTo: null,
  dqDimension: 'Consistency',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Rows breaking the rule',
  description:
    'In every row, the value of the column compares with that of another column as it should: start <= end. Rows in which one of them is null are not compared. Text goes by code point.',
  criterion: 'The comparison is false in more rows than tolerated.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: problemsOf,
  plan: (definition, context) => countOf(breaksRule(definition, context)),
  fails: aboveThreshold,
  whenNothingMeasured: 'pass',
  badShare: excessRows,
  riskFactor: 1,
  generation: null,
  failingRows: (definition, context) => ({
    query: 'rows_where',
    from: rowsWhere(definition, breaksRule(definition, context)),
  }),
  examples: [
    {
      says: 'an end before its start counts, a missing end does not',
      tables: [
        {
          table: 'bookings',
          columns: { arrives: 'date', leaves: 'date' },
          rows: [
            ['2024-03-01', '2024-03-02'],
            ['2024-03-01', '2024-03-01'],
            ['2024-03-02', '2024-03-01'],
            ['2024-03-02', null],
          ],
        },
      ],
      column: 'arrives',
      parameters: { baseline_value: '<=', match_column_names: 'LEAVES' },
      expect: {
        measure: 1,
        status: 'Failed',
        messageIncludes: ['Rows breaking the rule: 1', 'Threshold: 0'],
      },
    },
    {
      says: 'the condition leaves rows out',
      tables: [
        {
          table: 'sales',
          columns: { net: 'numeric(8,2)', gross: 'numeric(8,2)', country: 'text' },
          rows: [
            ['10.00', '12.00', 'DE'],
            ['10.00', '10.00', 'US'],
          ],
        },
      ],
      column: 'net',
      parameters: {
        baseline_value: '<',
        match_column_names: 'gross',
        subset_condition: "country <> 'US'",
      },
      expect: { measure: 0, status: 'Passed' },
    },
    {
      says: 'text is compared with its case, by code point',
      tables: [
        {
          table: 't',
          columns: { first: 'text', second: 'text' },
          rows: [
            ['Z', 'a'],
            ['a', 'B'],
            ['a', 'a'],
          ],
        },
      ],
      column: 'first',
      parameters: { baseline_value: '<', match_column_names: 'second', threshold_value: '2' },
      expect: { measure: 2, status: 'Passed' },
    },
  ],
});
