/** How far out the ends of a column's numbers lie. */
import type { ColumnProfile } from '../column-profile.ts';
import { numberOf } from '../read-measure.ts';

/** Half of a normal distribution lies within this many standard deviations of its middle. */
const QUARTILE_DEVIATIONS = 0.6745;

/**
 * The distance of the farther end from the median, in standard deviations as the quartile on its side tells them:
 * outliers do not move the quartiles, while they move the real standard deviation. Null without spread.
 */
export function distanceFromMiddle(column: ColumnProfile): number | null {
  const [minimum, maximum] = [numberOf(column, 'min_value'), numberOf(column, 'max_value')];
  const [low, middle, high] = [
    numberOf(column, 'percentile_25'),
    numberOf(column, 'percentile_50'),
    numberOf(column, 'percentile_75'),
  ];
  if (minimum === null || maximum === null || low === null || middle === null || high === null) return null;
  const halfRange = (high - low) / 2;
  if (!(halfRange > 0)) return null;
  const above = (maximum - middle) / (high - middle || halfRange);
  const below = (middle - minimum) / (middle - low || halfRange);
  return QUARTILE_DEVIATIONS * Math.max(above, below);
}
