/** The ways in which a calendar says on which day of a year a holiday falls. */
import { type CalendarDay, calendarDay, weekdayOf } from './calendar-day.ts';

/**
 * What happens to a holiday on a weekend. `nearest`: Saturday's is kept on Friday, Sunday's on Monday. `sunday`: only
 * Sunday's moves, to Monday. `next`: both go to the next working day that is not a holiday itself.
 */
export type WeekendRule = 'nearest' | 'sunday' | 'next';

export interface HolidayRule {
  readonly day: (year: number) => CalendarDay;
  /** First and last year; absent = without end. */
  readonly since?: number;
  readonly until?: number;
  /** Absent = it stays where it falls. */
  readonly onWeekend?: WeekendRule;
}

const SATURDAY = 5;
const SUNDAY = 6;
export const isWeekend = (day: CalendarDay): boolean => weekdayOf(day) >= SATURDAY;

type Rest = Omit<HolidayRule, 'day'>;

/** `month` 1 ... 12. */
export const fixed = (month: number, day: number, rest: Rest = {}): HolidayRule => ({
  day: (year) => calendarDay(year, month, day),
  ...rest,
});

/** A day of one year alone. */
export const once = (year: number, month: number, day: number): HolidayRule =>
  fixed(month, day, { since: year, until: year });

/** The first (1), second ... or last (-1) such weekday of a month; `weekday` 0 = Monday. */
export const nth = (nthOne: number, weekday: number, month: number, rest: Rest = {}): HolidayRule => ({
  day: (year) =>
    nthOne > 0
      ? onOrAfter(calendarDay(year, month, 1), weekday) + (nthOne - 1) * 7
      : onOrAfter(calendarDay(year, month + 1, 1), weekday) + nthOne * 7,
  ...rest,
});

/** The first such weekday that is not before a day of the year; `weekday` 0 = Monday. */
export const from = (month: number, day: number, weekday: number, rest: Rest = {}): HolidayRule => ({
  day: (year) => onOrAfter(calendarDay(year, month, day), weekday),
  ...rest,
});

/** So many days after Easter Sunday of the western churches. */
export const easter = (daysAfter: number, rest: Rest = {}): HolidayRule => ({
  day: (year) => easterSunday(year) + daysAfter,
  ...rest,
});

const onOrAfter = (day: CalendarDay, weekday: number): CalendarDay =>
  day + ((weekday - weekdayOf(day) + 7) % 7);

/** The Gregorian computus in the form of Meeus, Astronomical Algorithms (1991), chapter 8. */
function easterSunday(year: number): CalendarDay {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const moon = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const leap = 2 * (century % 4) + 2 * Math.floor(ofCentury / 4);
  const toSunday = (32 + leap - moon - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * moon + 22 * toSunday) / 451);
  const march = moon + toSunday - 7 * late + 22;
  return calendarDay(year, 3, 1) + march - 1;
}

/** The days on which the holidays of a year are kept: some of January's are kept in the year before. */
export function daysOf(rules: readonly HolidayRule[], year: number): ReadonlySet<CalendarDay> {
  const inForce = rules.filter(({ since = year, until = year }) => since <= year && year <= until);
  const days = new Set(inForce.map(({ day }) => day(year)));
  for (const { day, onWeekend } of inForce) {
    const kept = movedDay(day(year), onWeekend, days);
    if (kept !== null) days.add(kept);
  }
  return days;
}

/** Null when it is not moved. */
function movedDay(
  day: CalendarDay,
  rule: WeekendRule | undefined,
  taken: ReadonlySet<CalendarDay>,
): CalendarDay | null {
  if (rule === undefined || !isWeekend(day)) return null;
  if (rule === 'sunday') return weekdayOf(day) === SUNDAY ? day + 1 : null;
  if (rule === 'nearest') return weekdayOf(day) === SATURDAY ? day - 1 : day + 1;
  let next = day + 1;
  while (isWeekend(next) || taken.has(next)) next++;
  return next;
}
