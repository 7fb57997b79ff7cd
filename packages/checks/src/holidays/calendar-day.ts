/** Days of the calendar as whole numbers: days since 1970-01-01. They belong to no time zone. */
export type CalendarDay = number;

const MS_PER_DAY = 86_400_000;

/** `month` 1 ... 12. */
export const calendarDay = (year: number, month: number, day: number): CalendarDay =>
  Date.UTC(year, month - 1, day) / MS_PER_DAY;

/** 0 = Monday ... 6 = Sunday. */
export const weekdayOf = (day: CalendarDay): number => (((day + 3) % 7) + 7) % 7;

export const yearOf = (day: CalendarDay): number => new Date(day * MS_PER_DAY).getUTCFullYear();
