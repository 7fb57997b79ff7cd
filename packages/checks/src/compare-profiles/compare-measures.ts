import type { ColumnProfile } from '../column-profile.ts';
import type { ColumnMeasures, MeasureName } from '../measure-values.ts';
import { PROFILE_MEASURES } from '../profile-measures/catalog.generated.ts';
import { countOf, shareOf } from '../read-measure.ts';
import { averageShift, inUnitsOf, shareShift } from '../test-parts/effect-size.ts';
import { type Verdict, type VerdictLimits, verdictOf } from './verdict.ts';

/** `cohens_h`: distance of two shares, 0..pi; `deviations`: in units of the pooled standard deviation; `ratio`: the larger one over the smaller one, from 1. */
export const EFFECT_UNITS = ['cohens_h', 'deviations', 'ratio'] as const;
export type EffectUnit = (typeof EFFECT_UNITS)[number];

export interface MeasureChange {
  readonly measure: MeasureName;
  readonly before: string | number | null;
  readonly after: string | number | null;
  /** Null where the size of a difference has no meaning: text, extremes, or no value on one side. */
  readonly effect: { readonly size: number; readonly unit: EffectUnit } | null;
  readonly verdict: Verdict;
}

/** Cohen, "Statistical power analysis", 1988: 0.2 is a small effect and 0.5 a medium one, of shares and averages alike. */
const EFFECT_LIMITS: VerdictLimits = { shifted: 0.2, changed: 0.5 };
/** Of spreads: a fifth more or less, and a half. */
const SPREAD_LIMITS: VerdictLimits = { shifted: 1.2, changed: 1.5 };
/** Of numbers of distinct values. */
const DISTINCT_LIMITS: VerdictLimits = { shifted: 1.25, changed: 2 };
/** From this share of distinct values on a column is near-unique, and the share says more than the number. */
const NEAR_UNIQUE = 0.9;
/** Quantile of the standard normal distribution, two-sided: chance reaches beyond it once in a thousand comparisons. */
const ONE_IN_A_THOUSAND = 3.29;

/** Counts that are not rows, or that every profile of a growing table has larger. */
const NOT_SHARES: ReadonlySet<MeasureName> = new Set<MeasureName>([
  'record_ct',
  'value_ct',
  'distinct_value_ct',
  'distinct_std_value_ct',
  'distinct_pattern_ct',
  'date_days_present',
  'date_weeks_present',
  'date_months_present',
]);
const RESULTS = new Map(PROFILE_MEASURES.map(({ name, result }) => [name, result]));
const isShare = (name: MeasureName): boolean => RESULTS.get(name) === 'count' && !NOT_SHARES.has(name);

type Effect = MeasureChange['effect'];
interface Judged {
  readonly effect: Effect;
  readonly verdict: Verdict;
}
const UNJUDGED: Judged = { effect: null, verdict: 'stable' };

/**
 * The measures that differ, in the order of the catalog; those that only one side has are left out, since the columns'
 * types then differ. Counts of rows are compared as shares, so that a table that only grew shows no difference: a count
 * is listed when its share differs. Rows of the table are compared elsewhere.
 */
export function compareMeasures(before: ColumnProfile, after: ColumnProfile): MeasureChange[] {
  return PROFILE_MEASURES.flatMap(({ name }) => {
    const [one, other] = [before.measures[name], after.measures[name]];
    if (one === undefined || other === undefined || one === other || name === 'record_ct') return [];
    if (isShare(name) && shareIn(before, name) === shareIn(after, name)) return [];
    return { measure: name, before: one, after: other, ...judge(name, before, after) };
  });
}

function judge(name: MeasureName, before: ColumnProfile, after: ColumnProfile): Judged {
  if (before.measures[name] === null || after.measures[name] === null) return UNJUDGED;
  if (isShare(name)) {
    return shareJudged(
      [shareIn(before, name), shareIn(after, name)],
      [base(before, name), base(after, name)],
    );
  }
  switch (name) {
    case 'distinct_value_ct':
      return distinctJudged(before, after);
    case 'avg_value':
    case 'percentile_25':
    case 'percentile_50':
    case 'percentile_75':
      return shiftJudged(name, before, after);
    case 'stdev_value':
      return spreadJudged(before, after);
    case 'avg_length':
      return ratioJudged([before.measures.avg_length, after.measures.avg_length], SPREAD_LIMITS);
    default:
      return UNJUDGED;
  }
}

