import { beforeEach, describe, expect, it } from 'vitest';
import { countLiveJobs, endLeases, findJob, listJobs, pruneJobs, requestCancel } from './queue.ts';
import { describeJobDatabases } from './testing/job-databases.ts';
import { deleteAllJobs, jobIn, ledgerFor, submitted } from './testing/job-fixtures.ts';
import { uuidV7 } from './uuid-v7.ts';

const PROJECT = uuidV7();

describeJobDatabases('the queue', (database) => {
  beforeEach(() => deleteAllJobs(database));

  it('finds a job with everything that was said about it', async () => {
    const job = await submitted(database, {
      projectId: PROJECT,
      arguments: { table_group_id: 'x', tables: ['a', 'b'], ключ: '"{}' },
      priority: 7,
      targetKey: 'table-group:x',
      concurrencyKeys: ['connection:y'],
      delayMs: 60_000,
      maxAttempts: 5,
      timeoutMs: 9_000,
      internal: true,
    });
    expect(await findJob(database, job.id)).toEqual(job);
    expect(job).toMatchObject({
      projectId: PROJECT,
      arguments: { table_group_id: 'x', tables: ['a', 'b'], ключ: '"{}' },
      status: 'pending',
      source: 'api',
      internal: true,
      priority: 7,
      targetKey: 'table-group:x',
      concurrencyKeys: ['connection:y'],
      attempt: 0,
      maxAttempts: 5,
      timeoutMs: 9_000,
      claimedAt: null,
      startedAt: null,
      completedAt: null,
      errorMessage: null,
    });
    expect(job.runAfter?.getTime()).toBe(job.createdAt.getTime() + 60_000);
  });

  it('has null for a job that does not exist', async () => {
    expect(await findJob(database, uuidV7())).toBeNull();
  });

  it('rolls a job back with the transaction it was submitted in', async () => {
    const attempt = database.transaction(async (tx) => {
      await submitted(tx);
      throw new Error('the rows beside it failed');
    });
    await expect(attempt).rejects.toThrow('the rows beside it failed');
    expect(await listJobs(database, {}, { page: 1, limit: 10 })).toEqual({ jobs: [], total: 0 });
  });

  describe('a list', () => {
    it('is newest first, in pages, with the total of all pages', async () => {
      const ids: string[] = [];
      for (let n = 0; n < 5; n++) ids.unshift((await submitted(database)).id);
      const first = await listJobs(database, {}, { page: 1, limit: 2 });
      const third = await listJobs(database, {}, { page: 3, limit: 2 });
      const past = await listJobs(database, {}, { page: 4, limit: 2 });
      expect([first.total, first.jobs.map((job) => job.id)]).toEqual([5, ids.slice(0, 2)]);
      expect([third.total, third.jobs.map((job) => job.id)]).toEqual([5, ids.slice(4)]);
      expect(past).toEqual({ total: 5, jobs: [] });
    });

    it('filters by everything at once and leaves upkeep out', async () => {
      const wanted = await submitted(database, { projectId: PROJECT, targetKey: 't', source: 'cli' });
      await submitted(database, { projectId: PROJECT, targetKey: 't', source: 'cli', internal: true });
      await submitted(database, { projectId: uuidV7(), targetKey: 't', source: 'cli' });
      await submitted(database, { projectId: PROJECT, targetKey: 'u', source: 'cli' });
      await submitted(database, { projectId: PROJECT, targetKey: 't', source: 'api' });
      await jobIn(database, 'completed', { projectId: PROJECT, targetKey: 't', source: 'cli' });
      const filter = {
        projectId: PROJECT,
        targetKeys: ['t', 'v'],
        sources: ['cli'],
        statuses: ['pending', 'running'],
        keys: [wanted.key],
        createdFrom: new Date(wanted.createdAt.getTime() - 1),
        createdBefore: new Date(wanted.createdAt.getTime() + 60_000),
      };
      expect(await listJobs(database, filter, { page: 1, limit: 10 })).toEqual({ jobs: [wanted], total: 1 });
      const all = await listJobs(database, { includeInternal: true }, { page: 1, limit: 10 });
      expect(all.total).toBe(6);
    });

    it('is empty for a filter that lets nothing through', async () => {
      await submitted(database);
      expect((await listJobs(database, { statuses: [] }, { page: 1, limit: 10 })).total).toBe(0);
    });
  });

  describe('a cancel request', () => {
    for (const status of ['pending', 'claimed', 'running', 'cancel_requested'] as const) {
      it(`is taken for a ${status} job`, async () => {
        const { job } = await jobIn(database, status);
        const answer = await requestCancel(database, job.id, 'alice');
        expect(answer).toMatchObject({
          outcome: 'requested',
          job: { status: 'cancel_requested', id: job.id },
        });
      });
    }

    for (const status of ['completed', 'error', 'canceled'] as const) {
      it(`comes too late for a job in ${status}`, async () => {
        const { job } = await jobIn(database, status);
        expect(await requestCancel(database, job.id, 'alice')).toEqual({ outcome: 'not_allowed', status });
      });
    }

    it('finds nothing for an unknown job', async () => {
      expect(await requestCancel(database, uuidV7(), 'alice')).toEqual({ outcome: 'not_found' });
    });
  });

  it('prunes what ended long ago, a batch at a time, and nothing that lives', async () => {
    const old = "UPDATE job SET created_at = created_at - interval '9 days'";
    for (const status of ['completed', 'error', 'canceled', 'pending', 'running'] as const) {
      await jobIn(database, status, { projectId: PROJECT });
    }
    await database.query(`${old}, claimed_at = claimed_at - interval '9 days',
      started_at = started_at - interval '9 days', completed_at = completed_at - interval '8 days'`);
    await jobIn(database, 'completed', { projectId: PROJECT });
    const request = { projectId: PROJECT, olderThanMs: 7 * 86_400_000, batchSize: 2 };
    expect(await pruneJobs(database, { ...request, projectId: uuidV7() })).toEqual([]);
    expect(await pruneJobs(database, request)).toHaveLength(2);
    expect(await pruneJobs(database, request)).toHaveLength(1);
    expect(await pruneJobs(database, request)).toEqual([]);
    expect((await listJobs(database, {}, { page: 1, limit: 10 })).total).toBe(3);
  });

  it('counts what lives', async () => {
    await jobIn(database, 'pending');
    await jobIn(database, 'pending');
    await jobIn(database, 'running');
    await jobIn(database, 'completed');
    expect(await countLiveJobs(database)).toEqual({
      pending: { jobs: 2, oldestSeconds: expect.any(Number) },
      running: { jobs: 1, oldestSeconds: expect.any(Number) },
    });
  });

  it('lets jobs be taken over at once when every lease is ended, and their old holders do nothing more', async () => {
    const { job, lease } = await jobIn(database, 'running');
    const ledger = ledgerFor(database);
    expect(await ledger.claim(1)).toEqual([]);
    await endLeases(database);
    expect((await ledger.claim(1))[0]?.job).toMatchObject({ id: job.id, status: 'running', attempt: 2 });
    expect(await ledger.heartbeat(lease)).toBeNull();
  });
});
