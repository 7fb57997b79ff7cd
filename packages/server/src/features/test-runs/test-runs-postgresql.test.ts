import { type Client, createClient } from '@assay/contract';
import { createPostgresDatabase, type PostgresDatabase } from '@assay/test-support';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { completed, givenPostgresTables, runTests } from '../testing/given-tables.ts';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';

describeServers('a test run on PostgreSQL', (given) => {
  let server: TestServer;
  let database: PostgresDatabase;
  let tableGroupId: string;
  const newSuite = async (name: string) => {
    const suite = await server.client.createTestSuite({ table_group_id: tableGroupId, body: { name } });
    return suite.id;
  };
  const add = (suiteId: string, body: Parameters<typeof server.client.createTestDefinition>[0]['body']) =>
    server.client.createTestDefinition({ test_suite_id: suiteId, body });

  beforeAll(async () => {
    server = given();
    database = await createPostgresDatabase();
    await database.query('CREATE TABLE orders (id integer, customer text)');
    await database.query(
      `INSERT INTO orders SELECT n, CASE WHEN n > 30 THEN NULL ELSE 'c' || n END FROM generate_series(1, 40) n`,
    );
    await database.query('CREATE SCHEMA "Other"');
    await database.query('CREATE TABLE "Other"."Known" (customer text)');
    await database.query(`INSERT INTO "Other"."Known" SELECT 'c' || n FROM generate_series(1, 29) n`);
    await database.query('CREATE TABLE secret (id integer)');
    ({ tableGroupId } = await givenPostgresTables(server, database.url));
  });
  afterAll(() => database?.drop());

  it('compares with a table of another schema', async () => {
    const suiteId = await newSuite('other schema');
    await add(suiteId, {
      test_type: 'Combo_Match',
      table_name: 'orders',
      column_name: 'customer',
      match_schema_name: 'other',
      match_table_name: 'known',
      match_groupby_names: 'customer',
      subset_condition: 'customer IS NOT NULL',
    });
    const run = await runTests(server, suiteId);
    const { items } = await server.client.listTestResults({ job_id: run.id });
    expect(items).toMatchObject([{ status: 'Failed', measure: 1, dq_prevalence: 1 / 40 }]);
    const { steps } = await server.client.getJobProgress({ job_id: run.id });
    expect(steps.find(({ key }) => key === 'tests')?.detail).toBe(
      'All tests of a table saw it at the same moment',
    );
  });

  it('shows failing rows up to the limit, and how many there are in all', async () => {
    const suiteId = await newSuite('rows');
    await add(suiteId, { test_type: 'Required', table_name: 'orders', column_name: 'customer' });
    await add(suiteId, { test_type: 'Row_Ct', table_name: 'orders', threshold_value: 100 });
    const run = await runTests(server, suiteId);
    const { items } = await server.client.listTestResults({ job_id: run.id });
    const rowsOf = (testType: string) =>
      server.client.listFailingRows({
        test_result_id: items.find(({ test_type }) => test_type === testType)!.id,
        limit: 4,
      });
    const rows = await rowsOf('Required');
    expect(rows).toMatchObject({
      columns: ['id', 'customer'],
      total: 10,
      truncated: true,
      values_masked: false,
    });
    expect(rows.rows).toHaveLength(4);
    expect(rows.sql).toContain('"customer" IS NULL');
    expect(await rowsOf('Row_Ct')).toMatchObject({
      rows: [],
      sql: null,
      note: expect.stringContaining('single rows'),
    });
  });

  it('hides personal data from callers without the right, and what was never profiled', async () => {
    await database.query('CREATE TABLE people (id integer, email text, phone text)');
    await database.query(
      `INSERT INTO people SELECT n, 'ann' || n || '@example.com', NULL FROM generate_series(1, 40) n`,
    );
    const suiteId = await newSuite('masked');
    const query = 'SELECT id, email, id AS code FROM people ORDER BY id';
    await add(suiteId, { test_type: 'Required', table_name: 'people', column_name: 'phone' });
    await add(suiteId, { test_type: 'CUSTOM', custom_query: query, match_column_names: 'code' });
    const run = await runTests(server, suiteId);
    const { items } = await server.client.listTestResults({ job_id: run.id });
    const { token } = await server.client.createToken({ body: { name: 'reader', role: 'analyst' } });
    const reader = createClient({ url: server.url, token });
    const firstRow = async (client: Client, testType: string) => {
      const test_result_id = items.find(({ test_type }) => test_type === testType)!.id;
      const { rows, values_masked } = await client.listFailingRows({ test_result_id, limit: 1 });
      return { ...rows[0], values_masked };
    };

    const all = { id: 1, email: 'ann1@example.com', values_masked: false };
    expect(await firstRow(server.client, 'Required')).toEqual({ ...all, phone: null });
    expect(await firstRow(reader, 'Required')).toEqual({
      id: '*****',
      email: '*****',
      phone: null,
      values_masked: true,
    });
    await completed(server, await server.client.submitProfilingRun({ table_group_id: tableGroupId }));
    expect(await firstRow(reader, 'Required')).toMatchObject({ id: 1, email: '*****', values_masked: true });
    expect(await firstRow(reader, 'CUSTOM')).toMatchObject({ id: 1, email: '*****', code: '*****' });
    expect(await firstRow(server.client, 'CUSTOM')).toEqual({ ...all, code: 1 });
  });

  it('stops its statements when it is canceled, and keeps what was finished without calling it complete', async () => {
    const suiteId = await newSuite('canceled');
    const { client } = server;
    await add(suiteId, { test_type: 'Required', table_name: 'orders', column_name: 'id' });
    await add(suiteId, { test_type: 'CUSTOM', custom_query: 'SELECT 1 FROM pg_sleep(60)' });
    const { id } = await client.submitTestRun({ test_suite_id: suiteId });
    await expect.poll(() => sleepers(database), { timeout: 10_000 }).toBe(1);
    const testing = async () =>
      (await client.getJobProgress({ job_id: id })).steps.find(({ key }) => key === 'tests');
    await expect.poll(testing).toMatchObject({ status: 'running', done: 1, total: 2 });

    await client.cancelJob({ job_id: id });
    const job = await client.waitForJob(id, { timeoutMs: 10_000 });
    expect(job.status).toBe('canceled');
    await expect.poll(() => sleepers(database), { timeout: 2_000 }).toBe(0);
    const run = await client.getTestRun({ job_id: id, include: ['details'] });
    expect(run).toMatchObject({
      status: 'canceled',
      result: { score: null, tests: { passed: 1, error: 0 } },
      details: { results_complete: false },
    });
  });

  it('names its suite and table group while it waits, and has no result yet', async () => {
    const suiteId = await newSuite('waiting');
    await add(suiteId, { test_type: 'CUSTOM', custom_query: 'SELECT 1 FROM pg_sleep(60)' });
    const first = await server.client.submitTestRun({ test_suite_id: suiteId });
    const second = await server.client.submitTestRun({ test_suite_id: suiteId });
    await expect.poll(() => sleepers(database), { timeout: 10_000 }).toBe(1);
    expect(await server.client.getTestRun({ job_id: second.id })).toEqual({
      id: second.id,
      status: 'pending',
      test_suite_id: suiteId,
      table_group_id: tableGroupId,
      started_at: null,
      completed_at: null,
      result: null,
    });
    await expect(server.client.deleteTestSuite({ test_suite_id: suiteId })).rejects.toMatchObject({
      status: 409,
    });
    for (const { id } of [second, first]) {
      await server.client.cancelJob({ job_id: id });
      await server.client.waitForJob(id, { timeoutMs: 10_000 });
    }
    await server.client.deleteTestSuite({ test_suite_id: suiteId });
    await expect(server.client.getTestRun({ job_id: first.id })).rejects.toMatchObject({ status: 404 });
  });
});

async function sleepers(database: PostgresDatabase): Promise<number> {
  const rows = await database.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity
      WHERE datname = current_database() AND query LIKE '%pg_sleep(60)%' AND state = 'active'
        AND pid <> pg_backend_pid()`,
  );
  return rows[0]!.n;
}
