import type { ColumnProfile } from '../column-profile.ts';
import type { TestProposal } from '../test-type.ts';
import { isCoordinate, isUnbrokenRange, means } from './profile-conditions.ts';

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
