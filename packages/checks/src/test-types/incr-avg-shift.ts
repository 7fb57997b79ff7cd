import { count, sum } from '@assay/dialects';
import { baselineNumber, requiredThreshold } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { requiredNumber } from '../test-parameters/read-parameter.ts';
import { answeredNumber } from '../test-parts/aggregate-plan.ts';
import { shareOf } from '../test-parts/bad-share.ts';
import { inUnitsOf, shareOutsideOverlap } from '../test-parts/effect-size.ts';
import { atOrAboveThreshold } from '../test-parts/limits.ts';
import { asParameter, isSteadyMeasure, onlyGrows } from '../test-parts/profile-conditions.ts';
import { testedNumber } from '../test-parts/tested-column.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [
  baselineNumber('baseline_value_ct', 'Values'),
  baselineNumber('baseline_sum', 'Sum'),
  baselineNumber('baseline_avg', 'Average'),
  baselineNumber('baseline_sd', 'Standard deviation'),
  requiredThreshold('Largest shift', 'Write a size in standard deviations of the earlier values, such as 2.'),
];
/** An average of new rows that far away is rare as long as nothing has changed. */
const RARE_SHIFT = '2';

export const incrAvgShift = defineTestType({
  key: 'Incr_Avg_Shift',
  name: 'New Shift',
  scope: 'column',
  appliesTo: ['N'],
  dqDimension: 'Accuracy',
  impactDimension: 'Regularity',
  defaultSeverity: 'Warning',
  unit: 'Z-score of mean shift',
  description:
    'The rows that were added since the profile have about the same average as those before. It fits tables that only grow; without new rows there is no shift.',
  criterion:
    'The average of the new values lies at least the threshold away, in earlier standard deviations.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition) => ({
    kind: 'aggregates',
    aggregates: { values: count(testedNumber(definition)), sum: sum(testedNumber(definition)) },
    measure: ({ values, sum: total }) => {
      const sumNow = answeredNumber(total);
      if (sumNow === null) return null;
      const added = (answeredNumber(values) ?? 0) - requiredNumber(definition, 'baseline_value_ct');
      if (added <= 0) return 0;
      const averageAdded = (sumNow - requiredNumber(definition, 'baseline_sum')) / added;
      const distance = Math.abs(requiredNumber(definition, 'baseline_avg') - averageAdded);
      return inUnitsOf(distance, requiredNumber(definition, 'baseline_sd'));
    },
  }),
  fails: atOrAboveThreshold,
  whenNothingMeasured: 'fail',
  // Only the added rows are in question, and of those the part outside the earlier distribution.
  badShare: ({ measure, definition, recordCount }) => {
    const added = recordCount - requiredNumber(definition, 'baseline_value_ct');
    const share = shareOf(Math.max(added, 0), recordCount);
    return share === null ? null : share * shareOutsideOverlap(measure);
  },
  riskFactor: 0.75,
  generation: {
    per: 'column',
    when: 'A measured quantity, no coordinate and no spike, with more than ten distinct values, in a table that only grows.',
    propose: (column, { history }) => {
      const { value_ct = 0, avg_value, stdev_value } = column.measures;
      if (!isSteadyMeasure(column) || !onlyGrows(column, history)) return null;
      if (avg_value == null || stdev_value == null) return null;
      return {
        parameters: {
          baseline_value_ct: asParameter(value_ct),
          baseline_sum: asParameter(avg_value * value_ct),
          baseline_avg: asParameter(avg_value),
          baseline_sd: asParameter(stdev_value),
          threshold_value: RARE_SHIFT,
        },
        reason: `The average was ${avg_value} with a standard deviation of ${stdev_value}; new rows should be like the old ones.`,
      };
    },
  },
  failingRows: null,
  examples: [
    {
      says: 'two new values with an average of 21 lie five and a half deviations away',
      tables: [{ table: 't', columns: { v: 'integer' }, rows: [[9], [10], [11], [20], [22]] }],
      column: 'v',
      parameters: {
        baseline_value_ct: '3',
        baseline_sum: '30',
        baseline_avg: '10',
        baseline_sd: '2',
        threshold_value: '2',
      },
      expect: { measure: 5.5, status: 'Warning', messageIncludes: ['Z-score of mean shift: 5.5'] },
    },
    {
      says: 'without new rows there is no shift',
      tables: [{ table: 't', columns: { v: 'integer' }, rows: [[9], [10], [11], [20], [22]] }],
      column: 'v',
      parameters: {
        baseline_value_ct: '5',
        baseline_sum: '72',
        baseline_avg: '10',
        baseline_sd: '2',
        threshold_value: '2',
      },
      expect: { measure: 0, status: 'Passed' },
    },
  ],
});
