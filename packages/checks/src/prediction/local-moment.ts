import { type CalendarDay, weekdayOf } from '../holidays/calendar-day.ts';

/** A moment on the calendar and clock of a time zone. */
export interface LocalMoment {
  /** Days since 1970-01-01. */
  readonly day: CalendarDay;
  /** 0 = Monday ... 6 = Sunday. */
  readonly weekday: number;
  /** With a fraction for seconds. */
  readonly minuteOfDay: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Throws RangeError for an unknown time zone. */
export function localMoment(at: Date, timeZone: string): LocalMoment {
  // What a clock there shows, as if it were UTC.
  const shown = timeZone === 'UTC' ? Math.floor(at.getTime() / SECOND) * SECOND : shownTime(at, timeZone);
  const day = Math.floor(shown / DAY);
  return { day, weekday: weekdayOf(day), minuteOfDay: (shown - day * DAY) / MINUTE };
}

const SECOND = 1_000;
const MINUTE = 60_000;
const DAY = 86_400_000;

/** What clocks of the zone show, in milliseconds as if it were UTC, by whole seconds. Throws RangeError for an unknown zone. */
export function shownTime(at: Date, timeZone: string): number {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>;
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);
}

/** Making one costs a hundred times what using it does. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  });
  formats.set(timeZone, format);
  return format;
}
