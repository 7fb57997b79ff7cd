/** On which days and at which hours a table is updated, as far as its updates so far tell. */
import { weekdayOf } from '../holidays/calendar-day.ts';
import { localMoment } from '../prediction/local-moment.ts';
import { median, quantile } from '../prediction/robust-statistics.ts';
import type { UpdateWindow } from './excluded-time.ts';
import type { LearnedSchedule, ScheduleStage, UpdateFrequency } from './freshness-facts.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const FEWEST_UPDATES = 10;
const FEWEST_DAYS = 21;
/** Before so many updates nobody relies on a schedule. */
const UPDATES_TO_RELY_ON = 20;
const CONFIDENCE_TO_RELY_ON = 0.75;
const CONFIDENCE_OF_ANY = 0.6;
/** A weekday is active when the table is updated on it in at least this share of the weeks. */
const ACTIVE_SHARE = 0.5;
const WINDOW_SHARES = [0.1, 0.9] as const;
/** Updates around midnight: this share of them late in the evening, and this share early in the morning. */
const AROUND_MIDNIGHT = { share: 0.25, evening: 22, morning: 3 } as const;

/** The newest updates, or those of the last weeks where these are more: what held long ago does not hold any more. */
const NEWEST_UPDATES = 41;
const NEWEST_WEEKS = 8;

/** A schedule with what is needed to reckon with it. */
export interface Schedule extends LearnedSchedule {
  /** Null while nothing is known of it. */
  readonly window: UpdateWindow | null;
  /** See ExcludedTime. */
  readonly dayStartsAt: 0 | 12;
}

/** `updates` oldest first. Throws RangeError for an unknown time zone. */
export function inferSchedule(updates: readonly Date[], timeZone: string): Schedule {
  const recent = updates.filter(
    (at, index) =>
      index >= updates.length - NEWEST_UPDATES ||
      updates.at(-1)!.getTime() - at.getTime() <= NEWEST_WEEKS * 7 * DAY,
  );
  const days = recent.length === 0 ? 0 : (recent.at(-1)!.getTime() - recent[0]!.getTime()) / DAY;
  if (recent.length < FEWEST_UPDATES || days < FEWEST_DAYS) return unknownSchedule(recent.length);

  const clocks = recent.map((at) => localMoment(at, timeZone));
  const hours = clocks.map(({ minuteOfDay }) => minuteOfDay / 60);
  const dayStartsAt = comeAroundMidnight(hours) ? 12 : 0;
  // An hour before the day starts belongs to the day before.
  const moments = clocks.map(({ day }, index) => {
    const hour = hours[index]!;
    return hour < dayStartsAt ? { day: day - 1, hour: hour + 24 } : { day, hour };
  });
  const active = activeWeekdays(
    moments.map(({ day }) => day),
    days / 7,
  );
  const onActive = moments.filter(({ day }) => active.has(weekdayOf(day)));
  const window = windowOf(onActive.map(({ hour }) => hour));
  const confidence = onActive.filter(({ hour }) => isInside(hour, window)).length / recent.length;
  return {
    stage: stageOf(recent.length, confidence),
    frequency: frequencyOf(recent),
    activeDays: [...active].sort(),
    windowStart: window?.start ?? null,
    windowEnd: window?.end ?? null,
    confidence,
    updates: recent.length,
    window,
    dayStartsAt,
  };
}

const unknownSchedule = (updates: number): Schedule => ({
  stage: 'learning',
  frequency: null,
  activeDays: null,
  windowStart: null,
  windowEnd: null,
  confidence: null,
  updates,
  window: null,
  dayStartsAt: 0,
});

function comeAroundMidnight(hours: readonly number[]): boolean {
  const share = (is: (hour: number) => boolean) => hours.filter(is).length / hours.length;
  const { evening, morning } = AROUND_MIDNIGHT;
  return (
    share((hour) => hour >= evening) > AROUND_MIDNIGHT.share &&
    share((hour) => hour < morning) > AROUND_MIDNIGHT.share
  );
}

/** A day with several updates is one day. */
function activeWeekdays(days: readonly number[], weeks: number): ReadonlySet<number> {
  const weekdays = Map.groupBy(new Set(days), weekdayOf);
  return new Set(
    [...weekdays].filter(([, dates]) => dates.length / weeks >= ACTIVE_SHARE).map(([weekday]) => weekday),
  );
}

function windowOf(hours: readonly number[]): UpdateWindow | null {
  if (hours.length < FEWEST_UPDATES) return null;
  const [start, end] = WINDOW_SHARES;
  return { start: quantile(hours, start), end: quantile(hours, end) };
}

/** To the hour: the ends of the window are quantiles, which leave a part of the updates outside by their nature. */
const isInside = (hour: number, window: UpdateWindow | null): boolean =>
  window === null ||
  (Math.floor(window.start) <= Math.floor(hour) && Math.floor(hour) <= Math.floor(window.end));

function stageOf(updates: number, confidence: number): ScheduleStage {
  if (updates < UPDATES_TO_RELY_ON) return 'tentative';
  if (confidence >= CONFIDENCE_TO_RELY_ON) return 'active';
  return confidence < CONFIDENCE_OF_ANY ? 'irregular' : 'tentative';
}

/** By the median gap. Three times a week is irregular, and may be a schedule all the same. */
function frequencyOf(updates: readonly Date[]): UpdateFrequency {
  const hours = median(
    updates.slice(1).map((at, index) => (at.getTime() - updates[index]!.getTime()) / HOUR),
  );
  if (hours < 6) return 'sub_daily';
  if (hours < 36) return 'daily';
  return 120 < hours && hours < 240 ? 'weekly' : 'irregular';
}
