/**
 * Moments computed from the run date. Comparing values with such a constant says the same as computing a
 * calendar difference for each value, and lets every engine (and its indexes) do a plain comparison.
 */

/** The first day of the month that lies `months` calendar months after the month of `runAt`; `YYYY-MM-DD`. */
export function monthStart(runAt: string, months: number): string {
  const run = new Date(runAt);
  return isoDay(new Date(Date.UTC(run.getUTCFullYear(), run.getUTCMonth() + months, 1)));
}

/** The day that lies `days` days after the day of `runAt`; `YYYY-MM-DD`. */
export function dayStart(runAt: string, days: number): string {
  const run = new Date(runAt);
  return isoDay(new Date(Date.UTC(run.getUTCFullYear(), run.getUTCMonth(), run.getUTCDate() + days)));
}

const isoDay = (date: Date): string => date.toISOString().slice(0, 10);
