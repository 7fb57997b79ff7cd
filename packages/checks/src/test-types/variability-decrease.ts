import { baselineNumber, requiredThreshold } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { everyRow } from '../test-parts/bad-share.ts';
import { belowThreshold } from '../test-parts/limits.ts';
import { spreadBaseline, spreadPercentPlan } from '../test-parts/spread-shift.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [
  baselineNumber('baseline_sd', 'Standard deviation'),
  requiredThreshold('Smallest spread', 'Write a percentage of the earlier deviation, such as 80.'),
];
const LIMIT_PERCENT = '80';

export const variabilityDecrease = defineTestType({
  key: 'Variability_Decrease',
  name: 'Variability Decrease',
  scope: 'column',
  appliesTo: ['N'],
  dqDimension: 'Accuracy',
  impactDimension: 'Regularity',
  defaultSeverity: 'Warning',
  unit: 'Pct SD shift',
  description:
    'The values are not much less spread out than they were. The measure is the standard deviation in percent of the earlier one.',
  criterion: 'The standard deviation, in percent of the earlier one, is below the threshold.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: spreadPercentPlan,
  fails: belowThreshold,
  whenNothingMeasured: 'fail',
  badShare: everyRow,
  riskFactor: 0.75,
  generation: {
    per: 'column',
    when: 'A measured quantity, no coordinate and no spike, with repeated values and more than ten distinct ones.',
    propose: (column) => spreadBaseline(column, LIMIT_PERCENT),
  },
  failingRows: null,
  examples: [
    {
      says: 'a deviation of 1.58 is 79 percent of 2',
      tables: [{ table: 't', columns: { v: 'integer' }, rows: [[1], [2], [3], [4], [5]] }],
      column: 'v',
      parameters: { baseline_sd: '2', threshold_value: '80' },
      expect: {
        measure: 50 * Math.sqrt(2.5),
        status: 'Warning',
        messageIncludes: ['Pct SD shift: 79.056942', 'Threshold: 80'],
      },
    },
    {
      says: 'a larger spread is no decrease',
      tables: [{ table: 't', columns: { v: 'integer' }, rows: [[1], [2], [3], [4], [5]] }],
      column: 'v',
      parameters: { baseline_sd: '1', threshold_value: '80' },
      expect: { measure: 100 * Math.sqrt(2.5), status: 'Passed' },
    },
  ],
});