/** Nulls are a share of all rows, everything else one of the rows that hold a value. */
const base = (column: ColumnProfile, name: MeasureName): number =>
  countOf(column, name === 'null_value_ct' ? 'record_ct' : 'value_ct');
const shareIn = (column: ColumnProfile, name: MeasureName): number =>
  shareOf(Number(column.measures[name] ?? 0), base(column, name));

/** Chance alone gives h a standard deviation of sqrt(1/n + 1/m). */
function shareJudged([before, after]: readonly [number, number], rows: readonly [number, number]): Judged {
  if (rows[0] === 0 || rows[1] === 0) return UNJUDGED;
  const size = shareShift(after, before);
  const verdict = verdictOf(size, EFFECT_LIMITS, noiseOf(rows));
  return { effect: { size, unit: 'cohens_h' }, verdict };
}

const noiseOf = ([before, after]: readonly [number, number]): number =>
  ONE_IN_A_THOUSAND * Math.sqrt(1 / before + 1 / after);

/** Near-unique columns by their share of distinct values, all others by the number of them. */
function distinctJudged(before: ColumnProfile, after: ColumnProfile): Judged {
  const shares = [shareIn(before, 'distinct_value_ct'), shareIn(after, 'distinct_value_ct')] as const;
  if (Math.max(...shares) >= NEAR_UNIQUE) {
    return shareJudged(shares, [countOf(before, 'value_ct'), countOf(after, 'value_ct')]);
  }
  return ratioJudged([before.measures.distinct_value_ct, after.measures.distinct_value_ct], DISTINCT_LIMITS);
}

/** Averages as the test of a shifted average does it; a quartile by its own distance in the same units. */
function shiftJudged(
  name: 'avg_value' | 'percentile_25' | 'percentile_50' | 'percentile_75',
  before: ColumnProfile,
  after: ColumnProfile,
): Judged {
  const sample = ({ measures }: ColumnProfile) => ({
    count: measures.value_ct ?? 0,
    average: measures[name] ?? 0,
    deviation: measures.stdev_value ?? 0,
  });
  const [now, then] = [sample(after), sample(before)];
  const size = averageShift(now, then);
  if (size === null) return UNJUDGED;
  const verdict = verdictOf(size, EFFECT_LIMITS, noiseOf([then.count, now.count]));
  return { effect: { size, unit: 'deviations' }, verdict };
}

/** The logarithm of a standard deviation has one of about 1/sqrt(2 (n - 1)) itself, for values without heavy tails. */
function spreadJudged(before: ColumnProfile, after: ColumnProfile): Judged {
  const freedom = ({ measures }: ColumnProfile) => Math.max(1, 2 * ((measures.value_ct ?? 0) - 1));
  const noise = Math.exp(noiseOf([freedom(before), freedom(after)]));
  return ratioJudged([before.measures.stdev_value, after.measures.stdev_value], SPREAD_LIMITS, noise);
}

function ratioJudged(
  [before, after]: readonly [number | null | undefined, number | null | undefined],
  limits: VerdictLimits,
  noise = 1,
): Judged {
  const [least, most] = [Math.min(before ?? 0, after ?? 0), Math.max(before ?? 0, after ?? 0)];
  const size = inUnitsOf(most, least);
  return { effect: { size, unit: 'ratio' }, verdict: verdictOf(size, limits, noise) };
}

/** The measures that two columns both have, for whoever looks for the same column under another name. */
export const sharedMeasures = (before: ColumnMeasures, after: ColumnMeasures): MeasureName[] =>
  PROFILE_MEASURES.map(({ name }) => name).filter(
    (name) => before[name] !== undefined && after[name] !== undefined,
  );
