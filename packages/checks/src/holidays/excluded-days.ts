/** Days on which nothing is expected: weekends and holidays, as a suite says. */
import { localMoment } from '../prediction/local-moment.ts';
import { type CalendarDay, weekdayOf } from './calendar-day.ts';
import { isWeekend } from './holiday-rule.ts';
import { isHoliday } from './is-holiday.ts';

export interface CalendarSettings {
  /** IANA name: whose days and hours are meant. */
  readonly timeZone: string;
  readonly excludeWeekends: boolean;
  /** See HOLIDAY_CODES; unknown ones have no holidays. */
  readonly holidayCodes: readonly string[];
}

export const isExcludedDay = (
  { excludeWeekends, holidayCodes }: Omit<CalendarSettings, 'timeZone'>,
  day: CalendarDay,
): boolean => (excludeWeekends && isWeekend(day)) || isHoliday(holidayCodes, day);

/** Whether a moment lies on such a day where the suite is. Throws RangeError for an unknown time zone. */
export function isOnExcludedDay(settings: CalendarSettings, at: Date): boolean {
  if (!settings.excludeWeekends && settings.holidayCodes.length === 0) return false;
  return isExcludedDay(settings, localMoment(at, settings.timeZone).day);
}

/** `active` are weekdays, 0 = Monday; holidays are none of them. */
export const isInactiveDay = (
  active: ReadonlySet<number>,
  { holidayCodes }: Pick<CalendarSettings, 'holidayCodes'>,
  day: CalendarDay,
): boolean => !active.has(weekdayOf(day)) || isHoliday(holidayCodes, day);
