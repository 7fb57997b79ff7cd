import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { thresholdOf } from '../test-parameters/read-parameter.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import {
  isFarBelow,
  OUTLIER_PARAMETERS,
  outlierBaseline,
  outlierSharePlan,
} from '../test-parts/outlier-share.ts';
import { columnName, rowsWhere } from '../test-parts/tested-column.ts';
import { defineTestType } from '../test-type.ts';

export const outlierPctBelow = defineTestType({
  key: 'Outlier_Pct_Below',
  name: 'Outliers Below',
  scope: 'column',
  appliesTo: ['N'],
  dqDimension: 'Accuracy',
  impactDimension: 'Regularity',
  defaultSeverity: 'Warning',
  unit: 'Pct records under limit',
  description: 'Few values lie more than two standard deviations below the earlier average.',
  criterion: 'The share of values below the limit, from 0 to 1, is above the threshold.',
  parameters: OUTLIER_PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(OUTLIER_PARAMETERS),
  plan: (definition) => outlierSharePlan(definition, isFarBelow),
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
    from: rowsWhere(definition, isFarBelow(definition)),
    column: columnName(definition),
  }),
  examples: [
    {
      says: 'the limit itself is no outlier, and null is no value',
      tables: [{ table: 't', columns: { v: 'integer' }, rows: [[10], [9], [6], [5], [null]] }],
      column: 'v',
      parameters: { baseline_avg: '10', baseline_sd: '2', threshold_value: '0.05' },
      expect: { measure: 0.25, status: 'Warning', messageIncludes: ['Pct records under limit: 0.25'] },
    },
    {
      says: 'the tolerated share passes',
      tables: [{ table: 't', columns: { v: 'integer' }, rows: [[10], [9], [6], [5], [null]] }],
      column: 'v',
      parameters: { baseline_avg: '10', baseline_sd: '2', threshold_value: '0.25' },
      expect: { measure: 0.25, status: 'Passed' },
    },
  ],
});
