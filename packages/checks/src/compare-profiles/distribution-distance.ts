/** How far two distributions over the same cells are apart. Counts may be fractions where they were interpolated. */

export interface CellCounts {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** Added to each cell, so that an empty one gives a large index and not an infinite one. */
const HALF_A_ROW = 0.5;
/** Quantile of the standard normal distribution: chance alone reaches beyond it once in a thousand comparisons. */
const ONE_IN_A_THOUSAND = 3.09;

/**
 * The square root of the Jensen-Shannon divergence in bits, 0 (alike) to 1 (nothing in common):
 * sqrt((D(p || m) + D(q || m)) / 2) with m = (p + q) / 2 and D(p || m) = sum p log2(p / m).
 * Endres and Schindelin, "A new metric for probability distributions", 2003. Null when a side has no rows.
 */
export function jensenShannonDistance(cells: CellCounts): number | null {
  const before = sharesOf(cells.before);
  const after = sharesOf(cells.after);
  if (before === null || after === null) return null;
  const middle = before.map((share, index) => (share + (after[index] ?? 0)) / 2);
  const divergence = (relativeEntropy(before, middle) + relativeEntropy(after, middle)) / 2;
  return Math.sqrt(Math.min(1, Math.max(0, divergence)));
}

/**
 * The population stability index: sum (q - p) ln(q / p) over the cells, 0 for no shift, without an upper limit. Half a
 * row is added to each cell. Null when a side has no rows.
 */
export function stabilityIndex(cells: CellCounts): number | null {
  if (sharesOf(cells.before) === null || sharesOf(cells.after) === null) return null;
  const before = sharesOf(cells.before.map((count) => count + HALF_A_ROW)) ?? [];
  const after = sharesOf(cells.after.map((count) => count + HALF_A_ROW)) ?? [];
  return before.reduce((sum, p, index) => {
    const q = after[index] ?? p;
    return sum + (q - p) * Math.log(q / p);
  }, 0);
}

/**
 * The stability index that two samples of one distribution stay under 999 times in 1,000: about
 * (1/n + 1/m) times the chi-squared quantile with cells - 1 degrees of freedom (Yurdakul, "Statistical properties of
 * population stability index", 2018), the quantile by Wilson and Hilferty's approximation.
 */
export function stabilityNoise({ before, after }: CellCounts): number {
  const freedom = before.length - 1;
  const rowsBefore = total(before);
  const rowsAfter = total(after);
  if (freedom < 1 || rowsBefore <= 0 || rowsAfter <= 0) return 0;
  const spread = 2 / (9 * freedom);
  const quantile = freedom * (1 - spread + ONE_IN_A_THOUSAND * Math.sqrt(spread)) ** 3;
  return quantile * (1 / rowsBefore + 1 / rowsAfter);
}

function sharesOf(counts: readonly number[]): number[] | null {
  const all = total(counts);
  return all > 0 ? counts.map((count) => count / all) : null;
}

const relativeEntropy = (of: readonly number[], from: readonly number[]): number =>
  of.reduce(
    (sum, share, index) => (share > 0 ? sum + share * Math.log2(share / (from[index] ?? share)) : sum),
    0,
  );

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
