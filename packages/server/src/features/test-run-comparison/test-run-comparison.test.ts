import { beforeAll, expect, it } from 'vitest';
import { completed, type GivenCsvTables, givenCsvTables, runTests } from '../testing/given-tables.ts';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';

const ORDERS = 'order_id,status,amount\n1,open,5\n2,,7\n3,closed,9\n';
/** The status is mended, an amount is lost, and two orders came. */
const LATER = 'order_id,status,amount\n1,open,\n2,open,7\n3,closed,9\n4,open,3\n5,open,2\n';

describeServers('two runs of a suite', (given) => {
  let server: TestServer;
  let tables: GivenCsvTables;
  beforeAll(async () => {
    server = given();
    tables = await givenCsvTables(server, { orders: ORDERS, customers: 'id\n1\n' });
  });

  const suiteOf = async (name: string, columns: readonly string[]) => {
    tables.write('orders', ORDERS);
    const suite = await server.client.createTestSuite({
      table_group_id: tables.tableGroupId,
      body: { name },
    });
    for (const column of columns) await required(suite.id, column);
    return suite.id;
  };
  const required = (suiteId: string, column: string) =>
    server.client.createTestDefinition({
      test_suite_id: suiteId,
      body: { test_type: 'Required', table_name: 'orders', column_name: column },
    });
  const columnsOf = (pairs: readonly { readonly after: { readonly column: string | null } }[]) =>
    pairs.map(({ after }) => after.column);

  it('tell what fails anew, what was fixed, what moved, what came and what went', async () => {
    const { client } = server;
    const suiteId = await suiteOf('all kinds', ['order_id', 'status', 'amount']);
    const size = await client.createTestDefinition({
      test_suite_id: suiteId,
      body: { test_type: 'Row_Ct', table_name: 'orders', threshold_value: 1 },
    });
    const small = await client.createTestDefinition({
      test_suite_id: suiteId,
      body: { test_type: 'Row_Ct', table_name: 'customers', threshold_value: 100 },
    });
    const doomed = await client.createTestDefinition({
      test_suite_id: suiteId,
      body: { test_type: 'Row_Ct', table_name: 'orders', threshold_value: 2 },
    });
    const first = await runTests(server, suiteId);
    tables.write('orders', LATER);
    await client.deleteTestDefinition({ test_definition_id: doomed.id });
    const added = await client.createTestDefinition({
      test_suite_id: suiteId,
      body: { test_type: 'Required', table_name: 'orders', column_name: 'gone' },
    });
    const second = await runTests(server, suiteId);

    const comparison = await client.compareTestRuns({ job_id: second.id });
    expect(comparison).toMatchObject({
      before: { test_run_id: first.id, score: first.result?.score, test_ct: 6 },
      after: { test_run_id: second.id, score: second.result?.score, test_ct: 6 },
      counts: {
        new_failures: 1,
        fixed: 1,
        still_failing: 1,
        errors: 0,
        changed_measure: 1,
        added: 1,
        removed: 1,
        unchanged: 1,
        dismissed: 0,
      },
      new_failures: [{ before: { status: 'Passed', measure: 0 }, after: { column: 'amount', measure: 1 } }],
      fixed: [{ before: { status: 'Failed' }, after: { column: 'status', status: 'Passed' } }],
      still_failing: [{ after: { test_definition_id: small.id } }],
      changed_measure: [{ before: { measure: 3 }, after: { test_definition_id: size.id, measure: 5 } }],
      added: [{ test_definition_id: added.id, status: 'Error' }],
      removed: [{ test_definition_id: doomed.id }],
    });
    const ofCustomers = await client.compareTestRuns({ job_id: second.id, table: 'customers' });
    expect(ofCustomers).toMatchObject({ after: { test_ct: 1 }, counts: { still_failing: 1, fixed: 0 } });
  });

  it('leave out what was dismissed, and follow decisions at once', async () => {
    const suiteId = await suiteOf('decided', ['status', 'amount']);
    await runTests(server, suiteId);
    tables.write('orders', LATER);
    const { id: job_id } = await runTests(server, suiteId);
    const compare = () => server.client.compareTestRuns({ job_id });
    const [failure] = (await compare()).new_failures;
    await server.client.updateTestResult({
      test_result_id: failure!.after.id,
      body: { disposition: 'Dismissed' },
    });
    expect(await compare()).toMatchObject({ new_failures: [], counts: { dismissed: 1, fixed: 1 } });
  });

  it('may be compared backwards, and past runs that did not complete', async () => {
    const { client } = server;
    const suiteId = await suiteOf('backwards', ['status']);
    const first = await runTests(server, suiteId);
    tables.write('orders', LATER);
    const second = await runTests(server, suiteId);
    const backwards = await client.compareTestRuns({ job_id: first.id, with: second.id });
    expect(columnsOf(backwards.new_failures)).toEqual(['status']);
    const third = await runTests(server, suiteId);
    const oldest = await client.compareTestRuns({ job_id: third.id, with: first.id });
    expect(columnsOf(oldest.fixed)).toEqual(['status']);
    expect((await client.compareTestRuns({ job_id: third.id })).counts).toMatchObject({
      fixed: 0,
      unchanged: 1,
    });
  });

  it('are refused when there is nothing to compare with, with the remedy', async () => {
    const { client } = server;
    const suiteId = await suiteOf('refused', ['status']);
    const { id: job_id } = await runTests(server, suiteId);
    const other = await runTests(server, await suiteOf('another suite', ['status']));
    const unknown = '019c9f60-6666-7aaa-8bbb-5c1d2e3f4a5b';
    for (const [runs, says] of [
      [{ job_id }, /No run of the test suite completed before/],
      [{ job_id, with: job_id }, /the run itself/],
      [{ job_id, with: unknown }, /no run of the same test suite/],
      [{ job_id, with: other.id }, /no run of the same test suite/],
    ] as const) {
      await expect(client.compareTestRuns(runs)).rejects.toMatchObject({
        status: 422,
        errors: [{ path: 'query.with', detail: expect.stringMatching(says) }],
      });
    }
    await expect(client.compareTestRuns({ job_id: unknown })).rejects.toMatchObject({ status: 404 });
  });

  it('must both be complete', async () => {
    const { client } = server;
    const lost = await givenCsvTables(server, { orders: ORDERS });
    const suite = await client.createTestSuite({ table_group_id: lost.tableGroupId, body: { name: 'lost' } });
    await required(suite.id, 'status');
    const { id: job_id } = await runTests(server, suite.id);
    lost.remove();
    const failed = await client.submitTestRun({ test_suite_id: suite.id });
    await expect(completed(server, failed)).rejects.toThrow(/ended error/);
    for (const runs of [{ job_id: failed.id }, { job_id, with: failed.id }]) {
      await expect(client.compareTestRuns(runs)).rejects.toMatchObject({
        status: 409,
        errors: [{ code: 'run_not_completed', detail: expect.stringContaining(`${failed.id} is error`) }],
      });
    }
  });
});
