import { beforeEach, describe, expect, it } from 'vitest';
import type { JobSpec, WhenBusy } from './job-spec.ts';
import { findJob, listJobs } from './queue.ts';
import { submitJob } from './submit-job.ts';
import { describeJobDatabases, describePostgresJobs } from './testing/job-databases.ts';
import { deleteAllJobs, submitted, TEST_KEY } from './testing/job-fixtures.ts';
import { uuidV7 } from './uuid-v7.ts';

const PROJECT = uuidV7();
const spec = { key: TEST_KEY, source: 'api', projectId: PROJECT };
const idempotency = { key: 'nightly', fingerprint: 'abc' };

describeJobDatabases('a submission', (database) => {
  beforeEach(() => deleteAllJobs(database));

  it('tells workers when it commits, and not before', async () => {
    const heard: string[] = [];
    const unlisten = await database.listen('assay_job', (payload) => heard.push(payload));
    const id = await database.transaction(async (tx) => {
      const job = await submitted(tx);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(heard).toEqual([]);
      return job.id;
    });
    await expect.poll(() => heard).toEqual([`ready ${id}`]);
    await unlisten();
  });

  describe('with an idempotency key', () => {
    it('answers a repeated request with the same job', async () => {
      const first = await submitJob(database, { ...spec, idempotency });
      expect(await submitJob(database, { ...spec, idempotency })).toEqual({
        outcome: 'replayed',
        job: first.job,
      });
    });

    it('tells when the key was used for something else', async () => {
      const first = await submitJob(database, { ...spec, idempotency });
      const other = { ...spec, idempotency: { key: 'nightly', fingerprint: 'xyz' } };
      expect(await submitJob(database, other)).toEqual({ outcome: 'idempotency_key_reused', job: first.job });
    });

    it('keeps projects apart, and jobs without a project together', async () => {
      const ids = new Set<string>();
      for (const projectId of [PROJECT, uuidV7(), null, null]) {
        ids.add((await submitJob(database, { ...spec, projectId, idempotency })).job.id);
      }
      expect(ids.size).toBe(3);
    });

    it('lets a key stand for a new job after a day', async () => {
      const first = await submitJob(database, { ...spec, idempotency });
      await database.query(`UPDATE job SET created_at = created_at - interval '24 hours 1 second'`);
      const second = await submitJob(database, { ...spec, idempotency });
      expect(second.outcome).toBe('created');
      expect(second.job.id).not.toBe(first.job.id);
    });

    it('makes one job of ten requests at the same moment', async () => {
      const answers = await Promise.all(
        Array.from({ length: 10 }, () =>
          database.transaction((tx) => submitJob(tx, { ...spec, idempotency })),
        ),
      );
      expect(new Set(answers.map((answer) => answer.job.id)).size).toBe(1);
      expect(answers.filter((answer) => answer.outcome === 'created')).toHaveLength(1);
      expect((await listJobs(database, {}, { page: 1, limit: 20 })).total).toBe(1);
    });
  });

  describe('for a target that has a job', () => {
    const submit = (whenBusy?: WhenBusy, more: Partial<JobSpec> = {}) =>
      database.transaction((tx) =>
        submitJob(tx, { ...spec, targetKey: 'table-group:1', ...(whenBusy && { whenBusy }), ...more }),
      );

    it('waits behind it by default', async () => {
      const first = await submit();
      const second = await submit();
      expect(second.outcome).toBe('created');
      expect(second.job.id).not.toBe(first.job.id);
    });

    it('joins it', async () => {
      const first = await submit('join');
      expect(first.outcome).toBe('created');
      expect(await submit('join')).toEqual({ outcome: 'joined', job: first.job });
    });

    it('is rejected, and says by which job', async () => {
      const first = await submit();
      expect(await submit('reject')).toEqual({ outcome: 'target_busy', job: first.job });
    });

    it('replaces it', async () => {
      const first = await submit();
      const second = await submit('replace');
      expect(second.outcome).toBe('created');
      expect(await findJob(database, first.job.id)).toMatchObject({
        status: 'cancel_requested',
        canceledBy: `newer job ${second.job.id}`,
      });
    });

    it('neither joins nor replaces a job of another key, and is rejected for one', async () => {
      const other = await submit('queue', { key: 'another-key' });
      expect((await submit('join')).outcome).toBe('created');
      expect((await submit('replace')).outcome).toBe('created');
      expect((await findJob(database, other.job.id))?.status).toBe('pending');
      await database.query(`DELETE FROM job WHERE key <> 'another-key'`);
      expect(await submit('reject')).toEqual({ outcome: 'target_busy', job: other.job });
    });

    it('joins the newest job that does the same work', async () => {
      const all = { arguments: { part: 'all' } };
      await submit('queue', all);
      const newest = await submit('queue', all);
      await submit('queue', { arguments: { part: 'some' } });
      const isSameWork: JobSpec['isSameWork'] = (live) => live.arguments.part === 'all';
      expect((await submit('join', { ...all, isSameWork })).job.id).toBe(newest.job.id);
      const other = { arguments: { part: 'none' }, isSameWork: () => false };
      expect((await submit('join', other)).outcome).toBe('created');
    });

    it('leaves other targets alone', async () => {
      const first = await submit();
      for (const whenBusy of ['join', 'reject', 'replace'] as const) {
        const targetKey = `table-group:${whenBusy}`;
        expect((await submit(whenBusy, { targetKey })).outcome).toBe('created');
      }
      expect((await findJob(database, first.job.id))?.status).toBe('pending');
    });

    it('asks first whether the request was made before', async () => {
      const first = await submit('queue', { idempotency });
      for (const whenBusy of ['join', 'reject', 'replace'] as const) {
        expect(await submit(whenBusy, { idempotency })).toEqual({ outcome: 'replayed', job: first.job });
      }
      const reused = { idempotency: { ...idempotency, fingerprint: 'xyz' } };
      expect((await submit('reject', reused)).outcome).toBe('idempotency_key_reused');
    });

    it('answers a request that joined with the same job when it comes again, for a day', async () => {
      const made = await submit();
      expect((await submit('join', { idempotency })).outcome).toBe('joined');
      await database.query(
        `UPDATE job SET status = 'canceled', completed_at = created_at WHERE status = 'pending'`,
      );
      const again = await submit('join', { idempotency });
      expect([again.outcome, again.job.id]).toEqual(['replayed', made.job.id]);
      const other = { idempotency: { ...idempotency, fingerprint: 'xyz' } };
      expect((await submit('join', other)).outcome).toBe('idempotency_key_reused');
      await database.query(`UPDATE joined_request SET joined_at = joined_at - interval '24 hours 1 second'`);
      expect((await submit('join', { idempotency })).outcome).toBe('created');
    });

    it('is not held up by a job that was asked to stop', async () => {
      await submit();
      await submit('replace');
      await database.query(`UPDATE job SET status = 'cancel_requested' WHERE status = 'pending'`);
      expect((await submit('reject')).outcome).toBe('created');
    });
  });
});

