import { count, countRows, isNull } from '@assay/dialects';
import { baselineNumber, requiredThreshold } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { requiredNumber } from '../test-parameters/read-parameter.ts';
import { numbersPlan } from '../test-parts/aggregate-plan.ts';
import { shiftedShare } from '../test-parts/bad-share.ts';
import { shareShift } from '../test-parts/effect-size.ts';
import { atOrAboveThreshold } from '../test-parts/limits.ts';
import { asParameter } from '../test-parts/profile-conditions.ts';
import { rowsWhere, testedValue } from '../test-parts/tested-column.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [
  baselineNumber('baseline_ct', 'Rows'),
  baselineNumber('baseline_value_ct', 'Rows with a value'),
  requiredThreshold(
    'Largest shift',
    'Write a size from 0 (no change) to 3.14 (all to nothing), such as 0.3.',
  ),
];
/**
 * From 99 % filled to 94 %, or from 50 % to 35 %: a change that people notice, well above the noise of a few
 * hundred rows. The scale ends at pi, so a limit near 2 would only catch a column that all but vanished.
 */
const NOTICEABLE_SHIFT = '0.3';

export const missingPct = defineTestType({
  key: 'Missing_Pct',
  name: 'Percent Missing',
  scope: 'column',
  appliesTo: null,
  dqDimension: 'Completeness',
  impactDimension: 'Regularity',
  defaultSeverity: 'Warning',
  unit: 'Difference measure',
  description:
    "The share of rows with a value is about what it was. The shift is Cohen's h, which weighs a change near none or all more than the same change in the middle.",
  criterion: 'The shift of the filled share reaches the threshold, in either direction.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition) =>
    numbersPlan({ rows: countRows(), values: count(testedValue(definition)) }, ({ rows, values }) => {
      const rowsBefore = requiredNumber(definition, 'baseline_ct');
      if (rows === 0 || rowsBefore <= 0) return null;
      return shareShift(values / rows, requiredNumber(definition, 'baseline_value_ct') / rowsBefore);
    }),
  fails: atOrAboveThreshold,
  whenNothingMeasured: 'fail',
  badShare: shiftedShare,
  riskFactor: 0.75,
  generation: {
    per: 'column',
    when: 'Some rows have a value and some have none.',
    propose: ({ measures: { record_ct = 0, value_ct = 0 } }) =>
      value_ct > 0 && value_ct < record_ct
        ? {
            parameters: {
              baseline_ct: asParameter(record_ct),
              baseline_value_ct: asParameter(value_ct),
              threshold_value: NOTICEABLE_SHIFT,
            },
            reason: `${value_ct} of ${record_ct} rows had a value; that share should stay about the same.`,
          }
        : null,
  },
  failingRows: (definition) => ({
    query: 'rows_where',
    from: rowsWhere(definition, isNull(testedValue(definition))),
  }),
  examples: [
    {
      says: 'from all filled to three quarters is a shift of pi/3',
      tables: [{ table: 't', columns: { v: 'integer' }, rows: [[1], [2], [3], [null]] }],
      column: 'v',
      parameters: { baseline_ct: '100', baseline_value_ct: '100', threshold_value: '0.5' },
      expect: { measure: Math.PI / 3, status: 'Warning', messageIncludes: ['Difference measure: 1.0471976'] },
    },
    {
      says: 'a lax threshold lets the same shift pass',
      tables: [{ table: 't', columns: { v: 'integer' }, rows: [[1], [2], [3], [null]] }],
      column: 'v',
      parameters: { baseline_ct: '100', baseline_value_ct: '100', threshold_value: '2' },
      expect: { measure: Math.PI / 3, status: 'Passed' },
    },
    {
      says: 'an empty table has no share, and that is a finding',
      tables: [{ table: 't', columns: { v: 'integer' }, rows: [] }],
      column: 'v',
      parameters: { baseline_ct: '100', baseline_value_ct: '90', threshold_value: '0.3' },
      expect: { measure: null, status: 'Warning', messageIncludes: ['No data'] },
    },
  ],
});
