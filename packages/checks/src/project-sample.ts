/** What the measures of a sample say about the whole table. */
import type { ColumnMeasures, MeasureName } from './measure-values.ts';
import { PROFILE_MEASURES } from './profile-measures/catalog.generated.ts';

export interface SampledRows {
  /** Rows that were read, drawn each by itself. */
  readonly sampledRows: number;
  /** Rows of the table. */
  readonly recordCount: number;
}
export interface ProjectedMeasures {
  readonly measures: ColumnMeasures;
  /** Of counts: 95 % confidence, in rows. Of distinct counts: the least and the most that the sample leaves possible. */
  readonly intervals: Readonly<Partial<Record<MeasureName, ProjectedInterval>>>;
  /** Measures that are projected rather than observed. */
  readonly estimated: readonly MeasureName[];
}

export interface ProjectedInterval {
  readonly low: number;
  readonly high: number;
}

/** Counts of different things, not of rows: the whole has more of them, but not in proportion. */
const DISTINCT_COUNTS: ReadonlySet<MeasureName> = new Set([
  'distinct_value_ct',
  'distinct_std_value_ct',
  'distinct_pattern_ct',
  'date_days_present',
  'date_weeks_present',
  'date_months_present',
]);
const SUMS: ReadonlySet<MeasureName> = new Set(['fractional_sum']);

/** Of the standard normal distribution, two-sided 95 %. */
const Z = 1.959964;

/**
 * With n rows read of N:
 * - `record_ct` is N, exactly; every other count k becomes round(k x N / n), with `countInterval`;
 * - sums become sum x N / n;
 * - distinct counts become `distinctEstimate`, with the bounds [observed, observed + values that were not read];
 * - averages, percentiles, lengths, shapes and ends stay as observed; the true least and greatest may lie further out.
 * Each measure is projected by itself: parts may miss their whole by one row of rounding. The measures stay as they are when n is 0 or N.
 */
export function projectSample(measures: ColumnMeasures, sample: SampledRows): ProjectedMeasures {
  const { sampledRows, recordCount } = sample;
  if (sampledRows <= 0 || sampledRows >= recordCount) return { measures, intervals: {}, estimated: [] };
  const projected: Partial<Record<MeasureName, unknown>> = { ...measures };
  const intervals: Partial<Record<MeasureName, ProjectedInterval>> = {};
  const estimated: MeasureName[] = [];
  const ratio = recordCount / sampledRows;
  for (const { name, result } of PROFILE_MEASURES) {
    const observed = measures[name];
    if (typeof observed !== 'number') continue;
    if (name === 'record_ct') projected.record_ct = recordCount;
    else if (DISTINCT_COUNTS.has(name)) {
      const values = measures.value_ct ?? sampledRows;
      projected[name] = distinctEstimate(observed, values, sample);
      intervals[name] = { low: observed, high: observed + Math.round(values * ratio) - values };
    } else if (result === 'count') {
      projected[name] = Math.round(observed * ratio);
      intervals[name] = countInterval(observed, sample);
    } else if (SUMS.has(name)) projected[name] = observed * ratio;
    else continue;
    if (name !== 'record_ct') estimated.push(name);
  }
  return { measures: projected as ColumnMeasures, intervals, estimated };
}

/**
 * Wilson's score interval for the share of rows (Wilson 1927), with the sample size corrected for the finite table,
 * n* = n (N - 1) / (N - n), times N; within what the sample leaves possible: the k rows that were seen exist, and so do
 * the n - k others.
 */
function countInterval(count: number, { sampledRows: n, recordCount: all }: SampledRows): ProjectedInterval {
  const share = count / n;
  const size = (n * (all - 1)) / (all - n);
  const middle = share + Z ** 2 / (2 * size);
  const half = Z * Math.sqrt((share * (1 - share)) / size + Z ** 2 / (4 * size ** 2));
  const scale = all / (1 + Z ** 2 / size);
  const low = Math.floor((middle - half) * scale);
  const high = Math.ceil((middle + half) * scale);
  return { low: Math.max(count, low), high: Math.min(all - (n - count), high) };
}

/** Enough to halve any table to less than one value. */
const HALVINGS = 60;

/**
 * The number D of distinct values that would show `distinct` of them on average if all were equally frequent:
 * distinct = D (1 - (1 - n/N)^(V/D)), V = the table's values (method of moments; Haas, Naughton, Seshadri and Stokes,
 * Sampling-based estimation of the number of distinct values of an attribute, VLDB 1995). Where frequencies differ, rare
 * values hide, and the truth is more. A sample without repeats gives V.
 */
function distinctEstimate(
  distinct: number,
  values: number,
  { sampledRows, recordCount }: SampledRows,
): number {
  const allValues = Math.round((values * recordCount) / sampledRows);
  const missed = Math.log1p(-sampledRows / recordCount);
  const shown = (total: number) => -total * Math.expm1((missed * allValues) / total);
  if (distinct === 0) return 0;
  let [low, high] = [distinct, Math.max(allValues, distinct)];
  if (shown(high) <= distinct) return high;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (shown(middle) < distinct) low = middle;
    else high = middle;
  }
  return Math.round(high);
}
