/** Every edge that a statement can take, tried from every state, on both stores. */
import { beforeEach, expect, it } from 'vitest';
import type { SqlExecutor } from '../database.ts';
import type { ClaimedJob, JobRecord } from '../job-record.ts';
import { findJob, firstJob } from '../queue.ts';
import type { Statement } from '../statement.ts';
import { isLegalEdge, JOB_STATUSES, type JobStatus } from '../status.ts';
import { describeJobDatabases } from '../testing/job-databases.ts';
import { deleteAllJobs, jobIn, TEST_KEY } from '../testing/job-fixtures.ts';
import { uuidV7 } from '../uuid-v7.ts';
import { cancel } from './cancel.ts';
import { claim } from './claim.ts';
import { complete } from './complete.ts';
import { fail } from './fail.ts';
import { heartbeat } from './heartbeat.ts';
import { progress } from './progress.ts';
import { release } from './release.ts';
import { requestCancel } from './request-cancel.ts';
import { retry } from './retry.ts';
import { start } from './start.ts';

type Verb = (claimed: ClaimedJob) => Statement;

/** The statement that takes a job to each state; nothing takes one back to pending. */
const EDGES: Partial<Record<JobStatus, Verb>> = {
  claimed: () =>
    claim({ workerId: 'w', token: uuidV7(), leaseMs: 1000, keys: [TEST_KEY], limits: {}, atMost: 1 }),
  running: ({ lease }) => start(lease, 1000),
  completed: ({ lease }) => complete(lease, undefined),
  error: ({ lease }) => fail(lease, 'no sheep left'),
  cancel_requested: ({ job }) => requestCancel(job.id, 'alice'),
  canceled: ({ lease }) => cancel(lease),
};

/** Statements for holders that change no status. */
const HOLDER_VERBS: Record<string, Verb> = {
  heartbeat: ({ lease }) => heartbeat(lease, 1000),
  progress: ({ lease }) => progress(lease, { percent: 5 }),
  release: ({ lease }) => release(lease),
  retry: ({ lease }) => retry(lease, 'the wolf came', 10),
};

const unchanged = async (executor: SqlExecutor, before: JobRecord): Promise<void> =>
  expect(await findJob(executor, before.id)).toEqual(before);

describeJobDatabases('the edges of the state machine', (database) => {
  beforeEach(() => deleteAllJobs(database));

  for (const from of JOB_STATUSES) {
    for (const [target, verb] of Object.entries(EDGES)) {
      const to = target as JobStatus;
      // A takeover finds a running job running and starts it again: not an edge, and not a change that anybody sees.
      const staysRunning = from === 'running' && to === 'running';
      const legal = isLegalEdge(from, to);
      it(`${legal ? 'takes' : staysRunning ? 'repeats' : 'refuses'} ${from} -> ${to}`, async () => {
        const claimed = await jobIn(database, from);
        const changed = await firstJob(database, verb(claimed));
        if (!legal && !staysRunning) {
          expect(changed).toBeNull();
          return unchanged(database, claimed.job);
        }
        expect(changed).toMatchObject({ id: claimed.job.id, status: to });
        expect(await findJob(database, claimed.job.id)).toEqual(changed);
      });
    }
  }

  for (const from of JOB_STATUSES) {
    for (const [target, verb] of Object.entries(EDGES).filter(
      ([to]) => !['claimed', 'cancel_requested'].includes(to),
    )) {
      it(`refuses ${from} -> ${target} to whoever holds another token`, async () => {
        const claimed = await jobIn(database, from);
        const stale = { ...claimed, lease: { ...claimed.lease, token: uuidV7() } };
        expect(await firstJob(database, verb(stale))).toBeNull();
        await unchanged(database, claimed.job);
      });
    }
  }

  for (const [name, verb] of Object.entries(HOLDER_VERBS)) {
    it(`keeps the status through ${name}, and refuses it to strangers and after the end`, async () => {
      for (const from of JOB_STATUSES) {
        const claimed = await jobIn(database, from);
        const stale = { ...claimed, lease: { ...claimed.lease, token: uuidV7() } };
        expect(await database.query(verb(stale).sql, verb(stale).values)).toEqual([]);
        await unchanged(database, claimed.job);
        const { sql, values } = verb(claimed);
        const rows = await database.query(sql, values);
        const holdable = ['claimed', 'running', 'cancel_requested'].includes(from);
        const allowed = holdable && !(name === 'retry' && from === 'cancel_requested');
        expect([from, rows.length]).toEqual([from, allowed ? 1 : 0]);
        expect((await findJob(database, claimed.job.id))?.status).toBe(from);
      }
    });
  }

  it('refuses a retry after the last attempt', async () => {
    const claimed = await jobIn(database, 'running', { maxAttempts: 1 });
    expect(await firstJob(database, retry(claimed.lease, 'again', 0))).toBeNull();
  });

  it('gives the lease up at every end', async () => {
    for (const to of ['completed', 'error'] as const) {
      const claimed = await jobIn(database, 'running');
      const ended = await firstJob(database, EDGES[to]!(claimed));
      expect(ended).toMatchObject({ leaseUntil: null });
      const [row] = await database.query<{ lease_token: string | null }>(
        'SELECT lease_token FROM job WHERE id = $1::uuid',
        [claimed.job.id],
      );
      expect(row).toEqual({ lease_token: null });
    }
  });

  it('remembers who asked first for the stop', async () => {
    const { job } = await jobIn(database, 'pending');
    await firstJob(database, requestCancel(job.id, 'alice'));
    expect(await firstJob(database, requestCancel(job.id, 'bob'))).toMatchObject({ canceledBy: 'alice' });
  });
});
