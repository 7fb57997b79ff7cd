import { type CatchUp, type Overlap, SCHEDULED_JOB_KEYS } from '@assay/contract';
import { submitJob } from '@assay/jobs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../store/store.ts';
import { describeStores } from '../../store/testing/store-for-test.ts';
import { jobSpecOf } from '../jobs/run-request.ts';
import { profilingRunRequest } from '../profiling-runs/profiling-run-request.ts';
import { testGenerationRequest } from '../test-generation/test-generation-request.ts';
import { getTestSuite } from '../test-suites/test-suites.service.ts';
import { type Firing, type FiringFailedError, fireDue } from './fire-due.ts';
import { findSchedule, readDueTimes } from './schedules.store.ts';
import { type GivenTargets, givenSchedule, givenTargets, scheduledJobs } from './testing/given-schedules.ts';

const at = (time: string) => new Date(`2026-03-02T${time}Z`);
const FIVE = at('05:00:00.000');

describeStores('firing', (openTestStore) => {
  let store: Store;
  let targets: GivenTargets;
  beforeAll(async () => {
    store = await openTestStore();
    targets = await givenTargets(store);
  });
  beforeEach(async () => {
    await store.db.deleteFrom('schedule').execute();
    await store.jobs.query('DELETE FROM job');
  });

  const given = (changes: Parameters<typeof givenSchedule>[2]) =>
    givenSchedule(store, targets, { next_fire_at: FIVE, ...changes });
  const fireAt = async (now: Date, through: Store = store) => {
    const fired: Firing[] = [];
    const failed: FiringFailedError[] = [];
    await fireDue(through, now, {
      onFired: (firing) => fired.push(firing),
      onFailed: (error) => failed.push(error),
    });
    return { fired, failed };
  };
  const read = async (id: string) => (await findSchedule(store.db, id))!;

  it('submits the job, says what asked for it, and moves on', async () => {
    const id = await given({});
    const { fired } = await fireAt(at('05:00:00.020'));
    const [job, ...others] = await scheduledJobs(store);
    expect(others).toEqual([]);
    expect(job).toMatchObject({
      ...{ key: 'run-profile', source: 'scheduler', status: 'pending', project_id: targets.projectId },
      arguments: { table_group_id: targets.tableGroupId, schedule_id: id, due_at: FIVE.toISOString() },
    });
    expect(fired).toEqual([
      { scheduleId: id, dueAt: FIVE, outcome: 'submitted', detail: null, jobId: job?.id },
    ]);
    expect(await read(id)).toMatchObject({
      ...{
        last_due_at: FIVE,
        last_fired_at: at('05:00:00.020'),
        last_outcome: 'submitted',
        last_detail: null,
      },
      ...{ last_job_id: job?.id, last_job_status: 'pending', next_fire_at: at('06:00:00') },
    });
  });

  it('fires nothing twice, nothing early, and nothing that rests', async () => {
    await given({});
    await given({ cron: '0 6 * * *', next_fire_at: at('06:00:00') });
    await given({ cron: '0 5 * * *', active: false, next_fire_at: null });
    await fireAt(at('04:59:59.999'));
    expect(await scheduledJobs(store)).toHaveLength(0);
    await fireAt(FIVE);
    await fireAt(at('05:00:30'));
    expect(await scheduledJobs(store)).toHaveLength(1);
  });

  it('knows every job that a schedule may run', async () => {
    await given({});
    await given({ job_key: 'run-monitors' });
    await given({ job_key: 'run-tests', test_suite_id: targets.testSuiteId });
    await given({ job_key: 'run-test-generation', test_suite_id: targets.testSuiteId });
    await fireAt(FIVE);
    const keys = (await scheduledJobs(store)).map(({ key }) => key);
    expect(keys.sort()).toEqual([...SCHEDULED_JOB_KEYS].sort());
  });

  it('runs no suite without a test, and says so', async () => {
    const id = await given({ job_key: 'run-tests', test_suite_id: targets.emptySuiteId });
    await fireAt(FIVE);
    expect(await scheduledJobs(store)).toEqual([]);
    expect(await read(id)).toMatchObject({
      ...{ last_outcome: 'no_tests', last_job_id: null, next_fire_at: at('06:00:00') },
      last_detail: expect.stringContaining('no test definition'),
    });
  });

  it('runs no monitors where there are none, and says so', async () => {
    const other = await givenTargets(store);
    await store.db.deleteFrom('test_suite').where('id', '=', other.monitorSuiteId).execute();
    const id = await givenSchedule(store, other, { job_key: 'run-monitors', next_fire_at: FIVE });
    await fireAt(FIVE);
    expect(await scheduledJobs(store)).toEqual([]);
    const last_detail = expect.stringContaining('no monitors');
    expect(await read(id)).toMatchObject({ last_outcome: 'no_tests', last_detail });
  });

  it('keeps a schedule due that fails, and holds up no other', async () => {
    const broken = await given({ job_key: 'run-tests', test_suite_id: targets.monitorSuiteId });
    await store.db
      .insertInto('test_definition')
      .values({
        ...{ id: broken, test_suite_id: targets.monitorSuiteId, external_id: broken, test_type: 'Required' },
      })
      .execute();
    await given({ next_fire_at: at('05:00:00.001') });
    const { fired, failed } = await fireAt(at('05:00:01'));
    expect(failed).toEqual([expect.objectContaining({ scheduleId: broken })]);
    expect(fired).toHaveLength(1);
    expect(await read(broken)).toMatchObject({ next_fire_at: FIVE, last_outcome: null });
    expect(await readDueTimes(store.db, at('05:00:01'))).toEqual({ overdue: true, next: at('06:00:00') });
    await store.db.deleteFrom('test_definition').where('id', '=', broken).execute();
  });

  it('leaves nothing behind when it ends before the commit, and fires again', async () => {
    const id = await given({});
    const dying: Store = {
      ...store,
      transaction: (work) =>
        store.transaction(async (tx) => {
          const fired = await work(tx);
          if (fired !== null) throw new Error('the process died here');
          return fired;
        }),
    };
    const { failed } = await fireAt(FIVE, dying);
    expect(failed).toHaveLength(1);
    expect(await scheduledJobs(store)).toEqual([]);
    expect(await read(id)).toMatchObject({ next_fire_at: FIVE, last_outcome: null });
    await fireAt(at('05:00:05'));
    expect(await scheduledJobs(store)).toHaveLength(1);
  });

  describe('after three hours without a server', () => {
    const late = async (catch_up: CatchUp, overlap: Overlap = 'queue') => {
      const id = await given({ catch_up, overlap, next_fire_at: at('02:00:00') });
      await fireAt(at('05:30:00'));
      const due = (await scheduledJobs(store)).map(({ dueAt }) => dueAt.slice(11, 16));
      return { due, schedule: await read(id) };
    };

    it('none makes no job, and says so', async () => {
      const { due, schedule } = await late('none');
      expect(due).toEqual([]);
      expect(schedule).toMatchObject({
        ...{ last_outcome: 'missed', last_due_at: at('02:00:00'), next_fire_at: at('06:00:00') },
        last_detail: expect.stringContaining('4 firings passed'),
      });
    });

    it('one makes one job for all', async () => {
      const { due, schedule } = await late('one');
      expect(due).toEqual(['02:00']);
      expect(schedule).toMatchObject({
        ...{ last_outcome: 'submitted', next_fire_at: at('06:00:00') },
        last_detail: expect.stringContaining('3 firings passed'),
      });
    });

    it('all makes a job for each, the oldest first', async () => {
      const { due, schedule } = await late('all');
      expect(due).toEqual(['02:00', '03:00', '04:00', '05:00']);
      expect(schedule).toMatchObject({ last_outcome: 'submitted', last_detail: null, last_due_at: FIVE });
    });

    it('all that skips makes one, which the others find', async () => {
      const { due, schedule } = await late('all', 'skip');
      expect(due).toEqual(['02:00']);
      expect(schedule).toMatchObject({
        last_outcome: 'submitted',
        last_detail: expect.stringContaining('3 firings more'),
      });
    });
  });

  describe('when the target has a job', () => {
    const submit = async (run: Parameters<typeof jobSpecOf>[0]) => {
      const origin = { projectId: targets.projectId, source: 'api' } as const;
      return (await submitJob(store.jobs, jobSpecOf(run, origin))).job.id;
    };
    const profile = () => submit(profilingRunRequest({ id: targets.tableGroupId, connection_id: 'any' }));
    const statusOf = async (id: string) =>
      (await store.db.selectFrom('job').select('status').where('id', '=', id).executeTakeFirstOrThrow())
        .status;

    it('queue waits behind it', async () => {
      const busy = await profile();
      await given({ overlap: 'queue' });
      await fireAt(FIVE);
      expect(await scheduledJobs(store)).toHaveLength(1);
      expect(await statusOf(busy)).toBe('pending');
    });

    it('skip makes no job, and says which one was there', async () => {
      const busy = await profile();
      const id = await given({ overlap: 'skip' });
      await fireAt(FIVE);
      expect(await scheduledJobs(store)).toEqual([]);
      expect(await read(id)).toMatchObject({
        ...{ last_outcome: 'target_busy', last_job_id: null, next_fire_at: at('06:00:00') },
        last_detail: expect.stringContaining(busy),
      });
    });

    it('skip skips its own earlier job too', async () => {
      await given({ overlap: 'skip' });
      for (const hour of ['05', '06', '07']) await fireAt(at(`${hour}:00:00`));
      expect(await scheduledJobs(store)).toHaveLength(1);
    });

    it('replace asks it to cancel', async () => {
      const busy = await profile();
      await given({ overlap: 'replace' });
      await fireAt(FIVE);
      expect(await statusOf(busy)).toBe('cancel_requested');
      expect(await scheduledJobs(store)).toMatchObject([{ status: 'pending' }]);
    });

    it.each<Overlap>(['skip', 'replace'])('%s minds no job of another kind', async (overlap) => {
      const suite = await getTestSuite(store.db, targets.testSuiteId);
      const generation = await submit(testGenerationRequest(suite));
      await given({ overlap, job_key: 'run-tests', test_suite_id: suite.id });
      await fireAt(FIVE);
      expect(await scheduledJobs(store)).toHaveLength(1);
      expect(await statusOf(generation)).toBe('pending');
    });
  });

  it('goes away with what it runs on, and lets go of a job that is deleted', async () => {
    const id = await given({});
    await given({ job_key: 'run-tests', test_suite_id: targets.emptySuiteId });
    await fireAt(FIVE);
    await store.jobs.query('DELETE FROM job');
    expect(await read(id)).toMatchObject({
      last_outcome: 'submitted',
      last_job_id: null,
      last_job_status: null,
    });
    const other = await givenTargets(store);
    const theirs = await givenSchedule(store, other, { cron: '1 * * * *' });
    await store.db.deleteFrom('test_suite').where('table_group_id', '=', other.tableGroupId).execute();
    await store.db.deleteFrom('table_group').where('id', '=', other.tableGroupId).execute();
    expect(await findSchedule(store.db, theirs)).toBeUndefined();
  });
});
