/** A clock that stands still until a test moves it. */
import { expect } from 'vitest';
import type { Clock } from '../clock.ts';

export interface FakeClock extends Clock {
  /** Wakes everybody whose time has come. */
  moveTo(at: string | Date): void;
  /** How long each sleeper still has, in milliseconds. */
  sleepers(): number[];
  /** Waits until so many sleep: whatever they had to do is done. */
  untilAsleep(count?: number): Promise<void>;
}

interface Sleeper {
  readonly until: number;
  wake(): void;
}

export function createFakeClock(start: string): FakeClock {
  let now = Date.parse(start);
  const sleeping = new Set<Sleeper>();
  const sleepers = () => [...sleeping].map(({ until }) => until - now);
  return {
    now: () => new Date(now),
    sleep(milliseconds, signal) {
      if (signal.aborted) return Promise.resolve();
      const { promise, resolve } = Promise.withResolvers<void>();
      const sleeper: Sleeper = {
        until: now + milliseconds,
        wake() {
          sleeping.delete(sleeper);
          resolve();
        },
      };
      sleeping.add(sleeper);
      signal.addEventListener('abort', sleeper.wake, { once: true });
      return promise;
    },
    moveTo(at) {
      now = new Date(at).getTime();
      for (const sleeper of [...sleeping]) if (sleeper.until <= now) sleeper.wake();
    },
    sleepers,
    async untilAsleep(count = 1) {
      await expect.poll(() => sleeping.size, { interval: 1, timeout: 10_000 }).toBe(count);
    },
  };
}
