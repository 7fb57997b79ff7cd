import { countDistinct, isNotNull } from '@assay/dialects';
import type { ColumnProfile } from '../column-profile.ts';
import { requiredThreshold } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { thresholdOf } from '../test-parameters/read-parameter.ts';
import { numbersPlan } from '../test-parts/aggregate-plan.ts';
import { shareOf } from '../test-parts/bad-share.ts';
import { completeValues } from '../test-parts/complete-values.ts';
import { provenConstant } from '../test-parts/constant-value.ts';
import { means } from '../test-parts/profile-conditions.ts';
import { columnName, rowsWhere, testedValue } from '../test-parts/tested-column.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [
  requiredThreshold('Distinct values', 'Write how many different values there must be, such as 4.'),
];
const VALUES_TO_LEARN_FROM = 50;

/** A small closed set whose members the profile does not all know, so that they cannot be listed. */
function isUnlistedSet(column: ColumnProfile): boolean {
  const { distinct_value_ct = 0, value_ct = 0 } = column.measures;
  if (distinct_value_ct < 2 || distinct_value_ct > 10 || value_ct <= VALUES_TO_LEARN_FROM) return false;
  return means(column, 'Code', 'Category', 'Attribute', 'Description') && completeValues(column) === null;
}

export const distinctValueCt = defineTestType({
  key: 'Distinct_Value_Ct',
  name: 'Value Count',
  scope: 'column',
  appliesTo: null,
  dqDimension: 'Validity',
  impactDimension: 'Regularity',
  defaultSeverity: 'Fail',
  unit: 'Unique Values',
  description:
    'The column has exactly as many different values as expected: none vanished and none was added.',
  criterion: 'The number of distinct values is not the expected one.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition) =>
    numbersPlan({ distinct: countDistinct(testedValue(definition)) }, ({ distinct }) => distinct),
  fails: (measure, definition) => Number(measure) !== thresholdOf(definition),
  whenNothingMeasured: 'fail',
  // Each value too many or too few weighs as many rows as a value had on average.
  badShare: ({ measure, definition, recordCount, profile }) => {
    const rowsPerValue = shareOf(profile?.measures.record_ct ?? 0, profile?.measures.distinct_value_ct);
    return rowsPerValue === null
      ? null
      : shareOf(Math.abs(measure - thresholdOf(definition)) * rowsPerValue, recordCount);
  },
  riskFactor: 1,
  generation: {
    per: 'column',
    when: 'Two to ten distinct values that cannot be listed, in more than 50 rows; or a single value that is not proved to be constant.',
    propose: (column, { history }) => {
      const distinct = column.measures.distinct_value_ct;
      const single = distinct === 1 && provenConstant(column, history) === null;
      if (!single && !isUnlistedSet(column)) return null;
      return {
        parameters: { baseline_unique_ct: String(distinct), threshold_value: String(distinct) },
        reason: single ? 'The column held a single value.' : `The column held ${distinct} distinct values.`,
      };
    },
  },
  failingRows: (definition) => ({
    query: 'values_where',
    from: rowsWhere(definition, isNotNull(testedValue(definition))),
    column: columnName(definition),
  }),
  examples: [
    {
      says: 'a value too many fails; null is not a value',
      tables: [{ table: 't', columns: { v: 'text' }, rows: [['a'], ['b'], ['b'], ['c'], [null]] }],
      column: 'v',
      parameters: { threshold_value: '2' },
      expect: { measure: 3, status: 'Failed', messageIncludes: ['Unique Values: 3', 'Threshold: 2'] },
    },
    {
      says: 'exactly as many as expected pass',
      tables: [{ table: 't', columns: { v: 'text' }, rows: [['a'], ['b'], ['b'], ['c'], [null]] }],
      column: 'v',
      parameters: { threshold_value: '3' },
      expect: { measure: 3, status: 'Passed' },
    },
  ],
});
