/** What a schedule that is due has to fire for, when it may be late. */
import type { CatchUp } from '@assay/contract';
import { type CronTiming, nextFiring, nextFirings } from './cron-line.ts';

/** A firing that is less late than this is on time: servers wake up, restart and hand over. */
export const GRACE_MS = 60_000;

/** Firings that `all` makes up for, and that anybody counts; a year of minutes is half a million. */
export const MOST_CAUGHT_UP = 100;

export interface FiringPlan {
  /** The moments to fire for, oldest first. */
  readonly fire: readonly Date[];
  /** Firings that passed and get no job of their own, at most MOST_CAUGHT_UP. */
  readonly missedCount: number;
  /** After now; null when the line names no further moment. */
  readonly next: Date | null;
}

interface DueSchedule extends CronTiming {
  readonly catchUp: CatchUp;
  /** Not after now. */
  readonly dueAt: Date;
}

/**
 * `none` fires for what is on time, `one` fires once for all that passed, `all` for each of the oldest
 * MOST_CAUGHT_UP. What is left out now never comes back.
 */
export function planFirings(schedule: DueSchedule, now: Date): FiringPlan {
  // One more than are ever caught up, so that something is left to count.
  const passed = [schedule.dueAt, ...nextFirings(schedule, schedule.dueAt, MOST_CAUGHT_UP)].filter(
    (at) => at <= now,
  );
  const fire = CHOICES[schedule.catchUp](schedule, passed, now);
  return {
    fire,
    missedCount: Math.min(passed.length - fire.length, MOST_CAUGHT_UP),
    next: nextFiring(schedule, now),
  };
}

type Choice = (schedule: DueSchedule, passed: readonly Date[], now: Date) => readonly Date[];

const CHOICES: Readonly<Record<CatchUp, Choice>> = {
  none: onTime,
  one: (_, passed) => passed.slice(0, 1),
  all: (_, passed) => passed.slice(0, MOST_CAUGHT_UP),
};

/** At most one: the grace is no longer than the shortest way between two firings. */
function onTime(schedule: DueSchedule, _: readonly Date[], now: Date): Date[] {
  const graceBegan = now.getTime() - GRACE_MS;
  if (schedule.dueAt.getTime() > graceBegan) return [schedule.dueAt];
  return nextFirings(schedule, new Date(graceBegan), 1).filter((at) => at <= now);
}
