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

/** Why nothing is expected on the day of a moment, where the suite is; null on normal days. Throws RangeError for an unknown time zone. */
export function excludedBecause(settings: CalendarSettings, at: Date): 'holiday' | 'weekend' | null {
  if (!settings.excludeWeekends && settings.holidayCodes.length === 0) return null;
  const { day } = localMoment(at, settings.timeZone);
  if (isHoliday(settings.holidayCodes, day)) return 'holiday';
  return settings.excludeWeekends && isWeekend(day) ? 'weekend' : null;
}

/** `active` are weekdays, 0 = Monday; holidays are none of them. */
export const isInactiveDay = (
  active: ReadonlySet<number>,
  { holidayCodes }: Pick<CalendarSettings, 'holidayCodes'>,
  day: CalendarDay,
): boolean => !active.has(weekdayOf(day)) || isHoliday(holidayCodes, day);
