/** The fence: what a holder may write, and who is no holder any more. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { SqlExecutor } from './database.ts';
import { JobAbortedError, LostLeaseError } from './errors.ts';
import { findJob, requestCancel } from './queue.ts';
import { DEFAULT_JOB_SETTINGS } from './settings.ts';
import { describeJobDatabases, describePostgresJobs } from './testing/job-databases.ts';
import { claimNext, deleteAllJobs, expireLease, jobIn, ledgerFor } from './testing/job-fixtures.ts';

const SHORT_LEASE = { ...DEFAULT_JOB_SETTINGS, leaseMs: 200 };

const addSheep = async (tx: SqlExecutor): Promise<void> => {
  await tx.query("INSERT INTO sheep VALUES ('dolly')");
};

describeJobDatabases('the fence', (database) => {
  const ledger = ledgerFor(database);
  const flock = () => database.query('SELECT name FROM sheep');
  beforeAll(() => database.query('CREATE TABLE sheep (name text)'));
  beforeEach(async () => {
    await deleteAllJobs(database);
    await database.query('DELETE FROM sheep');
  });

  it('lets the holder write, and renews its lease', async () => {
    const { job, lease } = await jobIn(database, 'running', { leaseSeconds: 1 });
    expect(await ledger.write(lease, async (tx) => addSheep(tx).then(() => 'done'))).toBe('done');
    expect(await flock()).toHaveLength(1);
    expect((await findJob(database, job.id))!.leaseUntil!.getTime()).toBeGreaterThan(
      job.leaseUntil!.getTime(),
    );
  });

  it('refuses who lost the job to another one: writes, completion, failure', async () => {
    const { job, lease } = await jobIn(database, 'running');
    await expireLease(database, job.id);
    const taken = await claimNext(ledger);
    await expect(ledger.write(lease, addSheep)).rejects.toBeInstanceOf(LostLeaseError);
    await expect(ledger.complete(lease, undefined, addSheep)).rejects.toBeInstanceOf(LostLeaseError);
    expect(await ledger.fail(lease, 'no sheep')).toBeNull();
    expect(await flock()).toEqual([]);
    expect(await findJob(database, job.id)).toEqual(taken?.job);
  });

  it.each(['completed', 'error', 'canceled'] as const)('refuses a job in %s', async (status) => {
    const { lease } = await jobIn(database, status);
    await expect(ledger.write(lease, addSheep)).rejects.toBeInstanceOf(LostLeaseError);
    expect(await flock()).toEqual([]);
  });

  it('lets a job that was asked to stop keep what it has, and not complete', async () => {
    const { job, lease } = await jobIn(database, 'running');
    await requestCancel(database, job.id, 'alice');
    await ledger.write(lease, addSheep);
    await expect(ledger.complete(lease, undefined, addSheep)).rejects.toBeInstanceOf(JobAbortedError);
    expect(await flock()).toHaveLength(1);
    expect((await findJob(database, job.id))?.status).toBe('cancel_requested');
  });

  it('rolls everything back when the work fails, the completion too', async () => {
    const { job, lease } = await jobIn(database, 'running');
    const broken = async (tx: SqlExecutor) => {
      await addSheep(tx);
      throw new Error('the wolf came');
    };
    await expect(ledger.complete(lease, undefined, broken)).rejects.toThrow('the wolf came');
    expect(await flock()).toEqual([]);
    expect((await findJob(database, job.id))?.status).toBe('running');
  });
});

describePostgresJobs('a write in progress', ({ database }) => {
  const ledger = ledgerFor(database);
  beforeEach(() => deleteAllJobs(database));

  it('keeps the job from being taken over or reaped, though its lease is over', async () => {
    const short = ledgerFor(database, { settings: SHORT_LEASE });
    const { job, lease } = await jobIn(database, 'running', { maxAttempts: 2 });
    await short.write(lease, async (tx) => {
      await tx.query('SELECT pg_sleep(0.3)');
      expect([await claimNext(ledger), await ledger.reap()]).toEqual([null, []]);
    });
    expect((await claimNext(ledger))?.job.id).toBe(job.id);
  });

  it('decides against a cancel request that comes while the job completes', async () => {
    const { job, lease } = await jobIn(database, 'running');
    let request: ReturnType<typeof requestCancel> | undefined;
    await ledger.complete(lease, undefined, async () => {
      request = requestCancel(database, job.id, 'alice');
    });
    expect(await request).toEqual({ outcome: 'not_allowed', status: 'completed' });
  });

  it('is ended by PostgreSQL when one statement takes too long', async () => {
    const strict = ledgerFor(database, {
      settings: { ...SHORT_LEASE, leaseMs: 5_000, writeStatementMs: 100 },
    });
    const { lease } = await jobIn(database, 'running');
    const slow = strict.write(lease, (tx) => tx.query('SELECT pg_sleep(10)'));
    await expect(slow).rejects.toMatchObject({ code: '57014' });
  });
});
