/** Calendar arithmetic on ISO 8601 texts, in UTC. */
const DAY_MS = 86_400_000;

/** `2024-03-10` of `2024-03-10T12:00:00Z`. */
export const dayOf = (iso: string): string => iso.slice(0, 10);

/** The day that is `days` after the day of `iso`. */
export function daysAfter(iso: string, days: number): string {
  return new Date(Date.parse(`${dayOf(iso)}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days since 1970-01-01; null for a text that is no ISO day (`infinity`, years beyond 9999). */
export function dayNumber(iso: unknown): number | null {
  if (typeof iso !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(iso)) return null;
  const time = Date.parse(`${dayOf(iso)}T00:00:00Z`);
  return Number.isNaN(time) ? null : Math.round(time / DAY_MS);
}

/** Weeks since the Monday 1969-12-29; weeks start on Monday (ISO 8601). */
export function weekNumber(iso: unknown): number | null {
  const day = dayNumber(iso);
  return day === null ? null : Math.floor((day + 3) / 7);
}

/** Months since January of the year 0. */
export function monthNumber(iso: unknown): number | null {
  if (dayNumber(iso) === null || typeof iso !== 'string') return null;
  return Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1;
}
