/** What the updates of a table so far lead one to expect of the next one. */
import type { CalendarDay } from '../holidays/calendar-day.ts';
import { type CalendarSettings, isExcludedDay, isInactiveDay } from '../holidays/excluded-days.ts';
import type { Sensitivity } from '../prediction/predict-band.ts';
import { median } from '../prediction/robust-statistics.ts';
import { dayAt, type ExcludedTime, excludedMinutes, instantAt } from './excluded-time.ts';
import { type GapBounds, gapBounds, NEWEST_GAPS } from './gap-bounds.ts';
import { inferSchedule, type Schedule } from './infer-schedule.ts';

export interface Update {
  /** When a run first saw it. */
  readonly at: Date;
  /** Since the update before it, a person confirmed that the table was late or early: that gap is no example. */
  readonly isGapConfirmed: boolean;
}

export interface FreshnessSettings extends CalendarSettings {
  readonly sensitivity: Sensitivity;
  /** Results of a test before it judges. */
  readonly minimumHistory: number;
}

export interface Learned {
  readonly schedule: Schedule;
  readonly excluded: ExcludedTime;
  /** Null while there are too few gaps. */
  readonly bounds: GapBounds | null;
  /** Gaps that could be learned from. */
  readonly gaps: number;
  /** Between two updates, in minutes of the clock; null before the first gap. */
  readonly typicalGap: number | null;
  /** When the update after the last one should be there; null where no schedule says it. */
  readonly due: Due | null;
}

export interface Due {
  /** The hours at which updates come are over. */
  readonly windowClosesAt: Date;
  /** The time that is granted on top of them is over too. */
  readonly deadline: Date;
}

/** Hours that an update may come after its window. */
const DEADLINE_BUFFER: Readonly<Record<Sensitivity, number>> = { high: 1.5, medium: 3, low: 5 };
/** A window shorter than this is a moment: outside of it everything would be excluded. */
const SHORTEST_WINDOW_HOURS = 1;
const MINUTE = 60_000;

/** What a person says is excluded: without a schedule of the table's own. */
export const excludedBySettings = (settings: CalendarSettings): ExcludedTime => ({
  timeZone: settings.timeZone,
  dayStartsAt: 0,
  isExcluded: (day) => isExcludedDay(settings, day),
  window: null,
});

/** `updates` oldest first. Throws RangeError for an unknown time zone. */
export function learnUpdates(updates: readonly Update[], settings: FreshnessSettings): Learned {
  const schedule = inferSchedule(
    updates.map(({ at }) => at),
    settings.timeZone,
  );
  const excluded =
    schedule.stage === 'active' ? excludedBySchedule(schedule, settings) : excludedBySettings(settings);
  const gaps = countedGaps(updates, excluded);
  const last = updates.at(-1);
  return {
    schedule,
    excluded,
    bounds: gapBounds(gaps, settings.sensitivity),
    gaps: gaps.length,
    typicalGap: updates.length < 2 ? null : median(clockGaps(updates)),
    due: last === undefined ? null : dueAfter(last.at, schedule, excluded, settings.sensitivity),
  };
}

/** The inactive weekdays take the place of weekends; holidays stay. */
function excludedBySchedule(schedule: Schedule, settings: CalendarSettings): ExcludedTime {
  const active = new Set(schedule.activeDays ?? []);
  const { window } = schedule;
  const hasHours =
    schedule.frequency === 'sub_daily' &&
    window !== null &&
    window.end - window.start >= SHORTEST_WINDOW_HOURS;
  return {
    timeZone: settings.timeZone,
    dayStartsAt: schedule.dayStartsAt,
    isExcluded: (day) => isInactiveDay(active, settings, day),
    window: hasHours ? window : null,
  };
}

const clockGaps = (updates: readonly Update[]): number[] =>
  updates.slice(1).map(({ at }, index) => (at.getTime() - updates[index]!.at.getTime()) / MINUTE);

/** Minutes between updates that count; of the newest updates, for the older ones are not asked for. */
function countedGaps(updates: readonly Update[], excluded: ExcludedTime): number[] {
  const gaps = updates.slice(1).map((update, index) => ({
    from: updates[index]!.at,
    to: update.at,
    isConfirmed: update.isGapConfirmed,
  }));
  return gaps
    .filter(({ isConfirmed }) => !isConfirmed)
    .slice(-NEWEST_GAPS)
    .map(({ from, to }) => (to.getTime() - from.getTime()) / MINUTE - excludedMinutes(from, to, excluded))
    .map((minutes) => Math.max(0, minutes));
}

/** Updates that come several times a day are due after a gap, not at an hour. */
function dueAfter(
  last: Date,
  schedule: Schedule,
  excluded: ExcludedTime,
  sensitivity: Sensitivity,
): Due | null {
  if (schedule.stage !== 'active' || schedule.frequency === 'sub_daily' || schedule.window === null)
    return null;
  const day = nextCountedDay(dayAt(last, excluded), excluded);
  if (day === null) return null;
  const { end } = schedule.window;
  return {
    windowClosesAt: instantAt(day, end, excluded.timeZone),
    deadline: instantAt(day, end + DEADLINE_BUFFER[sensitivity], excluded.timeZone),
  };
}

/** Nobody has holidays for so long. */
const LONGEST_REST_DAYS = 60;

function nextCountedDay(after: CalendarDay, { isExcluded }: ExcludedTime): CalendarDay | null {
  for (let day = after + 1; day <= after + LONGEST_REST_DAYS; day++) if (!isExcluded(day)) return day;
  return null;
}