describePostgresJobs('submissions from many sessions', ({ database }) => {
  beforeEach(() => deleteAllJobs(database));

  const tenTimes = (whenBusy: WhenBusy) =>
    Promise.all(
      Array.from({ length: 10 }, () =>
        database.transaction((tx) => submitJob(tx, { ...spec, targetKey: 't', whenBusy })),
      ),
    );

  it('lets one of many joining submissions through', async () => {
    const answers = await tenTimes('join');
    expect(answers.filter((answer) => answer.outcome === 'created')).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.job.id)).size).toBe(1);
  });

  it('rejects all but one of many, naming the one', async () => {
    const answers = await tenTimes('reject');
    const created = answers.filter((answer) => answer.outcome === 'created');
    expect(created).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.job.id))).toEqual(new Set([created[0]?.job.id]));
  });

  it('leaves one job of many that replace each other', async () => {
    await tenTimes('replace');
    const { total } = await listJobs(database, { statuses: ['pending'] }, { page: 1, limit: 20 });
    const stopped = await listJobs(database, { statuses: ['cancel_requested'] }, { page: 1, limit: 20 });
    expect([total, stopped.total]).toEqual([1, 9]);
  });

  it('never lets a repeated request replace its own job', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        database.transaction((tx) =>
          submitJob(tx, { ...spec, targetKey: 't', whenBusy: 'replace', idempotency }),
        ),
      ),
    );
    expect(new Set(answers.map((answer) => answer.job.id)).size).toBe(1);
    expect(await findJob(database, answers[0]!.job.id)).toMatchObject({ status: 'pending' });
  });
});
