/**
 * What a series of measurements lets one expect next: trend, season and spread, each by medians, so that neither one spike
 * nor a handful of bad days moves the band. Every number of the verdict can be shown to people.
 *
 * On excluded days (weekends, holidays) other values are normal, and nobody knows which. So the trend, seasons and spread of
 * normal days are learned without them, and on a holiday the band is stretched to hold what earlier holidays came to (on a
 * weekend, earlier weekends): as it was, and as far from a normal day as it was then. Until there were a few of them, a run
 * on one is not judged at all.
 */
import { type CalendarSettings, excludedBecause } from '../holidays/excluded-days.ts';
import { median, medianSlope, quantile, spreadAroundZero } from './robust-statistics.ts';
import { type SeasonName, seasonKey, seasonOf } from './season.ts';

export interface Observation {
  readonly at: Date;
  readonly value: number;
}

export const SENSITIVITIES = ['low', 'medium', 'high'] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];

/** Seasons follow the weekdays and hours of its time zone. */
export interface PredictionSettings extends CalendarSettings {
  readonly sensitivity: Sensitivity;
  /** Observations before anything is predicted; never fewer than FEWEST_OBSERVATIONS. */
  readonly minimumHistory: number;
  /** The value counts something: it is never negative, and nothing at all is a finding. */
  readonly isCount: boolean;
}

/** Half the width of the band in spreads. */
const REACH: Readonly<Record<Sensitivity, number>> = { low: 3, medium: 2.5, high: 2 };
export const FEWEST_OBSERVATIONS = 10;
/** Three weeks of hours, so that weekends are known to the hour; older ones say little about tomorrow. */
export const NEWEST_OBSERVATIONS = 504;
/** Pairs of points grow with the square: of more points than this every second, third ... says enough about the slope. */
const POINTS_OF_SLOPE = 200;
/** A season has to come this often before it is believed. */
const FEWEST_PER_SEASON = 3;
/**
 * Seasons are believed when they leave no more than this share of how far off the values are. Measured at the worst tenth:
 * weekends are a minority that a median does not see, one day of the week is more than a tenth, a few spikes are less.
 */
const SEASONS_MUST_EXPLAIN = 0.7;
const WORST_TENTH = 0.9;
/** A series that never moved may still move by this share. */
const SMALLEST_RELATIVE_SPREAD = 0.01;
/** One row more or less is never an alarm, however few there are. */
const SMALLEST_CHANGE_OF_COUNT = 1;
/** Where zeros are rarer than this, a zero is never what was expected. */
const RARE_ZEROS = 0.05;

export interface Band {
  readonly expected: number;
  readonly lower: number;
  readonly upper: number;
  /** One spread of the residuals, in the unit of the values. */
  readonly spread: number;
  /** Change per day. */
  readonly trendPerDay: number;
  /** The season that was used, or null where none explained anything. */
  readonly season: SeasonName | null;
  readonly observations: number;
  /** It is for an excluded day, and holds what so many earlier ones came to; null on normal days. */
  readonly excludedDays: number | null;
}
/** Not enough to go on yet. */
export interface NotEnough {
  readonly expected: null;
  /** Enough is known of normal days, and too little of excluded ones, of which this is one. */
  readonly isExcludedDay: boolean;
  readonly observations: number;
  readonly needed: number;
}

const DAY = 86_400_000;

