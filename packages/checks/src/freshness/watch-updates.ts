/** From the earlier results of a test to what its next run holds the table against. */
import { isPredicted } from '../history-bounds/history-method.ts';
import type { TestDefinition } from '../test-definition.ts';
import { numberParameter } from '../test-parameters/read-parameter.ts';
import { clockAt } from '../test-parts/zoned-moment.ts';
import { type ExcludedTime, excludedMinutes, isExcludedAt } from './excluded-time.ts';
import { FEWEST_GAPS } from './gap-bounds.ts';
import {
  excludedBySettings,
  type FreshnessSettings,
  type Learned,
  learnUpdates,
  type Update,
} from './learn-updates.ts';
import {
  type LastUpdate,
  NO_BOUNDS,
  type SeenFingerprint,
  type UpdateWatch,
  type WatchBounds,
} from './update-watch.ts';

export interface UpdateHistory {
  /** The newest result that measured something, and when its run began; null before the first one. */
  readonly seen: (SeenFingerprint & { readonly at: Date }) | null;
  /** Oldest first; the first run counts as one. */
  readonly updates: readonly Update[];
  /** Results that measured something, as far as they matter: no more than the minimum that is asked for. */
  readonly results: number;
}
export const NO_UPDATES: UpdateHistory = { seen: null, updates: [], results: 0 };

/** As many updates as are ever looked at: eight weeks of an update an hour. */
export const NEWEST_UPDATES = 1344;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Nights and a weekend must have been seen: the first of them would seem to be an outage. */
const FEWEST_DAYS = 7;
/** A run that is started at the hour of the update may come before it by so much. */
const TOLERANCE_MS = 15 * MINUTE;

/** The definition as a run at `at` takes it; `learned` is what `history.updates` teach. Throws RangeError for an unknown time zone. */
export function watchUpdates(
  definition: TestDefinition,
  history: UpdateHistory,
  at: Date,
  settings: FreshnessSettings,
  learned: Learned = learnUpdates(history.updates, settings),
): TestDefinition {
  const written: WatchBounds = {
    lower: numberParameter(definition, 'lower_tolerance'),
    upper: numberParameter(definition, 'upper_tolerance'),
    staleness: null,
    latest: numberParameter(definition, 'upper_tolerance'),
  };
  if (!isPredicted(definition)) {
    const last = lastUpdate(history, at, excludedBySettings(settings));
    return watching(definition, {
      ...seenIn(history, settings),
      last,
      bounds: written,
      learning: null,
      schedule: null,
    });
  }
  const last = lastUpdate(history, at, learned.excluded);
  const learning = stillLearning(history, learned, settings);
  const found = learning === null && last !== null ? learnedBounds(learned, last, history, at) : null;
  const { window: _window, dayStartsAt: _dayStartsAt, ...schedule } = learned.schedule;
  return watching(definition, {
    ...seenIn(history, settings),
    last,
    bounds: found ?? (written.lower === null && written.upper === null ? NO_BOUNDS : written),
    learning,
    schedule,
  });
}

const seenIn = ({ seen }: UpdateHistory, { timeZone }: FreshnessSettings) => ({ seen, timeZone });

/** Results keep the bounds that were used, like those of other tests. */
function watching(definition: TestDefinition, watch: UpdateWatch): TestDefinition {
  const asText = (minutes: number | null) => (minutes === null ? null : String(Math.round(minutes)));
  return {
    ...definition,
    parameters: {
      ...definition.parameters,
      lower_tolerance: asText(watch.bounds.lower),
      upper_tolerance: asText(watch.bounds.upper),
    },
    watch,
  };
}

function lastUpdate({ updates }: UpdateHistory, at: Date, excluded: ExcludedTime): LastUpdate | null {
  const last = updates.at(-1)?.at;
  if (last === undefined) return null;
  const offsetAt = (moment: Date) => {
    const seconds = moment.getTime() / 1000;
    return (clockAt(seconds, excluded.timeZone) - seconds) / 60;
  };
  return {
    at: last,
    minutesAgo: Math.max(0, (at.getTime() - last.getTime()) / MINUTE),
    excludedMinutes: excludedMinutes(last, at, excluded),
    clockChange: offsetAt(at) - offsetAt(last),
    isExcludedNow: isExcludedAt(at, excluded),
  };
}

function stillLearning(
  { results, updates }: UpdateHistory,
  { bounds, gaps }: Learned,
  { minimumHistory }: FreshnessSettings,
): string | null {
  if (results < minimumHistory) return `${results} of ${minimumHistory} runs`;
  if (bounds === null) return `${gaps} of ${FEWEST_GAPS} gaps between updates`;
  const days = (updates.at(-1)!.at.getTime() - updates[0]!.at.getTime()) / DAY;
  return days < FEWEST_DAYS ? `${Math.floor(days)} of ${FEWEST_DAYS} days` : null;
}

/**
 * An active schedule says by when the next update must be there. It says so earlier, after the staleness, to a test that
 * runs about as rarely as its table is updated, for its next run would be a whole update too late; not before the hours
 * at which updates come are over.
 */
function learnedBounds(
  { bounds, due, schedule, typicalGap, excluded }: Learned,
  last: LastUpdate,
  { seen }: UpdateHistory,
  at: Date,
): WatchBounds | null {
  if (bounds === null) return null;
  const upper = due === null ? bounds.upper : countedMinutes(last.at, due.deadline, excluded);
  if (schedule.stage !== 'active') return { lower: bounds.lower, upper, staleness: null, latest: upper };
  const sinceRun = seen === null ? 0 : (at.getTime() - seen.at.getTime()) / MINUTE;
  const runsRarely = typicalGap !== null && sinceRun > typicalGap / 2;
  const isOver = due === null || at.getTime() + TOLERANCE_MS >= due.windowClosesAt.getTime();
  const latest = runsRarely && isOver ? Math.min(bounds.staleness, upper) : upper;
  return { lower: bounds.lower, upper, staleness: bounds.staleness, latest };
}

const countedMinutes = (from: Date, to: Date, excluded: ExcludedTime): number =>
  (to.getTime() - from.getTime()) / MINUTE - excludedMinutes(from, to, excluded);
