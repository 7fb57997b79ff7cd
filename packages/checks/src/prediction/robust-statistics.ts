/** Statistics that a few wild values cannot move. All take at least one number and leave their input as it is. */

const ascending = (a: number, b: number): number => a - b;

/** Linear interpolation between neighbours; `fraction` 0..1. */
export function quantile(values: readonly number[], fraction: number): number {
  const sorted = values.toSorted(ascending);
  const position = (sorted.length - 1) * fraction;
  const below = sorted[Math.floor(position)]!;
  const above = sorted[Math.ceil(position)]!;
  return below + (above - below) * (position - Math.floor(position));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Makes the median absolute deviation of normally spread values their standard deviation. */
const NORMAL = 1.4826;

/** Spread around zero: of residuals, whose middle is zero. */
export const spreadAroundZero = (residuals: readonly number[]): number =>
  NORMAL * median(residuals.map(Math.abs));

/**
 * Median of the slopes between all pairs of points (Theil 1950, Sen 1968): up to 29 % of the points may lie anywhere.
 * `x` must hold two different numbers.
 */
export function medianSlope(x: readonly number[], y: readonly number[]): number {
  const slopes = new Float64Array((x.length * (x.length - 1)) / 2);
  let pairs = 0;
  for (let later = 1; later < x.length; later++)
    for (let earlier = 0; earlier < later; earlier++) {
      const run = x[later]! - x[earlier]!;
      if (run !== 0) slopes[pairs++] = (y[later]! - y[earlier]!) / run;
    }
  return middleOf(slopes.subarray(0, pairs));
}

/**
 * The median of many numbers, which it moves about: finding it (Hoare 1961, as Wirth wrote it) takes a tenth of the
 * time that sorting them does.
 */
function middleOf(values: Float64Array): number {
  const middle = Math.floor(values.length / 2);
  let left = 0;
  let right = values.length - 1;
  while (left < right) {
    const pivot = values[middle]!;
    let low = left;
    let high = right;
    while (low <= high) {
      while (values[low]! < pivot) low++;
      while (pivot < values[high]!) high--;
      if (low > high) break;
      const moved = values[low]!;
      values[low++] = values[high]!;
      values[high--] = moved;
    }
    if (high < middle) left = low;
    if (middle < low) right = high;
  }
  const upper = values[middle]!;
  if (values.length % 2 === 1) return upper;
  // Everything before the middle is no greater than it.
  return (values.subarray(0, middle).reduce((a, b) => Math.max(a, b)) + upper) / 2;
}