/** The band for a measurement at `at`, from those before it, in any order. Values must be finite. */
export function predictBand(
  history: readonly Observation[],
  at: Date,
  settings: PredictionSettings,
): Band | NotEnough {
  const needed = Math.max(FEWEST_OBSERVATIONS, settings.minimumHistory);
  const earlier = history
    .filter((observation) => observation.at < at)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const byDay = Map.groupBy(earlier, (observation) => excludedBecause(settings, observation.at));
  const normal = byDay.get(null) ?? [];
  const past = normal.slice(-NEWEST_OBSERVATIONS);
  const span = past.length === 0 ? 0 : past.at(-1)!.at.getTime() - past[0]!.at.getTime();
  if (normal.length < needed || span === 0) {
    return { expected: null, isExcludedDay: false, observations: normal.length, needed };
  }
  const because = excludedBecause(settings, at);
  const likeNow = because === null ? past : (byDay.get(because) ?? []);
  if (because !== null && likeNow.length < FEWEST_PER_SEASON) {
    return {
      expected: null,
      isExcludedDay: true,
      observations: likeNow.length,
      needed: FEWEST_PER_SEASON,
    };
  }

  const daysOf = (moment: Date) => (moment.getTime() - past[0]!.at.getTime()) / DAY;
  const days = past.map((observation) => daysOf(observation.at));
  const values = past.map(({ value }) => value);
  const seasonal = findSeason(past, days, values, settings.timeZone);
  const normalAt = (moment: Date) => seasonal.level(moment) + seasonal.slope * daysOf(moment);
  const extended = normalAt(at);
  // A table that shrinks is empty one day, and no emptier.
  const level = settings.isCount ? Math.max(0, extended) : extended;
  const spread = Math.max(spreadAroundZero(seasonal.residuals), SMALLEST_RELATIVE_SPREAD * Math.abs(level));
  const reach = Math.max(
    REACH[settings.sensitivity] * spread,
    settings.isCount ? SMALLEST_CHANGE_OF_COUNT : 0,
  );
  // What excluded days came to, as it was and moved along with the trend; on a normal day, nothing.
  const others =
    because !== null ? likeNow.flatMap(({ at: then, value }) => [value, level + value - normalAt(then)]) : [];
  const lower = Math.min(level, ...others) - reach;
  const zeros = likeNow.filter(({ value }) => value === 0).length / likeNow.length;
  return {
    expected: level,
    // A count is never below zero, and zero itself is an alarm where it hardly ever happened.
    lower: settings.isCount ? Math.max(lower, zeros < RARE_ZEROS ? 1 : 0) : lower,
    upper: Math.max(level, ...others) + reach,
    spread,
    trendPerDay: seasonal.slope,
    season: seasonal.season,
    observations: past.length,
    excludedDays: because !== null ? likeNow.length : null,
  };
}

interface Fit {
  readonly season: SeasonName | null;
  readonly slope: number;
  readonly residuals: readonly number[];
  /** Without the trend. */
  level(at: Date): number;
}

function findSeason(
  past: readonly Observation[],
  days: readonly number[],
  values: readonly number[],
  timeZone: string,
): Fit {
  const plain = fitTrend(days, values);
  const gaps = days.slice(1).map((day, index) => (day - days[index]!) * DAY);
  const season = seasonOf(median(gaps));
  const keyOf = seasonKey(season, timeZone);
  const keys = past.map(({ at }) => keyOf(at));
  const effects = seasonEffects(keys, plain.residuals);
  const effectOf = (key: string) => effects.get(key) ?? 0;
  // The trend again without the seasons: a series that ends on a weekend must not seem to fall.
  const trend = fitTrend(
    days,
    values.map((value, index) => value - effectOf(keys[index]!)),
  );
  const explained = farOff(trend.residuals) < SEASONS_MUST_EXPLAIN * farOff(plain.residuals);
  const level = (intercept: number, effect: (at: Date) => number) => (at: Date) => intercept + effect(at);
  return explained && effects.size > 1
    ? { season, ...trend, level: level(trend.intercept, (at) => effectOf(keyOf(at))) }
    : { season: null, ...plain, level: level(plain.intercept, () => 0) };
}

const farOff = (residuals: readonly number[]): number => quantile(residuals.map(Math.abs), WORST_TENTH);

function fitTrend(days: readonly number[], values: readonly number[]) {
  const step = Math.ceil(days.length / POINTS_OF_SLOPE);
  const every = (numbers: readonly number[]) => numbers.filter((_, index) => index % step === 0);
  const slope = medianSlope(every(days), every(values));
  const intercept = median(values.map((value, index) => value - slope * days[index]!));
  const residuals = values.map((value, index) => value - intercept - slope * days[index]!);
  return { slope, intercept, residuals };
}

/** The median residual of each season that came often enough. */
function seasonEffects(keys: readonly string[], residuals: readonly number[]): ReadonlyMap<string, number> {
  const byKey = Map.groupBy(residuals.keys(), (index) => keys[index]!);
  return new Map(
    [...byKey]
      .filter(([, indexes]) => indexes.length >= FEWEST_PER_SEASON)
      .map(([key, indexes]) => [key, median(indexes.map((index) => residuals[index]!))]),
  );
}
