/** Deadlines of jobs that nobody works on, on both stores. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { JobRecord } from '../job-record.ts';
import type { JobStatus } from '../status.ts';
import { describeJobDatabases } from '../testing/job-databases.ts';
import { claimNext, deleteAllJobs, jobIn, ledgerFor, submitted } from '../testing/job-fixtures.ts';
import { reread } from '../testing/worker-harness.ts';

const PAST = new Date('2026-03-01T08:30:00Z');
const FUTURE = new Date(Date.now() + 3_600_000);
const WAITING =
  'The job had not started when its deadline passed, 2026-03-01 08:30:00 UTC. Nothing was done.';

describeJobDatabases('the deadline of a job', (database) => {
  beforeEach(() => deleteAllJobs(database));
  const ledger = ledgerFor(database);
  const reaped = async (): Promise<string[]> => (await ledger.reap()).map(({ id }) => id);

  describe('that waits', () => {
    it('ends it in error, and says which deadline', async () => {
      const job = await submitted(database, { deadline: PAST });
      expect(await reaped()).toEqual([job.id]);
      const ended = await reread(database, job);
      expect(ended).toMatchObject({ status: 'error', errorMessage: WAITING, attempt: 0, startedAt: null });
      expect(ended.claimedAt).not.toBeNull();
      expect(await claimNext(ledger)).toBeNull();
      expect(await reaped()).toEqual([]);
    });

    it('ends it though its target is busy', async () => {
      await jobIn(database, 'running', { targetKey: 'shop' });
      const { id } = await submitted(database, { targetKey: 'shop', deadline: PAST });
      expect(await reaped()).toEqual([id]);
    });

    it('leaves it alone before, and without one', async () => {
      const later = await submitted(database, { deadline: FUTURE });
      await submitted(database);
      expect(await reaped()).toEqual([]);
      expect((await reread(database, later)).deadline).toEqual(FUTURE);
    });

    it('tells it in the log of the job', async () => {
      const { id } = await submitted(database, { deadline: PAST });
      await ledger.reap();
      const lines = await database.query('SELECT level, message FROM job_log WHERE job_id = $1::uuid', [id]);
      expect(lines).toEqual([{ level: 'error', message: WAITING }]);
    });
  });

  describe('whose worker is gone', () => {
    const lost = async (status: JobStatus, deadline: Date): Promise<JobRecord> =>
      (await jobIn(database, status, { deadline, leaseSeconds: -1 })).job;

    it.each(['claimed', 'running'] as const)(
      'ends it in error though attempts are left: %s',
      async (status) => {
        const job = await lost(status, PAST);
        expect(await reaped()).toEqual([job.id]);
        expect(await reread(database, job)).toMatchObject({
          status: 'error',
          errorMessage:
            'The deadline of the job passed, 2026-03-01 08:30:00 UTC, before another attempt at it.',
        });
      },
    );

    it('says why the last attempt failed', async () => {
      const job = await lost('running', PAST);
      await database.query(`UPDATE job SET last_failure = 'The wolf came.' WHERE id = $1::uuid`, [job.id]);
      await ledger.reap();
      expect((await reread(database, job)).errorMessage).toMatch(/ The last one failed: The wolf came\.$/);
    });

    it('leaves it to another worker before', async () => {
      await lost('running', FUTURE);
      expect(await reaped()).toEqual([]);
      expect(await claimNext(ledger)).not.toBeNull();
    });

    it('makes nothing else of one that was asked to stop', async () => {
      const job = await lost('cancel_requested', PAST);
      expect(await reaped()).toEqual([job.id]);
      expect(await reread(database, job)).toMatchObject({ status: 'canceled', errorMessage: null });
    });
  });

  it('is no business of the reaper while a worker holds the job', async () => {
    await jobIn(database, 'running', { deadline: PAST });
    expect(await reaped()).toEqual([]);
  });
});
