import { count, countIf, type Expression, greater, parameter } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { baselineNumber, requiredThreshold } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { requiredNumber, thresholdOf } from '../test-parameters/read-parameter.ts';
import { numbersPlan } from '../test-parts/aggregate-plan.ts';
import { shareOf } from '../test-parts/bad-share.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { outlierBaseline } from '../test-parts/outlier-baseline.ts';
import { columnName, rowsWhere, testedNumber } from '../test-parts/tested-column.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [
  baselineNumber('baseline_avg', 'Average'),
  baselineNumber('baseline_sd', 'Standard deviation'),
  requiredThreshold('Largest share', 'Write a share of the values from 0 to 1, such as 0.05.'),
];
/** Of normally spread values, one in forty-four lies that far out on one side. */
const DEVIATIONS = 2;

const isOutlier = (definition: TestDefinition): Expression<'boolean'> =>
  greater(
    testedNumber(definition),
    parameter(
      requiredNumber(definition, 'baseline_avg') + DEVIATIONS * requiredNumber(definition, 'baseline_sd'),
      'number',
    ),
  );

export const outlierPctAbove = defineTestType({
  key: 'Outlier_Pct_Above',
  name: 'Outliers Above',
  scope: 'column',
  appliesTo: ['N'],
  dqDimension: 'Accuracy',
  impactDimension: 'Regularity',
  defaultSeverity: 'Warning',
  unit: 'Pct records over limit',
  description: 'Few values lie more than two standard deviations above the earlier average.',
  criterion: 'The share of values above the limit, from 0 to 1, is above the threshold.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition) =>
    numbersPlan(
      { outliers: countIf(isOutlier(definition)), values: count(testedNumber(definition)) },
      ({ outliers, values }) => shareOf(outliers, values),
    ),
  fails: aboveThreshold,
  whenNothingMeasured: 'fail',
  badShare: ({ measure, definition }) => measure - thresholdOf(definition),
  riskFactor: 0.75,
  generation: {
    per: 'column',
    when: 'A measured quantity, no coordinate, with more than 30 distinct values, spread out and not counted through.',
    propose: outlierBaseline,
  },
  failingRows: (definition) => ({
    query: 'values_where',
    from: rowsWhere(definition, isOutlier(definition)),
    column: columnName(definition),
  }),
  examples: [
    {
      says: 'the limit itself is no outlier, and null is no value',
      tables: [{ table: 't', columns: { v: 'integer' }, rows: [[10], [11], [14], [15], [null]] }],
      column: 'v',
      parameters: { baseline_avg: '10', baseline_sd: '2', threshold_value: '0.05' },
      expect: { measure: 0.25, status: 'Warning', messageIncludes: ['Pct records over limit: 0.25'] },
    },
    {
      says: 'the tolerated share passes',
      tables: [{ table: 't', columns: { v: 'integer' }, rows: [[10], [11], [14], [15], [null]] }],
      column: 'v',
      parameters: { baseline_avg: '10', baseline_sd: '2', threshold_value: '0.25' },
      expect: { measure: 0.25, status: 'Passed' },
    },
  ],
});
