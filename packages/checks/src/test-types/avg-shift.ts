import { average, count, standardDeviation } from '@assay/dialects';
import { baselineNumber, requiredThreshold } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { requiredNumber } from '../test-parameters/read-parameter.ts';
import { answeredNumber } from '../test-parts/aggregate-plan.ts';
import { shiftedShare } from '../test-parts/bad-share.ts';
import { averageShift } from '../test-parts/effect-size.ts';
import { atOrAboveThreshold } from '../test-parts/limits.ts';
import { asParameter, isSteadyMeasure } from '../test-parts/profile-conditions.ts';
import { testedNumber } from '../test-parts/tested-column.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [
  baselineNumber('baseline_value_ct', 'Values'),
  baselineNumber('baseline_avg', 'Average'),
  baselineNumber('baseline_sd', 'Standard deviation'),
  requiredThreshold(
    'Largest shift',
    'Write a size in standard deviations: 0.2 is small, 0.5 moderate, 0.8 large.',
  ),
];
const MODERATE_SHIFT = '0.5';

export const avgShift = defineTestType({
  key: 'Avg_Shift',
  name: 'Average Shift',
  scope: 'column',
  appliesTo: ['N'],
  dqDimension: 'Consistency',
  impactDimension: 'Regularity',
  defaultSeverity: 'Warning',
  unit: 'Difference Measure',
  description:
    "The average is about what it was. The shift is Cohen's d: the distance of the averages in units of the pooled standard deviation.",
  criterion: 'The shift of the average reaches the threshold, in either direction.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition) => ({
    kind: 'aggregates',
    aggregates: {
      values: count(testedNumber(definition)),
      average: average(testedNumber(definition)),
      deviation: standardDeviation(testedNumber(definition)),
    },
    measure: (answer) => {
      const mean = answeredNumber(answer.average);
      if (mean === null) return null;
      return averageShift(
        {
          count: answeredNumber(answer.values) ?? 0,
          average: mean,
          // A single value has no deviation of its own; the earlier values alone then set the scale.
          deviation: answeredNumber(answer.deviation) ?? 0,
        },
        {
          count: requiredNumber(definition, 'baseline_value_ct'),
          average: requiredNumber(definition, 'baseline_avg'),
          deviation: requiredNumber(definition, 'baseline_sd'),
        },
      );
    },
  }),
  fails: atOrAboveThreshold,
  whenNothingMeasured: 'fail',
  badShare: shiftedShare,
  riskFactor: 0.75,
  generation: {
    per: 'column',
    when: 'A measured quantity, no coordinate and no spike, with more than ten distinct values.',
    propose: (column) => {
      const { value_ct, avg_value, stdev_value } = column.measures;
      if (!isSteadyMeasure(column) || avg_value == null || stdev_value == null) return null;
      return {
        parameters: {
          baseline_value_ct: asParameter(value_ct),
          baseline_avg: asParameter(avg_value),
          baseline_sd: asParameter(stdev_value),
          threshold_value: MODERATE_SHIFT,
        },
        reason: `The average was ${avg_value} with a standard deviation of ${stdev_value}; half a deviation is a moderate shift.`,
      };
    },
  },
  failingRows: null,
  examples: [
    {
      says: 'five above an average of ten is two and a half pooled deviations',
      tables: [{ table: 't', columns: { v: 'integer' }, rows: [[12], [14], [16], [18]] }],
      column: 'v',
      parameters: { baseline_value_ct: '4', baseline_avg: '10', baseline_sd: '2', threshold_value: '0.5' },
      expect: {
        measure: 2.5,
        status: 'Warning',
        messageIncludes: ['Difference Measure: 2.5', 'Threshold: 0.5'],
      },
    },
    {
      says: 'exactly the threshold is a shift',
      tables: [{ table: 't', columns: { v: 'integer' }, rows: [[12], [14], [16], [18]] }],
      column: 'v',
      parameters: { baseline_value_ct: '4', baseline_avg: '10', baseline_sd: '2', threshold_value: '2.5' },
      expect: { measure: 2.5, status: 'Warning' },
    },
    {
      says: 'just under the threshold passes',
      tables: [{ table: 't', columns: { v: 'integer' }, rows: [[12], [14], [16], [18]] }],
      column: 'v',
      parameters: { baseline_value_ct: '4', baseline_avg: '10', baseline_sd: '2', threshold_value: '2.51' },
      expect: { measure: 2.5, status: 'Passed' },
    },
    {
      says: 'a column without values has no average, and that is a finding',
      tables: [{ table: 't', columns: { v: 'integer' }, rows: [[null]] }],
      column: 'v',
      parameters: { baseline_value_ct: '4', baseline_avg: '10', baseline_sd: '2', threshold_value: '0.5' },
      expect: { measure: null, status: 'Warning', messageIncludes: ['No data'] },
    },
  ],
});
