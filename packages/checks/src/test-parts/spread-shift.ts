/** The spread of a column against an earlier one: what both tests of variability measure and propose. */
import { standardDeviation } from '@assay/dialects';
import type { ColumnProfile } from '../column-profile.ts';
import type { TestDefinition } from '../test-definition.ts';
import { requiredNumber } from '../test-parameters/read-parameter.ts';
import type { TestPlan, TestProposal } from '../test-type.ts';
import { numbersPlan } from './aggregate-plan.ts';
import { hasComparableSpread } from './profile-conditions.ts';
import { testedNumber } from './tested-column.ts';

/** The standard deviation in percent of `baseline_sd`; nothing is measured where that is not positive. */
export const spreadPercentPlan = (definition: TestDefinition): TestPlan =>
  numbersPlan({ deviation: standardDeviation(testedNumber(definition)) }, ({ deviation }) => {
    const before = requiredNumber(definition, 'baseline_sd');
    return before > 0 ? (100 * deviation) / before : null;
  });

/** Proposes the profiled deviation as the baseline where spreads can be compared; null elsewhere. */
export function spreadBaseline(
  column: ColumnProfile,
  limitPercent: string,
): Pick<TestProposal, 'parameters' | 'reason'> | null {
  if (!hasComparableSpread(column)) return null;
  const { stdev_value } = column.measures;
  return {
    parameters: { baseline_sd: String(stdev_value), threshold_value: limitPercent },
    reason: `The standard deviation was ${stdev_value}.`,
  };
}
