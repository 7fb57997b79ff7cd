/** Canceling stops the work, in the target too. Numbers are those of the conformance list. */
import { setTimeout as pause } from 'node:timers/promises';
import { createPostgresDatabase, type PostgresDatabase, postgresAvailable } from '@assay/test-support';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AssayHome,
  type AssayProcess,
  cleanUpAfterwards,
  describeStoreKinds,
  makeHome,
  startAssay,
} from './support/assay-process.ts';
import { untilRunning, untilStepRuns } from './support/job-at-work.ts';
import { makePlaces, type ShopPlaces, writeShopFiles } from './support/shop.ts';

const SOON_MS = 5_000;

describeStoreKinds('canceling', (store) => {
  let home: AssayHome;
  let assay: AssayProcess;
  beforeAll(async () => {
    home = await makeHome(store);
    writeShopFiles(home.files);
    assay = await startAssay(home, { environment: { ASSAY_WORKER_SLOTS: '1' } });
  });
  cleanUpAfterwards(
    () => home,
    () => [assay],
  );

  const cancelSoon = async (id: string) => {
    const asked = Date.now();
    await assay.client.cancelJob({ job_id: id });
    const job = await assay.client.waitForJob(id, { timeoutMs: SOON_MS });
    expect(job).toMatchObject({
      status: 'canceled',
      completed_at: expect.any(String),
      error_message: 'Canceled by bootstrap.',
    });
    expect(Date.now() - asked).toBeLessThan(SOON_MS);
  };

  it('15: stops a running query over files, and goes on with the next job', async () => {
    const places = await makePlaces(assay.client, { type: 'files', config: { path: home.files } });
    const { id: endless } = await assay.client.createTestDefinition({
      test_suite_id: places.testSuiteId,
      body: {
        test_type: 'CUSTOM',
        table_name: 'orders',
        custom_query: 'SELECT 1 FROM range(1000000) a, range(1000000) b WHERE a.range * b.range = -1',
      },
    });
    await assay.client.createTestDefinition({
      test_suite_id: places.testSuiteId,
      body: { test_type: 'Row_Ct', table_name: 'orders', threshold_value: '1' },
    });
    const { id } = await assay.client.submitTestRun({ test_suite_id: places.testSuiteId });
    await untilStepRuns(assay, id, 'tests');
    await cancelSoon(id);
    const run = await assay.client.getTestRun({ job_id: id, include: ['details'] });
    expect(run.details).toMatchObject({ results_complete: false });
    expect(run.result?.score ?? null).toBeNull();

    await assay.client.updateTestDefinition({ test_definition_id: endless, body: { test_active: false } });
    const next = await assay.client.submitTestRun({ test_suite_id: places.testSuiteId });
    const job = await assay.client.waitForJob(next.id, { timeoutMs: SOON_MS });
    expect(job).toMatchObject({ status: 'completed', error_message: null });
  });

  describe.runIf(postgresAvailable())('work on PostgreSQL', () => {
    let target: PostgresDatabase;
    let places: ShopPlaces;
    beforeAll(async () => {
      target = await createPostgresDatabase();
      await target.query(
        `CREATE VIEW asleep AS SELECT 1 AS id, 'x'::text AS name WHERE pg_sleep(60) IS NOT NULL`,
      );
      const config = { host: target.host, port: target.port, database: target.database, user: target.user };
      places = await makePlaces(assay.client, { type: 'postgresql', config }, 'public');
    });
    afterAll(() => target.drop());

    const statementsAtWork = () =>
      target.query(
        `SELECT query FROM pg_stat_activity
          WHERE datname = current_database() AND application_name = 'assay' AND state = 'active'`,
      );
    const untilAtWork = async () => {
      while ((await statementsAtWork()).length === 0) await pause(50);
    };
    const cancelAndWatch = async (id: string) => {
      await untilAtWork();
      await cancelSoon(id);
      expect(await statementsAtWork()).toEqual([]);
    };

    it('15: stops a running profile, and its statement there', async () => {
      const { id } = await assay.client.submitProfilingRun({ table_group_id: places.tableGroupId });
      await cancelAndWatch(id);
      const run = await assay.client.getProfilingRun({ job_id: id });
      expect(run).toMatchObject({
        status: 'canceled',
        result: expect.toSatisfy((result) => result?.score == null),
      });
    });

    it('15: stops a running test, and its statement there', async () => {
      await assay.client.createTestDefinition({
        test_suite_id: places.testSuiteId,
        body: { test_type: 'CUSTOM', table_name: 'asleep', custom_query: 'SELECT * FROM public.asleep' },
      });
      const { id } = await assay.client.submitTestRun({ test_suite_id: places.testSuiteId });
      await cancelAndWatch(id);
    });

    it('14: a job that waits never starts', async () => {
      const blocking = await assay.client.submitProfilingRun({ table_group_id: places.tableGroupId });
      await untilRunning(assay, blocking.id);
      const waiting = await assay.client.submitTestRun({ test_suite_id: places.testSuiteId });
      expect((await assay.client.cancelJob({ job_id: waiting.id })).status).toBe('cancel_requested');
      const job = await assay.client.waitForJob(waiting.id, { timeoutMs: SOON_MS });
      expect(job).toMatchObject({ status: 'canceled', claimed_at: null, started_at: null });
      const run = await assay.client.getTestRun({ job_id: waiting.id });
      expect(run).toMatchObject({
        status: 'canceled',
        result: null,
        test_suite_id: places.testSuiteId,
        table_group_id: places.tableGroupId,
      });
      await assay.client.cancelJob({ job_id: blocking.id });
      await assay.client.waitForJob(blocking.id, { timeoutMs: SOON_MS });
    });
  });
});
