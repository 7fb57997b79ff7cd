/** Servers that share a store, some of which die: each firing makes exactly one job. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describePostgres } from '@assay/test-support';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { migratedPostgresDatabase } from '../../store/testing/store-for-test.ts';
import { fireDue } from './fire-due.ts';
import { startSchedules } from './start-schedules.ts';
import { createFakeClock } from './testing/fake-clock.ts';
import { type GivenTargets, givenSchedule, givenTargets, scheduledJobs } from './testing/given-schedules.ts';

const FIVE = new Date('2026-03-02T05:00:00.000Z');
const MINUTE = 60_000;
const quiet = { onFired: () => undefined, onFailed: () => undefined };

describePostgres('several servers', () => {
  let url: string;
  let store: Store;
  let targets: GivenTargets;
  const open = async () => {
    const onError = (error: Error) => console.error('the store under test reported', error);
    return (await openStore({ databaseUrl: url, home: '/nowhere', maxConnections: 4, onError })).store;
  };
  beforeAll(async () => {
    const database = await migratedPostgresDatabase();
    url = database.url;
    store = await open();
    targets = await givenTargets(store);
    return async () => {
      await store.close();
      await database.drop();
    };
  });
  const clear = async () => {
    await store.db.deleteFrom('schedule').execute();
    await store.jobs.query('DELETE FROM job');
  };

  it('make one job of each of a hundred firings', { timeout: 120_000 }, async () => {
    await clear();
    await givenSchedule(store, targets, { cron: '* * * * *', next_fire_at: FIVE });
    const clock = createFakeClock('2026-03-02T04:59:59.999Z');
    const errors: unknown[] = [];
    const log = {
      debug: () => undefined,
      info: () => undefined,
      error: (facts: object) => errors.push(facts),
    };
    const servers = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const own = await open();
        const stop = await startSchedules(own, log, clock);
        return async () => {
          await stop();
          await own.close();
        };
      }),
    );
    await clock.untilAsleep(3);
    for (let n = 0; n < 100; n++) {
      clock.moveTo(new Date(FIVE.getTime() + n * MINUTE));
      await clock.untilAsleep(3);
    }
    for (const stop of servers) await stop();
    const jobs = await scheduledJobs(store);
    const expected = Array.from({ length: 100 }, (_, n) =>
      new Date(FIVE.getTime() + n * MINUTE).toISOString(),
    );
    expect(jobs.map(({ dueAt }) => dueAt)).toEqual(expected);
    expect(errors).toEqual([]);
  });

  it('share many schedules that are due at the same moment', async () => {
    await clear();
    const ids: string[] = [];
    for (let n = 0; n < 60; n++) {
      ids.push(await givenSchedule(store, targets, { cron: `${n} 5 * * *`, next_fire_at: FIVE }));
    }
    const [one, two] = [await open(), await open()];
    const fired: string[][] = [[], []];
    await Promise.all(
      [one, two].map((server, at) =>
        fireDue(server, FIVE, { ...quiet, onFired: ({ scheduleId }) => fired[at]?.push(scheduleId) }),
      ),
    );
    await Promise.all([one.close(), two.close()]);
    expect(fired.flat().sort()).toEqual([...ids].sort());
    expect(await scheduledJobs(store)).toHaveLength(60);
    expect(fired.every((share) => share.length > 0)).toBe(true);
  });

  /** A server that has fired what is due and hangs before its commit. */
  const hangingServer = async (): Promise<ChildProcess> => {
    const script = fileURLToPath(new URL('./testing/firing-process.ts', import.meta.url));
    const child = spawn(process.execPath, ['--conditions=@assay/source', script, url, FIVE.toISOString()], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    onTestFinished(() => kill(child));
    await once(child.stdout, 'data');
    return child;
  };
  /** PostgreSQL notices some moments later that a session is to end. */
  const oneJobSoon = async () => {
    const jobs = async () => {
      await fireDue(store, FIVE, quiet);
      return (await scheduledJobs(store)).map(({ dueAt }) => dueAt);
    };
    await expect.poll(jobs, { timeout: 20_000, interval: 100 }).toEqual([FIVE.toISOString()]);
    expect(await jobs()).toHaveLength(1);
  };

  it('lose nothing when one is killed between its lock and its commit', async () => {
    await clear();
    await givenSchedule(store, targets, { next_fire_at: FIVE });
    const child = await hangingServer();
    await fireDue(store, FIVE, quiet);
    expect(await scheduledJobs(store)).toEqual([]);
    await kill(child);
    await oneJobSoon();
  });

  it('wait for none that froze there, and refuse it when it wakes up', { timeout: 60_000 }, async () => {
    await clear();
    await givenSchedule(store, targets, { next_fire_at: FIVE });
    const child = await hangingServer();
    child.kill('SIGSTOP');
    await oneJobSoon();
    child.kill('SIGCONT');
    const [said] = await once(child.stdout as Readable, 'data');
    expect(String(said)).toContain('refused FiringFailedError');
    expect(await scheduledJobs(store)).toHaveLength(1);
  });
});

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
