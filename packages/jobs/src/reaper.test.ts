import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { requestCancel } from './queue.ts';
import { type ReaperOptions, startReaper } from './reaper.ts';
import { describeJobDatabases } from './testing/job-databases.ts';
import { deleteAllJobs, jobIn, submitted } from './testing/job-fixtures.ts';
import { PATIENCE, reread } from './testing/worker-harness.ts';

const PAST = new Date('2026-03-01T08:30:00Z');

describeJobDatabases('a reaper without a worker', (database) => {
  beforeEach(() => deleteAllJobs(database));
  const keep = (options: Partial<ReaperOptions> = {}): void => {
    const reaper = startReaper({ database, pollMs: 20, ...options });
    onTestFinished(() => reaper.stop());
  };

  it('ends jobs that nobody works on, without a worker, and tells each once', async () => {
    const waiting = await submitted(database, { deadline: PAST });
    const { job: lost } = await jobIn(database, 'running', { deadline: PAST, leaseSeconds: -1 });
    const told: unknown[] = [];
    keep({ listeners: [(name, detail) => told.push([name, 'job' in detail && detail.job.id])] });
    for (const job of [waiting, lost])
      await expect.poll(async () => (await reread(database, job)).status, PATIENCE).toBe('error');
    expect(told.toSorted()).toEqual([waiting.id, lost.id].map((id) => ['job_ended', id]).toSorted());
  });

  it('ends what was asked to stop before anybody took it', async () => {
    const job = await submitted(database);
    await requestCancel(database, job.id, 'alice');
    keep();
    await expect.poll(async () => (await reread(database, job)).status, PATIENCE).toBe('canceled');
  });

  it('leaves everything else alone', async () => {
    const overdue = await submitted(database, { deadline: PAST });
    const others = [
      await submitted(database),
      (await jobIn(database, 'running', { deadline: PAST })).job,
      (await jobIn(database, 'cancel_requested')).job,
    ];
    const before = await Promise.all(others.map((job) => reread(database, job)));
    keep();
    await expect.poll(async () => (await reread(database, overdue)).status, PATIENCE).toBe('error');
    expect(await Promise.all(others.map((job) => reread(database, job)))).toEqual(before);
  });

  it('tells when it cannot look, and looks again', async () => {
    const job = await submitted(database, { deadline: PAST });
    let away = true;
    const told: string[] = [];
    const query: typeof database.query = async (sql, values) => {
      if (away) throw new Error('connection refused');
      return database.query(sql, values);
    };
    keep({ database: { query }, listeners: [(name) => told.push(name)] });
    await expect.poll(() => told, PATIENCE).toContain('reap_failed');
    away = false;
    await expect.poll(async () => (await reread(database, job)).status, PATIENCE).toBe('error');
  });
});
