/** Values far from an earlier average: what both tests of outliers ask, measure and propose. */
import { count, countIf, type Expression, greater, less, parameter } from '@assay/dialects';
import type { ColumnProfile } from '../column-profile.ts';
import type { TestDefinition } from '../test-definition.ts';
import { baselineNumber, requiredThreshold } from '../test-parameters/limit-parameters.ts';
import { requiredNumber } from '../test-parameters/read-parameter.ts';
import type { TestPlan, TestProposal } from '../test-type.ts';
import { numbersPlan } from './aggregate-plan.ts';
import { shareOf } from './bad-share.ts';
import { isCoordinate, isUnbrokenRange, means } from './profile-conditions.ts';
import { testedNumber } from './tested-column.ts';

export const OUTLIER_PARAMETERS = [
  baselineNumber('baseline_avg', 'Average'),
  baselineNumber('baseline_sd', 'Standard deviation'),
  requiredThreshold('Largest share', 'Write a share of the values from 0 to 1, such as 0.05.'),
];
/** Of normally spread values, one in forty-four lies that far out on one side. */
const DEVIATIONS = 2;

const limit = (definition: TestDefinition, deviations: number): Expression<'number'> =>
  parameter(
    requiredNumber(definition, 'baseline_avg') + deviations * requiredNumber(definition, 'baseline_sd'),
    'number',
  );

export const isFarAbove = (definition: TestDefinition): Expression<'boolean'> =>
  greater(testedNumber(definition), limit(definition, DEVIATIONS));
export const isFarBelow = (definition: TestDefinition): Expression<'boolean'> =>
  less(testedNumber(definition), limit(definition, -DEVIATIONS));

/** The outliers as a share of the values. */
export const outlierSharePlan = (
  definition: TestDefinition,
  isOutlier: (definition: TestDefinition) => Expression<'boolean'>,
): TestPlan =>
  numbersPlan(
    { outliers: countIf(isOutlier(definition)), values: count(testedNumber(definition)) },
    ({ outliers, values }) => shareOf(outliers, values),
  );

/** One value in twenty beyond the limit is more than twice what normally spread values have there. */
const TOLERATED_SHARE = '0.05';

/** Proposes a baseline for outliers where two standard deviations say something; null elsewhere. */
export function outlierBaseline(column: ColumnProfile): Pick<TestProposal, 'parameters' | 'reason'> | null {
  const { distinct_value_ct = 0, value_ct = 0, avg_value, stdev_value } = column.measures;
  if (!means(column, 'Measurement') || isCoordinate(column) || isUnbrokenRange(column)) return null;
  if (distinct_value_ct <= 30 || distinct_value_ct / value_ct <= 0.1) return null;
  if (avg_value == null || stdev_value == null || avg_value === 0 || stdev_value / avg_value <= 0.01)
    return null;
  return {
    parameters: {
      baseline_avg: String(avg_value),
      baseline_sd: String(stdev_value),
      threshold_value: TOLERATED_SHARE,
    },
    reason: `The average was ${avg_value} with a standard deviation of ${stdev_value}.`,
  };
}
