/** Fires schedules when they are due: sleeps until then, or until it is told that something changed. No SQL. */
import type { Clock } from './clock.ts';
import type { DueTimes } from './schedules.store.ts';

export interface ScheduleLoopPorts {
  readonly clock: Clock;
  fireDue(now: Date): Promise<void>;
  dueTimes(now: Date): Promise<DueTimes>;
  onError(error: unknown): void;
}

export interface ScheduleLoop {
  /** Something changed: look again now. */
  wake(): void;
  /** Resolves when the firing at hand is over. */
  stop(): Promise<void>;
}

/** How often it looks without being told, for notifications that got lost and clocks that were set. */
const POLL_MS = 10_000;
/** How soon it looks again at what is due and was not fired. */
const RETRY_MS = 5_000;

/** Starts at once; a failing store is told to `onError` and tried again. */
export function startScheduleLoop(ports: ScheduleLoopPorts): ScheduleLoop {
  const { clock } = ports;
  let stopping = false;
  let bell = new AbortController();

  const round = async (): Promise<number> => {
    try {
      await ports.fireDue(clock.now());
      const now = clock.now();
      return waitFor(await ports.dueTimes(now), now);
    } catch (error) {
      ports.onError(error);
      return RETRY_MS;
    }
  };
  const loop = async (): Promise<void> => {
    while (!stopping) {
      // Before the round, so that a change during it is not slept through.
      bell = new AbortController();
      const { signal } = bell;
      const milliseconds = await round();
      if (!stopping) await clock.sleep(milliseconds, signal);
    }
  };
  const looping = loop();

  return {
    wake: () => bell.abort(),
    async stop() {
      stopping = true;
      bell.abort();
      await looping;
    },
  };
}

function waitFor({ overdue, next }: DueTimes, now: Date): number {
  const longest = overdue ? RETRY_MS : POLL_MS;
  return next === null ? longest : Math.min(next.getTime() - now.getTime(), longest);
}
