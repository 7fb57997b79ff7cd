import { beforeAll, expect, it } from 'vitest';
import { type GivenCsvTables, givenCsvTables, runTests } from '../testing/given-tables.ts';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';

/** Orders of which the first `missing` lack their status. */
const orders = (missing: number): string =>
  [
    'order_id,status',
    ...Array.from({ length: 20 }, (_, row) => `${row},${row < missing ? '' : 'open'}`),
  ].join('\n');

describeServers('the history of a test', (given) => {
  let server: TestServer;
  let tables: GivenCsvTables;
  beforeAll(async () => {
    server = given();
    tables = await givenCsvTables(server, { orders: orders(0) });
  });

  const requiredStatus = async (name: string) => {
    const { client } = server;
    const suite = await client.createTestSuite({ table_group_id: tables.tableGroupId, body: { name } });
    const definition = await client.createTestDefinition({
      test_suite_id: suite.id,
      body: { test_type: 'Required', table_name: 'orders', column_name: 'status' },
    });
    const measure = async (missing: number, decision: 'Dismissed' | 'Confirmed' | null = null) => {
      tables.write('orders', orders(missing));
      const run = await runTests(server, suite.id);
      const [result] = (await client.listTestResults({ job_id: run.id })).items;
      if (decision !== null) {
        await client.updateTestResult({ test_result_id: result!.id, body: { disposition: decision } });
      }
      return run.id;
    };
    return { id: definition.id, measure };
  };
  const historyOf = (id: string, page: { page?: number; limit?: number } = {}) =>
    server.client.getTestHistory({ test_definition_id: id, ...page });

  it('lists its results newest first and in pages, with measure, limit, message and run', async () => {
    const { id, measure } = await requiredStatus('listed');
    const runs = [await measure(0), await measure(2), await measure(5)];
    const history = await historyOf(id);
    expect(history.items.map(({ test_run_id }) => test_run_id)).toEqual(runs.toReversed());
    expect(history.items[0]).toMatchObject({
      status: 'Failed',
      measure: 5,
      threshold: '0',
      message: expect.stringContaining('5'),
      disposition: null,
    });
    expect(await historyOf(id, { page: 2, limit: 2 })).toMatchObject({
      total: 3,
      items: [{ status: 'Passed', measure: 0 }],
      alarms: { raised: 2 },
    });
  });

  it('tells how often the test was wrong, and why it proposes nothing yet', async () => {
    const { id, measure } = await requiredStatus('wrong');
    expect(await historyOf(id)).toMatchObject({
      total: 0,
      alarms: { raised: 0, dismissed: 0, undecided: 0, false_alarm_rate: null },
      proposed_threshold: null,
    });
    await measure(0);
    await measure(1, 'Dismissed');
    await measure(2, 'Confirmed');
    await measure(3);
    await measure(1, 'Dismissed');
    expect(await historyOf(id)).toMatchObject({
      alarms: { raised: 4, dismissed: 2, undecided: 1, false_alarm_rate: 0.5 },
      proposed_threshold: null,
      no_proposal_because: expect.stringContaining('3 measures'),
    });
  });

  it('proposes a limit that lets through what was dismissed; setting it ends the false alarms', async () => {
    const { id, measure } = await requiredStatus('proposed');
    for (const missing of [1, 2, 3, 1, 2, 3, 1, 2, 3, 2]) await measure(missing, 'Dismissed');
    await measure(15, 'Confirmed');
    const { proposed_threshold: proposal, no_proposal_because } = await historyOf(id);
    expect(no_proposal_because).toBeNull();
    // Median 2, median absolute deviation 1: 2 + 3 * 1.4826 = 6.4.
    expect(proposal).toEqual({
      field: 'threshold_value',
      threshold: 7,
      accepted: 10,
      confirmed: 1,
      silenced: 0,
    });
    await server.client.updateTestDefinition({
      test_definition_id: id,
      body: { [proposal!.field]: proposal!.threshold },
    });
    await measure(3);
    expect((await historyOf(id)).items[0]).toMatchObject({ status: 'Passed', measure: 3, threshold: '7' });
  });

  it('is not found once the test is deleted', async () => {
    const { id, measure } = await requiredStatus('deleted');
    await measure(0);
    await server.client.deleteTestDefinition({ test_definition_id: id });
    await expect(historyOf(id)).rejects.toMatchObject({ status: 404 });
  });
});
