/** When a delivery that failed is tried again, and when it is given up. */

/**
 * Seconds to wait after each attempt: four times as long as before, at most eight hours. Ten attempts over about 24
 * hours: a receiver that is down for a night still gets everything.
 */
const WAIT_SECONDS = [5, 20, 80, 320, 1280, 5120, 20_480, 28_800, 28_800] as const;

export const MAX_ATTEMPTS = WAIT_SECONDS.length + 1;

/** Receivers may ask for patience, but not so long that the delivery is forgotten. */
const LONGEST_RETRY_AFTER_MS = 6 * 60 * 60 * 1000;

/**
 * Milliseconds until the next attempt; null after the last one. A tenth up or down is left to chance, so that
 * deliveries that failed together do not come back together.
 * @param attempt the attempt that failed, from 1
 * @param retryAfterMs what the receiver asked for; never shortens the wait
 * @param random a number in [0, 1)
 */
export function nextAttemptInMs(
  attempt: number,
  retryAfterMs: number | null,
  random: number = Math.random(),
): number | null {
  const seconds = WAIT_SECONDS[attempt - 1];
  if (seconds === undefined) return null;
  const own = Math.round(seconds * 1000 * (0.9 + random / 5));
  return Math.max(own, Math.min(retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS));
}

/** https://www.rfc-editor.org/rfc/rfc9110#field.retry-after: seconds or a date; null for anything else. */
export function readRetryAfter(header: string | null, now: Date): number | null {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const date = header.endsWith(' GMT') ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now.getTime());
}
