/** Workers that lose their database: no job is stuck. What needs processes that die or freeze is in test/faults. */
import { beforeEach, expect, it } from 'vitest';
import type { JobDatabase } from './database.ts';
import { LostLeaseError } from './errors.ts';
import { describeJobDatabases } from './testing/job-databases.ts';
import { deleteAllJobs, submitted } from './testing/job-fixtures.ts';
import { PATIENCE, reread, untilStopped, workerWith } from './testing/worker-harness.ts';

/** The port of a process whose database is out of reach, as long as `away` is true. */
function withOutage(database: JobDatabase): { port: JobDatabase; outage: { away: boolean } } {
  const outage = { away: false };
  const reach = async (): Promise<void> => {
    if (outage.away) throw new Error('connection refused');
  };
  const port: JobDatabase = {
    ...database,
    query: (sql, values) => reach().then(() => database.query(sql, values)),
    transaction: (work) => reach().then(() => database.transaction(work)),
  };
  return { port, outage };
}

describeJobDatabases('a worker that loses its database', (database) => {
  beforeEach(() => deleteAllJobs(database));

  it('stops its handler when the lease is over, and writes no more, though the database is back', async () => {
    const { port, outage } = withOutage(database);
    const late: unknown[] = [];
    const reasons: unknown[] = [];
    const attempts: number[] = [];
    const { worker } = await workerWith(port, async (_, { attempt, signal, write }) => {
      attempts.push(attempt);
      if (attempt > 1) return;
      outage.away = true;
      await untilStopped(signal).catch((error: unknown) => reasons.push(error));
      outage.away = false;
      await write((tx) => tx.query('DELETE FROM job')).catch((error: unknown) => late.push(error));
    });
    const job = await submitted(database);
    await expect.poll(async () => (await reread(database, job)).status, PATIENCE).toBe('completed');
    await expect.poll(() => worker.activeJobs(), PATIENCE).toEqual([]);
    expect(attempts).toEqual([1, 2]);
    expect(reasons).toEqual([expect.objectContaining({ kind: 'lease_lost' })]);
    expect(late).toEqual([expect.any(LostLeaseError)]);
  });

  it('closes the slot whose end it could not record, and opens it when the database is back', async () => {
    const { port, outage } = withOutage(database);
    const { worker, told } = await workerWith(
      port,
      async (_, { attempt }) => {
        if (attempt > 1) return;
        outage.away = true;
        throw new Error('and nobody to tell it to');
      },
      { slots: 1 },
    );
    const job = await submitted(database);
    await expect.poll(() => worker.closedSlots(), PATIENCE).toBe(1);
    expect((await reread(database, job)).status).toBe('running');
    outage.away = false;
    await expect.poll(async () => (await reread(database, job)).status, PATIENCE).toBe('completed');
    expect(worker.closedSlots()).toBe(0);
    expect(told).toEqual(expect.arrayContaining(['slot_closed', 'slots_reopened']));
  });
});
