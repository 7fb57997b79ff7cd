import { beforeEach, expect, it } from 'vitest';
import type { ConcurrencyLimits } from './concurrency-limits.ts';
import { findJobWait } from './job-wait.ts';
import { describeJobDatabases } from './testing/job-databases.ts';
import { deleteAllJobs, jobIn, ledgerFor, submitted } from './testing/job-fixtures.ts';

describeJobDatabases('why a job waits', (database) => {
  beforeEach(() => deleteAllJobs(database));
  const waitOf = (id: string, limits: ConcurrencyLimits = {}) => findJobWait(database, id, limits);

  it('is said of nothing but a job that nobody holds', async () => {
    for (const status of [
      'claimed',
      'running',
      'completed',
      'error',
      'canceled',
      'cancel_requested',
    ] as const)
      expect(await waitOf((await jobIn(database, status)).job.id)).toBeNull();
    expect(await waitOf('019c9f2e-6c1a-7d3b-9a52-4f0e8b7c2d11')).toBeNull();
  });

  it('is the other job of its target', async () => {
    const { job } = await jobIn(database, 'running', { targetKey: 't' });
    const { id } = await submitted(database, { targetKey: 't' });
    expect(await waitOf(id)).toEqual({ reason: 'target', jobId: job.id });
  });

  it('is a key, or everything, that is full', async () => {
    await jobIn(database, 'running', { concurrencyKeys: ['road:x'] });
    const { id } = await submitted(database, { concurrencyKeys: ['path:y', 'road:x'] });
    expect(await waitOf(id, { byKind: { road: 1 } })).toEqual({ reason: 'limit', key: 'road:x', jobs: 1 });
    expect(await waitOf(id, { total: 1 })).toEqual({ reason: 'total', jobs: 1 });
    expect(await waitOf(id, { byKind: { road: 2 }, total: 2 })).toEqual({ reason: 'turn', ahead: 0 });
  });

  it('is its time, of a first or a next attempt', async () => {
    const { id } = await submitted(database, { delayMs: 60_000 });
    expect(await waitOf(id)).toEqual({ reason: 'delay', until: expect.any(Date) });
    const { job, lease } = await jobIn(database, 'running');
    await ledgerFor(database).retry(lease, 'the wolf came', 60_000);
    expect(await waitOf(job.id)).toEqual({ reason: 'delay', until: expect.any(Date) });
  });

  it('is its turn, counting those of its project that go first', async () => {
    await submitted(database);
    await submitted(database, { priority: -1 });
    const { id } = await submitted(database);
    expect(await waitOf(id)).toEqual({ reason: 'turn', ahead: 1 });
  });
});
