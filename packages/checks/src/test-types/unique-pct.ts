import { count, countDistinct } from '@assay/dialects';
import { baselineNumber, requiredThreshold } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { requiredNumber } from '../test-parameters/read-parameter.ts';
import { numbersPlan } from '../test-parts/aggregate-plan.ts';
import { shiftedShare } from '../test-parts/bad-share.ts';
import { shareShift } from '../test-parts/effect-size.ts';
import { atOrAboveThreshold } from '../test-parts/limits.ts';
import { asParameter, means } from '../test-parts/profile-conditions.ts';
import { testedValue } from '../test-parts/tested-column.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [
  baselineNumber('baseline_value_ct', 'Values'),
  baselineNumber('baseline_unique_ct', 'Distinct values'),
  requiredThreshold(
    'Largest shift',
    'Write a size from 0 (no change) to 3.14 (all to nothing), such as 0.5.',
  ),
];
const MODERATE_SHIFT = '0.5';

export const uniquePct = defineTestType({
  key: 'Unique_Pct',
  name: 'Percent Unique',
  scope: 'column',
  appliesTo: null,
  dqDimension: 'Uniqueness',
  impactDimension: 'Conformance',
  defaultSeverity: 'Warning',
  unit: 'Difference measure',
  description: "The share of distinct values among all values is about what it was. The shift is Cohen's h.",
  criterion: 'The shift of the distinct share reaches the threshold, in either direction.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition) =>
    numbersPlan(
      { values: count(testedValue(definition)), distinct: countDistinct(testedValue(definition)) },
      ({ values, distinct }) => {
        const valuesBefore = requiredNumber(definition, 'baseline_value_ct');
        if (values === 0 || valuesBefore <= 0) return null;
        return shareShift(distinct / values, requiredNumber(definition, 'baseline_unique_ct') / valuesBefore);
      },
    ),
  fails: atOrAboveThreshold,
  whenNothingMeasured: 'fail',
  badShare: shiftedShare,
  riskFactor: 0.75,
  generation: {
    per: 'column',
    when: 'More than ten distinct values that are no measured quantity.',
    propose: (column) => {
      const { value_ct, distinct_value_ct = 0 } = column.measures;
      if (distinct_value_ct <= 10 || means(column, 'Measurement*')) return null;
      return {
        parameters: {
          baseline_value_ct: asParameter(value_ct),
          baseline_unique_ct: asParameter(distinct_value_ct),
          threshold_value: MODERATE_SHIFT,
        },
        reason: `${distinct_value_ct} of ${value_ct} values were distinct; that share should stay about the same.`,
      };
    },
  },
  failingRows: null,
  examples: [
    {
      says: 'from all distinct to half of them is a shift of pi/2',
      tables: [{ table: 't', columns: { v: 'text' }, rows: [['a'], ['a'], ['b'], ['b']] }],
      column: 'v',
      parameters: { baseline_value_ct: '100', baseline_unique_ct: '100', threshold_value: '0.5' },
      expect: { measure: Math.PI / 2, status: 'Warning', messageIncludes: ['Difference measure: 1.5707963'] },
    },
    {
      says: 'the same share of more values is no shift',
      tables: [{ table: 't', columns: { v: 'text' }, rows: [['a'], ['a'], ['b'], ['b'], [null]] }],
      column: 'v',
      parameters: { baseline_value_ct: '100', baseline_unique_ct: '50', threshold_value: '0.5' },
      expect: { measure: 0, status: 'Passed' },
    },
  ],
});
