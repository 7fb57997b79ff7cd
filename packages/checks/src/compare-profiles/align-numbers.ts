/** Two columns of numbers brought to common cells, by their histograms or by their quartiles. */
import type { Histogram, MeasuredColumn } from '../column-profile.ts';
import { countOf, numberOf } from '../read-measure.ts';
import type { CellCounts } from './distribution-distance.ts';

/** Rows up to and with a value: a curve of straight lines between these points, in ascending order. */
type Cumulative = readonly { readonly at: number; readonly rows: number }[];

/** By the quantile bins, which have rows everywhere. Null where a side has none, or bins that are not numbers. */
export function alignHistograms(before: Histogram | null, after: Histogram | null): CellCounts | null {
  return alignCurves(curveOfBins(before), curveOfBins(after));
}

/** By least value, quartiles and greatest value alone: four cells. */
export function alignQuartiles(before: MeasuredColumn, after: MeasuredColumn): CellCounts | null {
  return alignCurves(curveOfQuartiles(before), curveOfQuartiles(after));
}

/**
 * The cells are the earlier side's, and the first and the last one are open, so that values that were never seen before
 * fall into one.
 */
function alignCurves(before: Cumulative | null, after: Cumulative | null): CellCounts | null {
  if (before === null || after === null) return null;
  const edges = [...new Set(before.map(({ at }) => at))].slice(1, -1);
  if (edges.length === 0) return null;
  return { before: countsBetween(before, edges), after: countsBetween(after, edges) };
}

function countsBetween(curve: Cumulative, edges: readonly number[]): number[] {
  const upTo = [...edges.map((edge) => rowsUpTo(curve, edge)), curve.at(-1)?.rows ?? 0];
  return upTo.map((rows, index) => Math.max(0, rows - (upTo[index - 1] ?? 0)));
}

/** Values are taken to lie evenly between two points; all rows of points at one value are up to it. */
function rowsUpTo(curve: Cumulative, value: number): number {
  const below = curve.findLast(({ at }) => at <= value);
  const above = curve.find(({ at }) => at > value);
  if (below === undefined) return 0;
  if (above === undefined) return below.rows;
  return below.rows + ((above.rows - below.rows) * (value - below.at)) / (above.at - below.at);
}

function curveOfBins(histogram: Histogram | null): Cumulative | null {
  const bins = histogram?.quantile ?? [];
  const points: { at: number; rows: number }[] = [];
  let rows = 0;
  for (const { from, to, count } of bins) {
    if (typeof from !== 'number' || typeof to !== 'number') return null;
    points.push({ at: from, rows }, { at: to, rows: rows + count });
    rows += count;
  }
  return rows > 0 ? points : null;
}

const QUARTILES = ['min_value', 'percentile_25', 'percentile_50', 'percentile_75', 'max_value'] as const;

function curveOfQuartiles(column: MeasuredColumn): Cumulative | null {
  const values = countOf(column, 'value_ct');
  const points = QUARTILES.map((name, index) => ({
    at: numberOf(column, name),
    rows: (values * index) / (QUARTILES.length - 1),
  }));
  if (values === 0 || !points.every(hasPlace)) return null;
  return points;
}

const hasPlace = (point: {
  readonly at: number | null;
  readonly rows: number;
}): point is { at: number; rows: number } => point.at !== null;
