import type { Expression } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { toleratedCount } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { requiredText } from '../test-parameters/read-parameter.ts';
import { parseValueList } from '../test-parameters/value-list.ts';
import { countOf } from '../test-parts/aggregate-plan.ts';
import { excessRows } from '../test-parts/bad-share.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { columnName, filledBut, isOneOf, rowsWhere, testedText } from '../test-parts/tested-column.ts';
import { defineTestType, type ParameterSpec, type TestContext } from '../test-type.ts';

const PARAMETERS: readonly ParameterSpec[] = [
  {
    field: 'baseline_value',
    label: 'Months',
    help: `Write the twelve months as the column has them: ('Jan','Feb', ...) or ["01","02", ...].`,
    kind: 'value_list',
    required: true,
  },
  toleratedCount('other values'),
];

function isNoMonth(definition: TestDefinition, context: TestContext): Expression<'boolean'> {
  const value = testedText(definition, context);
  return filledBut(value, isOneOf(value, parseValueList(requiredText(definition, 'baseline_value'))));
}

export const validMonth = defineTestType({
  key: 'Valid_Month',
  name: 'Valid Month',
  scope: 'column',
  appliesTo: null,
  dqDimension: 'Validity',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Invalid months',
  description:
    'Every filled value is one of the months, written in the one way that the column writes them. Case counts; blanks are missing.',
  criterion: 'More filled values than tolerated are no such month.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition, context) => countOf(isNoMonth(definition, context)),
  fails: aboveThreshold,
  whenNothingMeasured: 'pass',
  badShare: excessRows,
  riskFactor: 1,
  generation: null,
  failingRows: (definition, context) => ({
    query: 'values_where',
    from: rowsWhere(definition, isNoMonth(definition, context)),
    column: columnName(definition),
  }),
  examples: [
    {
      says: 'another way of writing it is another value',
      tables: [{ table: 't', columns: { m: 'text' }, rows: [['01'], ['12'], ['1'], ['13'], [''], [null]] }],
      column: 'm',
      parameters: { baseline_value: '["01","02","03","04","05","06","07","08","09","10","11","12"]' },
      expect: { measure: 2, status: 'Failed', messageIncludes: ['Invalid months: 2'] },
    },
    {
      says: 'numbers are months too',
      tables: [{ table: 't', columns: { m: 'integer' }, rows: [[1], [12], [null]] }],
      column: 'm',
      parameters: { baseline_value: "('1','2','3','4','5','6','7','8','9','10','11','12')" },
      expect: { measure: 0, status: 'Passed' },
    },
  ],
});
