/** Calendar differences between ISO 8601 dates: how many boundaries of a unit lie between `from` and `to`. */

const DAY_MS = 86_400_000;
/** 1970-01-01 was a Thursday, three days into its week. */
const EPOCH_WEEKDAY = 3;

/** The day part of an ISO date or timestamp, in UTC; null for what is not one (and for years beyond 9999). */
export function parseDay(iso: string): Date | null {
  const day = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(day.getTime()) ? null : day;
}
export const addDays = (day: Date, days: number): Date => new Date(day.getTime() + days * DAY_MS);

const dayNumber = (day: Date): number => Math.floor(day.getTime() / DAY_MS);
const monthNumber = (day: Date): number => day.getUTCFullYear() * 12 + day.getUTCMonth();
const weekNumber = (day: Date): number => Math.floor((dayNumber(day) + EPOCH_WEEKDAY) / 7);

export const weeksBetween = (from: Date, to: Date): number => weekNumber(to) - weekNumber(from);
export const monthsBetween = (from: Date, to: Date): number => monthNumber(to) - monthNumber(from);
export const quartersBetween = (from: Date, to: Date): number =>
  Math.floor(monthNumber(to) / 3) - Math.floor(monthNumber(from) / 3);
export const yearsBetween = (from: Date, to: Date): number => to.getUTCFullYear() - from.getUTCFullYear();

export const isFirstOfMonth = (day: Date): boolean => day.getUTCDate() === 1;
export const isLastOfMonth = (day: Date): boolean => isFirstOfMonth(addDays(day, 1));
/** 0 is Sunday. */
export const weekday = (day: Date): number => day.getUTCDay();
