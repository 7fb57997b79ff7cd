import type { Expression } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { toleratedCount } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { requiredText } from '../test-parameters/read-parameter.ts';
import { formatValueList, parseValueList } from '../test-parameters/value-list.ts';
import { countOf } from '../test-parts/aggregate-plan.ts';
import { excessRows } from '../test-parts/bad-share.ts';
import { completeValues } from '../test-parts/complete-values.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { means } from '../test-parts/profile-conditions.ts';
import { columnName, filledBut, isOneOf, rowsWhere, testedText } from '../test-parts/tested-column.ts';
import { defineTestType, type ParameterSpec, type TestContext } from '../test-type.ts';

const PARAMETERS: readonly ParameterSpec[] = [
  {
    field: 'baseline_value',
    label: 'Allowed values',
    help: `Write them as ('first','second') or as ["first","second"].`,
    kind: 'value_list',
    required: true,
  },
  toleratedCount('other values'),
];
const VALUES_TO_LEARN_FROM = 5;

/** Values outside the list; blank ones are missing, not wrong. */
function isOutside(definition: TestDefinition, context: TestContext): Expression<'boolean'> {
  const value = testedText(definition, context);
  return filledBut(value, isOneOf(value, parseValueList(requiredText(definition, 'baseline_value'))));
}

export const lovMatch = defineTestType({
  key: 'LOV_Match',
  name: 'Value Match',
  scope: 'column',
  appliesTo: null,
  dqDimension: 'Validity',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Non-matching records',
  description:
    'Every value is one of a list. Case and spaces count; missing and blank values are left to other tests.',
  criterion: 'More filled values than tolerated are not in the list.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition, context) => countOf(isOutside(definition, context)),
  fails: aboveThreshold,
  whenNothingMeasured: 'pass',
  badShare: excessRows,
  riskFactor: 1,
  generation: {
    per: 'column',
    when: 'A code, category or boolean with two to ten distinct values, all of them known, in more than five rows.',
    propose: (column) => {
      const values = completeValues(column);
      if (!means(column, 'Boolean', 'Code', 'Category') || values === null || values.length < 2) return null;
      if ((column.measures.value_ct ?? 0) <= VALUES_TO_LEARN_FROM) return null;
      return {
        parameters: { baseline_value: formatValueList(values), threshold_value: '0' },
        reason: `All values were among ${values.length}: a closed list.`,
      };
    },
  },
  failingRows: (definition, context) => ({
    query: 'values_where',
    from: rowsWhere(definition, isOutside(definition, context)),
    column: columnName(definition),
  }),
  examples: [
    {
      says: 'values outside the list count once a row, blanks do not',
      tables: [{ table: 'grades', columns: { v: 'text' }, rows: [['A'], ['B'], [''], [null], ['C'], ['C']] }],
      column: 'v',
      parameters: { baseline_value: "('A','B')", threshold_value: '0' },
      expect: { measure: 2, status: 'Failed', messageIncludes: ['Non-matching records: 2', 'Threshold: 0'] },
    },
    {
      says: 'as many as tolerated pass',
      tables: [{ table: 'grades', columns: { v: 'text' }, rows: [['A'], ['B'], [''], [null], ['C'], ['C']] }],
      column: 'v',
      parameters: { baseline_value: "('A','B')", threshold_value: '2' },
      expect: { measure: 2, status: 'Passed' },
    },
    {
      says: 'quotes and commas belong to the values, and case counts',
      tables: [{ table: 'sizes', columns: { v: 'text' }, rows: [["6', wide"], ['s'], ['S']] }],
      column: 'v',
      parameters: { baseline_value: `["6', wide", "S"]` },
      expect: { measure: 1, status: 'Failed' },
    },
  ],
});
