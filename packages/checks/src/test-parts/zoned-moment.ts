/** Clock times of a time zone and the instants they name. All in seconds; a clock time counts as if it were UTC. */
import { shownTime } from '../prediction/local-moment.ts';

const DAY_SECONDS = 86_400;
/** Zones came with the railways. Far before them, what calendars show cannot be read back. */
const FIRST_ZONED = Date.UTC(1800, 0) / 1000;

/** What clocks of the zone show at an instant. Throws RangeError for an unknown zone. */
export function clockAt(instant: number, timeZone: string): number {
  if (timeZone === 'UTC') return instant;
  const second = Math.floor(instant);
  return shownTime(new Date(second * 1000), timeZone) / 1000 + (instant - second);
}

/**
 * The instant at which clocks of the zone show `clock`. Of a time that they show twice, when summer time ends, the
 * later one; a time that they skip is read as if they had not been changed yet. Throws RangeError for an unknown zone.
 */
export function instantOf(clock: number, timeZone: string): number {
  if (clock < FIRST_ZONED) return clock;
  const offsetAt = (instant: number) => clockAt(instant, timeZone) - instant;
  // No zone changes its clocks twice in two days.
  const before = clock - offsetAt(clock - DAY_SECONDS);
  const after = clock - offsetAt(clock + DAY_SECONDS);
  const named = [before, after].filter((instant) => Math.abs(clockAt(instant, timeZone) - clock) < 1);
  return named.length === 0 ? before : Math.max(...named);
}

export function isTimeZone(name: string): boolean {
  try {
    clockAt(0, name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
