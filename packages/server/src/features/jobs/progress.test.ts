import { expect, it } from 'vitest';
import { completed, givenCsvTables, givenPostgresTables, runTests } from '../testing/given-tables.ts';
import { describeServers } from '../testing/server-for-test.ts';
import { closedPort, cuttingTarget, lockedTarget } from './testing/refusing-target.ts';
import { gate, scriptedWorker } from './testing/scripted-worker.ts';

const ORDERS = `id,total\n${Array.from({ length: 20 }, (_, i) => `${i},${i * 2}`).join('\n')}\n`;
const PATIENCE = { timeout: 10_000, interval: 50 };

describeServers('the progress of a run', (server) => {
  it('counts the tables and columns of a profiling run', async () => {
    const { client } = server();
    const { tableGroupId } = await givenCsvTables(server(), { orders: ORDERS, shops: 'id\n1\n' });
    const { id } = await completed(
      server(),
      await client.submitProfilingRun({ table_group_id: tableGroupId }),
    );
    expect(await client.getJobProgress({ job_id: id })).toMatchObject({
      tables: { done: 2, total: 2 },
      columns: { done: 3, total: 3 },
      tables_at_work: [],
      estimated_seconds_left: null,
      attempt: 1,
      max_attempts: 3,
      next_attempt_at: null,
      last_failure: null,
    });
  });

  it('counts the tables and columns that the tests of a run name', async () => {
    const { client } = server();
    const tables = await givenCsvTables(server(), { orders: ORDERS, shops: 'id\n1\n' });
    const suite = await client.createTestSuite({
      table_group_id: tables.tableGroupId,
      body: { name: 'counted' },
    });
    const add = (table: string, column: string) =>
      client.createTestDefinition({
        test_suite_id: suite.id,
        body: { test_type: 'Required', table_name: table, column_name: column },
      });
    for (const [table, column] of [
      ['orders', 'id'],
      ['orders', 'total'],
      ['shops', 'id'],
    ] as const)
      await add(table, column);
    const { id } = await runTests(server(), suite.id);
    expect(await client.getJobProgress({ job_id: id })).toMatchObject({
      tables: { done: 2, total: 2 },
      columns: { done: 3, total: 3 },
      tables_at_work: [],
    });
  });

  it('knows of no tables before they were looked up', async () => {
    const { client } = server();
    const { tableGroupId } = await givenPostgresTables(server(), (await lockedTarget()).url);
    const { id } = await client.submitProfilingRun({ table_group_id: tableGroupId, wait: 20 });
    expect(await client.getJobProgress({ job_id: id })).toMatchObject({
      ...{ tables: null, columns: null, tables_at_work: [], estimated_seconds_left: null },
    });
  });

  it('shows a passing failure, and when the next attempt comes', async () => {
    const { client } = server();
    const cutting = await cuttingTarget();
    for (const [url, says] of [
      [await closedPort(), /^Nothing listens on 127\.0\.0\.1/],
      [cutting.url, /^The connection to 127\.0\.0\.1:\d+ broke/],
    ] as const) {
      const { tableGroupId } = await givenPostgresTables(server(), url);
      const { id } = await client.submitProfilingRun({ table_group_id: tableGroupId });
      const progress = () => client.getJobProgress({ job_id: id });
      await expect.poll(async () => (await progress()).last_failure, PATIENCE).toMatch(says);
      const shown = await progress();
      expect(shown).toMatchObject({
        ...{ status: 'running', attempt: 1, max_attempts: 3, estimated_seconds_left: null },
      });
      const [told, next] = [shown.updated_at, shown.next_attempt_at].map((time) => new Date(time!).getTime());
      // Half of 5 s at least, and all of it at most.
      expect(next! - told!).toBeGreaterThanOrEqual(2_500);
      expect(next! - told!).toBeLessThanOrEqual(5_000);
      await client.cancelJob({ job_id: id });
      await client.waitForJob(id, { timeoutMs: 10_000 });
    }
  });

  it('never tries again what does not pass by itself', async () => {
    const { client } = server();
    const locked = await lockedTarget();
    const { tableGroupId } = await givenPostgresTables(server(), locked.url);
    const { id } = await client.submitProfilingRun({ table_group_id: tableGroupId });
    const job = await client.waitForJob(id, { timeoutMs: 10_000 });
    expect(job).toMatchObject({
      status: 'error',
      error_message: expect.stringContaining('refused the user'),
    });
    expect(await client.getJobProgress({ job_id: id })).toMatchObject({
      ...{ attempt: 1, max_attempts: 3, next_attempt_at: null, last_failure: null },
    });
    expect(locked.knocks()).toBe(1);
  });

  it('makes a missing table and bad SQL the errors of their tests, not of the attempt', async () => {
    const { client } = server();
    const { tableGroupId } = await givenCsvTables(server(), { orders: ORDERS });
    const suite = await client.createTestSuite({ table_group_id: tableGroupId, body: { name: 'broken' } });
    for (const body of [
      { test_type: 'Required', table_name: 'nowhere', column_name: 'id' },
      { test_type: 'CUSTOM', custom_query: 'SELECT nothing FROM orders' },
    ]) {
      await client.createTestDefinition({ test_suite_id: suite.id, body, validate: false });
    }
    const run = await runTests(server(), suite.id);
    expect(run.result?.tests).toMatchObject({ error: 2 });
    expect(await client.getJobProgress({ job_id: run.id })).toMatchObject({ attempt: 1, last_failure: null });
  });
});

describeServers(
  'the progress of a job that is tried again',
  (server) => {
    it('is told to those who watch it, at the failure and when the next attempt begins', async () => {
      const { client } = server();
      const { tableGroupId } = await givenCsvTables(server(), { orders: 'id\n1\n' });
      const { id } = await client.submitProfilingRun({ table_group_id: tableGroupId });
      const seen = gate();
      await scriptedWorker(
        server(),
        async (_, { attempt, progress }) => {
          progress({ steps: [], usualMs: 60_000 });
          if (attempt > 1) return seen.opened;
          throw Object.assign(new Error(), { transient: true, userMessage: 'The target is not there.' });
        },
        // Of progress a watcher gets the newest: the failure must stay that for a while.
        { retryBaseMs: 1_000, retryMaxMs: 1_000 },
      );
      const told: unknown[] = [];
      for await (const { event, data } of client.watchJob(id)) {
        if (event !== 'progress') continue;
        told.push([data.attempt, data.last_failure, data.estimated_seconds_left !== null]);
        if (data.attempt === 2) seen.open();
      }
      expect(told).toContainEqual([1, 'The target is not there.', false]);
      expect(told).toContainEqual([2, 'The target is not there.', true]);
    });
  },
  { workerSlots: 0 },
);
