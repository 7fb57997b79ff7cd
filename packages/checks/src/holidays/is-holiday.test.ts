import { describe, expect, it } from 'vitest';
import { calendarDay, weekdayOf } from './calendar-day.ts';
import { HOLIDAY_CODES, isHoliday, isHolidayCode } from './is-holiday.ts';

const DAY = 86_400_000;
const iso = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
/** The holidays of a year that are no weekends, as `MM-DD`. */
const workdaysOff = (code: string, year: number): string[] => {
  const first = calendarDay(year, 1, 1);
  return Array.from({ length: calendarDay(year + 1, 1, 1) - first }, (_, index) => first + index)
    .filter((day) => weekdayOf(day) < 5 && isHoliday([code], day))
    .map((day) => iso(day).slice(5));
};

describe('holidays', () => {
  it('of the United States move to the nearest working day, into the year before if need be', () => {
    expect(workdaysOff('US', 2021)).toEqual(
      // Independence Day was a Sunday; Juneteenth, Christmas and the New Year after it were Saturdays.
      '01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31'.split(' '),
    );
  });

  it('of the New York Stock Exchange have a Good Friday, and no New Year before its year', () => {
    expect(workdaysOff('NYSE', 2021)).toEqual(
      '01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24'.split(' '),
    );
    expect(workdaysOff('NYSE', 2024)).toEqual(
      '01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25'.split(' '),
    );
  });

  it('of Germany follow Easter and stay where they fall', () => {
    expect(workdaysOff('DE', 2024)).toEqual(
      '01-01 03-29 04-01 05-01 05-09 05-20 10-03 12-25 12-26'.split(' '),
    );
    expect(workdaysOff('DE', 2021)).toEqual('01-01 04-02 04-05 05-13 05-24'.split(' '));
  });

  it('of England make room for each other after a weekend, and know the days of one year alone', () => {
    expect(workdaysOff('GB', 2022)).toEqual(
      '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27'.split(' '),
    );
    expect(workdaysOff('GB', 2021)).toEqual('01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28'.split(' '));
  });

  it.each([
    // Of these, 2285 has about the earliest Easter and 2038 the latest.
    [2019, '04-22'],
    [2024, '04-01'],
    [2025, '04-21'],
    [2038, '04-26'],
    [2285, '03-23'],
  ])('know the Monday after Easter of %d', (year, monday) => {
    expect(workdaysOff('FR', year)).toContain(monday);
  });

  it('are those of any of the codes, and none of codes that are unknown', () => {
    const unity = calendarDay(2024, 10, 3);
    expect(isHoliday(['US', 'DE'], unity)).toBe(true);
    expect(isHoliday(['US'], unity)).toBe(false);
    expect(isHoliday(['XX', 'constructor'], unity)).toBe(false);
    expect(isHolidayCode('constructor')).toBe(false);
  });

  it('of every calendar rest on a few days of every year, Christmas among them', () => {
    for (const code of HOLIDAY_CODES) {
      for (const year of [2000, 2024, 2031]) {
        const days = workdaysOff(code, year).length;
        expect([code, days]).toEqual([code, Math.min(Math.max(days, 2), 16)]);
        expect(isHoliday([code], calendarDay(year, 12, 25))).toBe(true);
      }
    }
  });
});
