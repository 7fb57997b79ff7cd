/** Whether a day is a holiday of one of some calendars. */
import { type CalendarDay, yearOf } from './calendar-day.ts';
import { HOLIDAY_CALENDARS } from './holiday-calendars.ts';
import { daysOf, type HolidayRule } from './holiday-rule.ts';

export type HolidayCode = keyof typeof HOLIDAY_CALENDARS;
export const HOLIDAY_CODES = Object.keys(HOLIDAY_CALENDARS) as readonly HolidayCode[];

export const isHolidayCode = (code: string): code is HolidayCode => Object.hasOwn(HOLIDAY_CALENDARS, code);

/** Unknown codes have no holidays; whoever takes codes from people refuses them. */
export function isHoliday(codes: readonly string[], day: CalendarDay): boolean {
  return codes.some((code) => isHolidayCode(code) && isHolidayOf(code, day));
}

const years = new Map<string, ReadonlySet<CalendarDay>>();

function isHolidayOf(code: HolidayCode, day: CalendarDay): boolean {
  const year = yearOf(day);
  // New Year's Day may be kept on the last day of the year before.
  return keptIn(code, year).has(day) || keptIn(code, year + 1).has(day);
}

function keptIn(code: HolidayCode, year: number): ReadonlySet<CalendarDay> {
  const key = `${code} ${year}`;
  const known = years.get(key);
  if (known !== undefined) return known;
  const rules: readonly HolidayRule[] = HOLIDAY_CALENDARS[code];
  const days = daysOf(rules, year);
  years.set(key, days);
  return days;
}
