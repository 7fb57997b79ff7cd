import { beforeAll, describe, expect, it } from 'vitest';
import { completed, type GivenCsvTables, givenCsvTables, runTests } from '../testing/given-tables.ts';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';

const ORDERS = [
  'order_id,customer_id,status,amount',
  ...Array.from(
    { length: 40 },
    (_, row) => `${row + 1},${(row % 5) + 1},${row % 2 ? 'open' : 'closed'},${row}.5`,
  ),
].join('\n');
const CUSTOMERS = ['customer_id,name', '1,Ada', '2,Bob', '3,Cy', '4,Di', '5,Eve'].join('\n');

const sumOf = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

describeServers('a test run', (given) => {
  let server: TestServer;
  let tables: GivenCsvTables;
  const newSuite = async (name: string, severity: 'Log' | 'Warning' | 'Fail' | null = null) => {
    const suite = await server.client.createTestSuite({
      table_group_id: tables.tableGroupId,
      body: { name, severity },
    });
    return suite.id;
  };
  const resultsOf = async (jobId: string) =>
    (await server.client.listTestResults({ job_id: jobId, limit: 100 })).items;

  beforeAll(async () => {
    server = given();
    tables = await givenCsvTables(server, { orders: ORDERS, customers: CUSTOMERS });
  });

  describe('of a generated suite', () => {
    it('goes the whole road: profile, generate, run, and see what changed in the data', async () => {
      const suiteId = await newSuite('road');
      const { client } = server;
      await completed(server, await client.submitProfilingRun({ table_group_id: tables.tableGroupId }));
      const generation = await client.submitTestGeneration({ test_suite_id: suiteId });
      await completed(server, generation);
      const definitions = await client.listTestDefinitions({ test_suite_id: suiteId, limit: 100 });
      const progress = await client.getJobProgress({ job_id: generation.id });
      expect(progress.steps.at(-1)?.detail).toMatch(`${definitions.total} added, 0 changed, 0 removed`);
      expect(definitions.items.map(({ test_type }) => test_type)).toContain('Required');

      const good = await runTests(server, suiteId);
      expect(good.result?.tests).toMatchObject({ passed: definitions.total, failed: 0, error: 0 });
      expect(good.result?.score).toBe(1);
      expect(good.details).toMatchObject({ results_complete: true, test_suite_name: 'road', warnings: [] });

      tables.write('customers', CUSTOMERS.replace('Bob', '').replace('Cy', ''));
      tables.write('orders', ORDERS.replace('\n7,2,closed', '\n7,,lost'));
      const bad = await runTests(server, suiteId);
      const results = await resultsOf(bad.id);
      expect(sumOf(bad.result!.tests)).toBe(results.length);
      expect(bad.result!.tests.failed).toBeGreaterThan(0);
      expect(bad.result!.score).toBeLessThan(1);
      expect(results[0]?.status).toBe('Failed');
      expect(
        results.find((result) => result.test_type === 'Required' && result.column === 'customer_id'),
      ).toMatchObject({
        table: 'orders',
        status: 'Failed',
        measure: 1,
        threshold: '0',
        dq_prevalence: 1 / 40,
      });
      tables.write('customers', CUSTOMERS);
      tables.write('orders', ORDERS);
    });
  });

  describe('of tests made by hand', () => {
    it('compares combinations across tables, whatever the case of the names', async () => {
      const suiteId = await newSuite('references');
      await server.client.createTestDefinition({
        test_suite_id: suiteId,
        body: {
          test_type: 'Combo_Match',
          table_name: 'ORDERS',
          column_name: 'Customer_ID',
          match_table_name: 'Customers',
          match_groupby_names: 'customer_id',
        },
      });
      const [passed] = await resultsOf((await runTests(server, suiteId)).id);
      expect(passed).toMatchObject({ table: 'orders', column: 'customer_id', status: 'Passed', measure: 0 });
      tables.write('customers', CUSTOMERS.replace('\n5,Eve', ''));
      const [failed] = await resultsOf((await runTests(server, suiteId)).id);
      expect(failed).toMatchObject({ status: 'Failed', measure: 1, dq_prevalence: 8 / 40 });
      const rows = await server.client.listFailingRows({ test_result_id: failed!.id });
      expect(rows).toMatchObject({ columns: ['customer_id', 'row_count'], total: 1, truncated: false });
      tables.write('customers', CUSTOMERS);
    });

    it('one that cannot run costs one result, and says what to do', async () => {
      const suiteId = await newSuite('isolation');
      const add = (body: Parameters<typeof server.client.createTestDefinition>[0]['body']) =>
        server.client.createTestDefinition({ test_suite_id: suiteId, validate: false, body });
      for (const column_name of ['order_id', 'customer_id', 'status', 'amount']) {
        await add({ test_type: 'Required', table_name: 'orders', column_name });
      }
      await add({ test_type: 'Condition_Flag', table_name: 'orders', custom_query: 'no_such_column > 1' });
      await add({ test_type: 'CUSTOM', custom_query: 'SELECT * FROM nowhere' });
      await add({
        test_type: 'CUSTOM',
        custom_query: 'SELECT * FROM {DATA_SCHEMA}.orders WHERE order_id = 3;',
      });
      const gone = await add({ test_type: 'Required', table_name: 'orders', column_name: 'gone' });
      await add({ test_type: 'Row_Ct', table_name: 'lost_table', threshold_value: 1 });

      const run = await runTests(server, suiteId);
      expect(run.result?.tests).toEqual({ passed: 4, failed: 1, warning: 0, error: 4, log: 0, dismissed: 0 });
      const results = await resultsOf(run.id);
      const messageOf = (column: string | null, table: string | null) =>
        results.find((result) => result.column === column && result.table === table)?.message;
      expect(messageOf('gone', 'orders')).toMatch(/main\.orders\.gone is not there.*correct the name/);
      expect(messageOf(null, 'lost_table')).toMatch(/main\.lost_table is not there/);
      const broken = results.filter(({ status, table }) => status === 'Error' && table === null);
      expect(broken.map(({ message }) => message).join()).toMatch(/nowhere/);
      const definition = await server.client.getTestDefinition({ test_definition_id: gone.id });
      expect(definition.test_active).toBe(true);
    });

    it('takes the severity of the test, else of the suite, else of the type', async () => {
      const suiteId = await newSuite('severities', 'Warning');
      const body = { test_type: 'Row_Ct', table_name: 'orders', threshold_value: 1000 };
      await server.client.createTestDefinition({ test_suite_id: suiteId, body });
      await server.client.createTestDefinition({
        test_suite_id: suiteId,
        body: { ...body, severity: 'Fail' },
      });
      await server.client.createTestDefinition({
        test_suite_id: suiteId,
        body: { ...body, severity: 'Log' },
      });
      const inherited = await runTests(server, suiteId);
      expect(inherited.result?.tests).toMatchObject({ warning: 1, failed: 1, log: 1 });
      await server.client.updateTestSuite({ test_suite_id: suiteId, body: { severity: null } });
      const ofType = await runTests(server, suiteId);
      expect(ofType.result?.tests).toMatchObject({ warning: 0, failed: 2, log: 1 });
    });

    it('completes with zero counts and no score when the suite has no active tests', async () => {
      const run = await runTests(server, await newSuite('empty'));
      expect(run.result).toEqual({
        score: null,
        tests: { passed: 0, failed: 0, warning: 0, error: 0, log: 0, dismissed: 0 },
      });
    });
  });

  describe('that cannot reach its tables', () => {
    it('ends in an error that names the place, and shows no counts that would look clean', async () => {
      const { client } = server;
      const { tableGroupId, remove } = await givenCsvTables(server, { orders: ORDERS });
      const suite = await client.createTestSuite({ table_group_id: tableGroupId, body: { name: 'lost' } });
      await client.createTestDefinition({
        test_suite_id: suite.id,
        body: { test_type: 'Required', table_name: 'orders', column_name: 'status' },
      });
      const folder = remove();
      const { id } = await client.submitTestRun({ test_suite_id: suite.id });
      const job = await client.waitForJob(id, { timeoutMs: 10_000 });
      expect(job).toMatchObject({ status: 'error', error_message: expect.stringContaining(folder) });
      const run = await client.getTestRun({ job_id: id, include: ['details'] });
      expect(run).toMatchObject({
        result: null,
        details: { results_complete: false, error_message: job.error_message },
      });
    });

    it('but for one of them says so in a warning and in the results of that table', async () => {
      const { client } = server;
      const { tableGroupId } = await givenCsvTables(server, { orders: ORDERS, empty_file: '' });
      const suite = await client.createTestSuite({ table_group_id: tableGroupId, body: { name: 'partly' } });
      for (const table_name of ['orders', 'empty_file']) {
        await client.createTestDefinition({
          test_suite_id: suite.id,
          body: { test_type: 'Row_Ct', table_name, threshold_value: 1 },
        });
      }
      const run = await runTests(server, suite.id);
      expect(run.result?.tests).toMatchObject({ passed: 1, error: 1 });
      expect(run.details?.warnings).toMatchObject([
        { table: 'empty_file', message: expect.stringContaining('empty_file.csv') },
      ]);
    });
  });

  describe('as people read it', () => {
    it('has exactly the promised keys, lists newest first, and filters', async () => {
      const suiteId = await newSuite('reading');
      const required = { test_type: 'Required', table_name: 'orders', column_name: 'status' };
      await server.client.createTestDefinition({ test_suite_id: suiteId, body: required });
      const first = await runTests(server, suiteId);
      const second = await runTests(server, suiteId);
      const summary = await server.client.getTestRun({ job_id: first.id });
      expect(Object.keys(summary).sort()).toEqual(
        ['completed_at', 'id', 'result', 'started_at', 'status', 'table_group_id', 'test_suite_id'].sort(),
      );
      const list = await server.client.listTestRuns({ test_suite_id: suiteId });
      expect(list).toMatchObject({ total: 2, items: [{ id: second.id }, { id: first.id }] });
      expect(await server.client.listTestRuns({ test_suite_id: suiteId, status: ['error'] })).toMatchObject({
        total: 0,
      });
      const passed = await server.client.listTestResults({
        job_id: first.id,
        status: ['Passed'],
        column: 'status',
      });
      expect(passed.total).toBe(1);
      expect((await server.client.listTestResults({ job_id: first.id, table: 'customers' })).total).toBe(0);
    });

    it('is not found under the id of a job of another kind', async () => {
      const suiteId = await newSuite('kinds');
      const generation = await server.client.submitTestGeneration({ test_suite_id: suiteId });
      await expect(server.client.getTestRun({ job_id: generation.id })).rejects.toMatchObject({
        status: 404,
      });
    });
  });

  describe('of which results are decided', () => {
    it('rescores at once, mutes for good, and never switches a test on again', async () => {
      const { client } = server;
      // Tables of their own, that no profile gave any weight.
      const { tableGroupId } = await givenCsvTables(server, { orders: ORDERS });
      const suite = await client.createTestSuite({
        table_group_id: tableGroupId,
        body: { name: 'decisions' },
      });
      const suiteId = suite.id;
      const condition = await client.createTestDefinition({
        test_suite_id: suiteId,
        body: {
          test_type: 'Condition_Flag',
          table_name: 'orders',
          column_name: 'ids',
          custom_query: 'order_id > 20',
        },
      });
      await client.createTestDefinition({
        test_suite_id: suiteId,
        body: { test_type: 'Required', table_name: 'orders', column_name: 'status' },
      });
      const run = await runTests(server, suiteId);
      expect(run.result?.score).toBeCloseTo(0.75);
      const [failed, passed] = await resultsOf(run.id);
      const decide = (disposition: 'Confirmed' | 'Dismissed' | 'Inactive' | null, id = failed!.id) =>
        client.updateTestResult({ test_result_id: id, body: { disposition } });

      expect(await decide('Dismissed')).toMatchObject({ disposition: 'Dismissed' });
      expect((await client.getTestRun({ job_id: run.id })).result).toMatchObject({
        score: 1,
        tests: { failed: 0, dismissed: 1, passed: 1 },
      });
      await decide('Confirmed');
      expect((await client.getTestRun({ job_id: run.id })).result).toMatchObject({
        score: run.result!.score,
        tests: { failed: 1, dismissed: 0 },
      });
      await decide('Inactive');
      const definition = await client.getTestDefinition({ test_definition_id: condition.id });
      expect(definition).toMatchObject({ test_active: false, lock_refresh: true });
      await decide(null);
      expect(await client.getTestDefinition({ test_definition_id: condition.id })).toMatchObject({
        test_active: false,
        lock_refresh: true,
      });
      await expect(decide('Dismissed', passed!.id)).rejects.toMatchObject({ status: 422 });
      expect((await runTests(server, suiteId)).result?.tests).toMatchObject({ passed: 1, failed: 0 });
      const undecided = await client.listTestResults({ job_id: run.id, disposition: ['undecided'] });
      expect(undecided.total).toBe(2);
    });
  });
});
