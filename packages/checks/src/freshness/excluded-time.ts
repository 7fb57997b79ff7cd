/** Time in which no update of a table is expected, and how much of it lies between two moments. */
import type { CalendarDay } from '../holidays/calendar-day.ts';
import { clockAt, instantOf } from '../test-parts/zoned-moment.ts';

export interface UpdateWindow {
  /** Hours after the midnight that a day begins with; an end beyond 24 is on the next day. */
  readonly start: number;
  readonly end: number;
}

export interface ExcludedTime {
  readonly timeZone: string;
  /** Hours after midnight at which days are parted: noon where updates come around midnight, so that a night stays whole. */
  readonly dayStartsAt: 0 | 12;
  /** Whether a whole day is excluded. */
  readonly isExcluded: (day: CalendarDay) => boolean;
  /** Of the other days, the hours that count; null = all of them. */
  readonly window: UpdateWindow | null;
}

const MINUTE = 60_000;
const HOUR_SECONDS = 3600;
const DAY_SECONDS = 86_400;

/** The day of `time` that a moment belongs to. */
export function dayAt(at: Date, { timeZone, dayStartsAt }: ExcludedTime): CalendarDay {
  const clock = clockAt(at.getTime() / 1000, timeZone);
  return Math.floor((clock - dayStartsAt * HOUR_SECONDS) / DAY_SECONDS);
}

/** When clocks of the zone show so many hours after the midnight that a day begins with. */
export function instantAt(day: CalendarDay, hours: number, timeZone: string): Date {
  const clock = day * DAY_SECONDS + hours * HOUR_SECONDS;
  const key = `${clock} ${timeZone}`;
  let instant = instants.get(key);
  if (instant === undefined) {
    instant = instantOf(clock, timeZone);
    if (instants.size >= MOST_INSTANTS) instants.clear();
    instants.set(key, instant);
  }
  return new Date(instant * 1000);
}

/** The same days are walked for every table and every gap, and finding one costs as much as a hundred of these. */
const instants = new Map<string, number>();
const MOST_INSTANTS = 10_000;

/**
 * Minutes that do not count between two moments, by walking the days of the zone, which have 23, 24 or 25 hours. Never
 * negative, never more than lie between the two, and additive: what is excluded up to a moment and from there on adds up.
 */
export function excludedMinutes(from: Date, to: Date, time: ExcludedTime): number {
  let excluded = 0;
  // Where clocks are set back at midnight, the first hour of a day comes before its start.
  const first = dayAt(from, time) - 1;
  let start = startOf(first, time);
  for (let day = first; start < to.getTime(); day++) {
    const end = startOf(day + 1, time);
    const here = overlap(from.getTime(), to.getTime(), start, end);
    excluded += here - (time.isExcluded(day) ? 0 : countedOf(day, [start, end], from, to, time));
    start = end;
  }
  return excluded / MINUTE;
}

export function isExcludedAt(at: Date, time: ExcludedTime): boolean {
  const day = dayAt(at, time);
  if (time.isExcluded(day)) return true;
  if (time.window === null) return false;
  const { start, end } = time.window;
  return at < instantAt(day, start, time.timeZone) || at > instantAt(day, end, time.timeZone);
}

function countedOf(
  day: CalendarDay,
  [dayStart, dayEnd]: readonly [number, number],
  from: Date,
  to: Date,
  { window, timeZone }: ExcludedTime,
): number {
  const [start, end] =
    window === null
      ? [dayStart, dayEnd]
      : [
          Math.max(dayStart, instantAt(day, window.start, timeZone).getTime()),
          Math.min(dayEnd, instantAt(day, window.end, timeZone).getTime()),
        ];
  return overlap(from.getTime(), to.getTime(), start, end);
}

const startOf = (day: CalendarDay, { timeZone, dayStartsAt }: ExcludedTime): number =>
  instantAt(day, dayStartsAt, timeZone).getTime();

const overlap = (from: number, to: number, start: number, end: number): number =>
  Math.max(0, Math.min(to, end) - Math.max(from, start));
