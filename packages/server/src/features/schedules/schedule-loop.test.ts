import { describe, expect, it, onTestFinished } from 'vitest';
import { type ScheduleLoopPorts, startScheduleLoop } from './schedule-loop.ts';
import type { DueTimes } from './schedules.store.ts';
import { createFakeClock } from './testing/fake-clock.ts';

const START = '2026-03-02T05:00:00.000Z';
const NOTHING_DUE: DueTimes = { overdue: false, next: null };

/** A loop whose schedules are played by the test. */
function loopOf(changes: Partial<ScheduleLoopPorts> = {}) {
  const clock = createFakeClock(START);
  const rounds: string[] = [];
  const errors: unknown[] = [];
  const due = { times: NOTHING_DUE };
  const loop = startScheduleLoop({
    clock,
    fireDue: async (now) => void rounds.push(now.toISOString().slice(11, 19)),
    dueTimes: async () => due.times,
    onError: (error) => errors.push(error),
    ...changes,
  });
  onTestFinished(() => loop.stop());
  return { loop, clock, rounds, errors, due };
}

describe('the loop of a server', () => {
  it('looks at once, then sleeps until the next schedule is due', async () => {
    const { clock, rounds, due } = loopOf();
    due.times = { overdue: false, next: new Date('2026-03-02T05:00:03.250Z') };
    await clock.untilAsleep();
    expect(rounds).toEqual(['05:00:00']);
    expect(clock.sleepers()).toEqual([3_250]);
    clock.moveTo('2026-03-02T05:00:03.249Z');
    expect(clock.sleepers()).toEqual([1]);
    due.times = NOTHING_DUE;
    clock.moveTo('2026-03-02T05:00:03.250Z');
    await expect.poll(() => rounds).toEqual(['05:00:00', '05:00:03']);
  });

  it('looks every ten seconds without being told', async () => {
    const { clock, due } = loopOf();
    due.times = { overdue: false, next: new Date('2026-03-05T00:00:00Z') };
    await clock.untilAsleep();
    expect(clock.sleepers()).toEqual([10_000]);
  });

  it('looks again in five seconds for what is due and was not fired', async () => {
    const { clock, rounds, due } = loopOf();
    due.times = { overdue: true, next: null };
    await clock.untilAsleep();
    expect(clock.sleepers()).toEqual([5_000]);
    due.times = { overdue: true, next: new Date('2026-03-02T05:00:07Z') };
    clock.moveTo('2026-03-02T05:00:05Z');
    await expect.poll(() => rounds).toHaveLength(2);
    await clock.untilAsleep();
    expect(clock.sleepers()).toEqual([2_000]);
  });

  it('looks at once when something changes', async () => {
    const { loop, clock, rounds } = loopOf();
    await clock.untilAsleep();
    loop.wake();
    await expect.poll(() => rounds).toHaveLength(2);
  });

  it('does not sleep through a change during its round', async () => {
    const looking = Promise.withResolvers<void>();
    let rounds = 0;
    const { loop, clock } = loopOf({
      fireDue: async () => {
        rounds += 1;
        if (rounds === 1) await looking.promise;
      },
    });
    loop.wake();
    looking.resolve();
    await expect.poll(() => rounds).toBe(2);
    await clock.untilAsleep();
  });

  it('tells of a failing store, and tries again', async () => {
    const away = new Error('the store is away');
    let failing = true;
    const { clock, errors } = loopOf({
      fireDue: async () => {
        if (failing) throw away;
      },
    });
    await clock.untilAsleep();
    expect(errors).toEqual([away]);
    expect(clock.sleepers()).toEqual([5_000]);
    failing = false;
    clock.moveTo('2026-03-02T05:00:05Z');
    await expect.poll(() => clock.sleepers()).toEqual([10_000]);
    expect(errors).toEqual([away]);
  });

  it('ends when the round at hand is over', async () => {
    const firing = Promise.withResolvers<void>();
    const { loop, clock } = loopOf({ fireDue: () => firing.promise });
    let ended = false;
    const ending = loop.stop().then(() => {
      ended = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(ended).toBe(false);
    firing.resolve();
    await ending;
    expect(clock.sleepers()).toEqual([]);
  });
});
