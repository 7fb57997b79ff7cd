/** Values of a column that look like a mark for "no value": known marks, repeated, and far from all the rest. */
import type { ColumnProfile } from '../column-profile.ts';
import { countOf, isDate, type NumberMeasureName, numberOf, shareOf } from '../read-measure.ts';
import { isWhole } from '../semantic-types/column-facts.ts';

export interface SentinelLimits {
  /** Rows that hold the value, at least. */
  readonly rows: number;
  /** Of all values, at most: a value of most rows is what the column says. */
  readonly most_share: number;
  /** Distance of a number from the quartiles, in interquartile ranges, at least. */
  readonly distance: number;
}
export interface SentinelRows {
  readonly value: string;
  readonly count: number;
}

/** Beside values that are hardly larger, -1 is the next smaller number and no mark. */
const LEAST_MEDIAN_BESIDE_MINUS_ONE = 2;
const LEAST_MAXIMUM_BESIDE_MINUS_ONE = 5;
/** Where the middle half is one value: so many times its size is far. */
const FAR_FROM_ONE_VALUE = 10;

export function sentinelRows(column: ColumnProfile, limits: SentinelLimits): SentinelRows[] {
  const values = countOf(column, 'value_ct');
  const repeated = (column.sentinels?.items ?? []).filter(
    ({ count }) => count >= limits.rows && count <= limits.most_share * values,
  );
  if (isDate(column)) return sentinelDates(column, repeated);
  return [
    ...repeated.filter(({ value, count }) => Number(value) === -1 && isMinusOneApart(column, count)),
    ...farNumbers(
      column,
      repeated.filter(({ value }) => Math.abs(Number(value)) > 1),
      limits.distance,
    ),
  ];
}

/**
 * The smallest value, beside larger ones. Among whole numbers -1 could also come next after 0, so values must thin
 * out before they reach 0; among others nothing but a mark hits -1 exactly and again and again.
 */
function isMinusOneApart(column: ColumnProfile, count: number): boolean {
  const largest = numberOf(column, 'max_value') ?? 0;
  if (numberOf(column, 'min_value') !== -1 || largest < LEAST_MAXIMUM_BESIDE_MINUS_ONE) return false;
  if (!isWhole(column)) return (numberOf(column, 'percentile_25') ?? -1) >= 0;
  const median = numberOf(column, 'percentile_50') ?? 0;
  return countOf(column, 'zero_value_ct') < count && median >= LEAST_MEDIAN_BESIDE_MINUS_ONE;
}

/** Marks at the very end of the range, with hardly another value out there. */
function farNumbers(
  column: ColumnProfile,
  candidates: readonly SentinelRows[],
  distance: number,
): SentinelRows[] {
  const sides = [
    { end: numberOf(column, 'max_value'), outside: 'outlier_high_ct' as const, sign: 1 },
    { end: numberOf(column, 'min_value'), outside: 'outlier_low_ct' as const, sign: -1 },
  ];
  return sides.flatMap(({ end, outside, sign }) => {
    const far = candidates.filter(({ value }) => sign * farness(column, Number(value)) >= distance);
    const rows = far.reduce((sum, { count }) => sum + count, 0);
    const reachesEnd = far.some(({ value }) => Number(value) === end);
    return reachesEnd && countOf(column, outside) - rows <= rows ? far : [];
  });
}

/** Interquartile ranges beyond the quartiles, negative below them; 0 between them. */
function farness(column: ColumnProfile, value: number): number {
  const low = numberOf(column, 'percentile_25') ?? value;
  const high = numberOf(column, 'percentile_75') ?? value;
  if (value >= low && value <= high) return 0;
  const beyond = value > high ? value - high : value - low;
  if (high > low) return beyond / (high - low);
  const isFar = Math.abs(value) >= FAR_FROM_ONE_VALUE * Math.max(1, Math.abs(high));
  return isFar ? Math.sign(beyond) * Number.POSITIVE_INFINITY : 0;
}

/** Dates so old or so far ahead that counts tell how many others are like them: hardly any. */
function sentinelDates(column: ColumnProfile, candidates: readonly SentinelRows[]): SentinelRows[] {
  const groups = Map.groupBy(candidates, ({ value }) => ageMeasure(value));
  return [...groups].flatMap(([age, sentinels]) => {
    if (age === null) return [];
    const rows = sentinels.reduce((sum, { count }) => sum + count, 0);
    return countOf(column, age) - rows <= rows ? sentinels : [];
  });
}

/** The count of dates about as old as this one; what stands between lies in the thick of real dates. */
function ageMeasure(date: string): NumberMeasureName | null {
  const year = Number(/^(\d{4,})-/.exec(date)?.[1] ?? Number.NaN);
  if (year <= 1900) return 'before_100yr_date_ct';
  if (year <= 1980) return 'before_20yr_date_ct';
  return year >= 2090 ? 'distant_future_date_ct' : null;
}

/** Rows of all of them. */
export const sentinelShare = (rows: readonly SentinelRows[], records: number): number =>
  shareOf(
    rows.reduce((sum, { count }) => sum + count, 0),
    records,
  );
