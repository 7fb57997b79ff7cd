/** What must survive when processes end, politely or not. Numbers are those of the conformance list. */
import { setTimeout as pause } from 'node:timers/promises';
import { createPostgresDatabase, type PostgresDatabase, postgresAvailable } from '@assay/test-support';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AssayHome,
  type AssayProcess,
  describeStoreKinds,
  makeHome,
  type StartOptions,
  startAssay,
} from './support/assay-process.ts';
import { TAKE_OVER_MS, untilRunning, untilTableIsStored } from './support/job-at-work.ts';
import { makePlaces, writeShopFiles } from './support/shop.ts';
import { makeSlowTarget, SLOW_COUNTS, slowConnection } from './support/slow-target.ts';

describeStoreKinds('restarting', (store) => {
  let home: AssayHome;
  const running = new Set<AssayProcess>();
  beforeAll(async () => {
    home = await makeHome(store);
    writeShopFiles(home.files);
  });
  afterAll(async () => {
    for (const assay of running) await assay.kill();
    await home.remove();
  });

  const start = async (options?: StartOptions) => {
    const assay = await startAssay(home, options);
    running.add(assay);
    return assay;
  };
  const end = async (assay: AssayProcess, how: 'stop' | 'kill') => {
    running.delete(assay);
    await assay[how]();
  };

  it('18, 26: pending jobs survive a restart and run, and what ended stays as it was', async () => {
    const idle = await start({ environment: { ASSAY_WORKER_SLOTS: '0' } });
    const places = await makePlaces(idle.client, { type: 'files', config: { path: home.files } });
    const waiting = await idle.client.submitProfilingRun({ table_group_id: places.tableGroupId });
    const canceled = await idle.client.submitTestRun({ test_suite_id: places.testSuiteId });
    expect((await idle.client.cancelJob({ job_id: canceled.id })).status).toBe('cancel_requested');
    await end(idle, 'stop');

    const working = await start();
    const done = await working.client.waitForJob(waiting.id, { timeoutMs: 30_000 });
    expect(done.status).toBe('completed');
    const stopped = await working.client.waitForJob(canceled.id, { timeoutMs: 30_000 });
    expect(stopped).toMatchObject({ status: 'canceled', claimed_at: null, started_at: null });
    await end(working, 'stop');

    const again = await start();
    expect(await again.client.getJob({ job_id: waiting.id })).toEqual(done);
    expect(await again.client.getJob({ job_id: canceled.id })).toEqual(stopped);
    await end(again, 'stop');
  });

  it('loses no job that it acknowledged, however it is killed', async () => {
    const acknowledged: string[] = [];
    let places: Awaited<ReturnType<typeof makePlaces>> | undefined;
    for (let round = 0; round < 3; round++) {
      const assay = await start({ environment: { ASSAY_WORKER_SLOTS: '0' } });
      const { client } = assay;
      places ??= await makePlaces(client, { type: 'files', config: { path: home.files } });
      const suite = { test_suite_id: places.testSuiteId };
      const until = Date.now() + 300 + 200 * round;
      const submitting = (async () => {
        for (;;) acknowledged.push((await client.submitTestRun(suite)).id);
      })().catch(() => undefined);
      await pause(until - Date.now());
      await end(assay, 'kill');
      await submitting;
    }
    const assay = await start({ environment: { ASSAY_WORKER_SLOTS: '0' } });
    expect(acknowledged.length).toBeGreaterThan(10);
    const project = { project_code: (places as { projectCode: string }).projectCode };
    const known = new Set<string>();
    for (let page = 1; ; page++) {
      const jobs = await assay.client.listJobs({ ...project, page, limit: 100 });
      for (const job of jobs.items) known.add(job.id);
      if (jobs.items.length === 0) break;
    }
    expect(acknowledged.filter((id) => !known.has(id))).toEqual([]);
    await end(assay, 'stop');
  });

  describe.runIf(postgresAvailable())('with a job at hand', () => {
    let target: PostgresDatabase;
    beforeAll(async () => {
      target = await createPostgresDatabase();
      await makeSlowTarget(target);
    });
    afterAll(() => target.drop());

    const submitSlowProfile = async (assay: AssayProcess) => {
      const places = await makePlaces(assay.client, slowConnection(target), 'public');
      const { id } = await assay.client.submitProfilingRun({ table_group_id: places.tableGroupId });
      await untilRunning(assay, id);
      return id;
    };
    const finishAfterRestart = async (id: string) => {
      const next = await start();
      const job = await next.client.waitForJob(id, { timeoutMs: TAKE_OVER_MS });
      expect(job).toMatchObject({ status: 'completed', error_message: null });
      const run = await next.client.getProfilingRun({ job_id: id });
      expect(run.result).toMatchObject(SLOW_COUNTS);
      expect(run.result?.score).not.toBeNull();
      await end(next, 'stop');
    };

    it('hands the job back when it is asked to stop, and the next process goes on with it', async () => {
      const first = await start();
      const id = await submitSlowProfile(first);
      running.delete(first);
      expect(await first.stop()).toBe(0);
      await finishAfterRestart(id);
    });

    it('goes on after a kill with the tables that are missing, and measures none twice', async () => {
      const first = await start();
      const id = await submitSlowProfile(first);
      await untilTableIsStored(first, id, 'quick');
      await end(first, 'kill');
      // Who measured the table again would count these.
      await target.query('INSERT INTO quick SELECT g, 1 FROM generate_series(1, 11) g');
      const next = await start();
      const job = await next.client.waitForJob(id, { timeoutMs: TAKE_OVER_MS });
      expect(job).toMatchObject({ status: 'completed', error_message: null });
      const run = await next.client.getProfilingRun({ job_id: id, include: ['details'] });
      expect(run).toMatchObject({ result: SLOW_COUNTS, details: { resumed_table_ct: 1 } });

      const second = await next.client.submitProfilingRun({ table_group_id: run.table_group_id });
      await next.client.waitForJob(second.id, { timeoutMs: 30_000 });
      const anew = await next.client.getProfilingRun({ job_id: second.id, include: ['details'] });
      expect(anew).toMatchObject({ result: { record_ct: 115 }, details: { resumed_table_ct: 0 } });
      await end(next, 'stop');
      await target.query(
        'DELETE FROM quick WHERE ctid = ANY (ARRAY(SELECT ctid FROM quick ORDER BY ctid DESC LIMIT 11))',
      );
    });

    it('25: finishes the job after it was killed', async () => {
      const first = await start();
      const id = await submitSlowProfile(first);
      await end(first, 'kill');
      await finishAfterRestart(id);
    });
  });
});
