import { beforeAll, describe, expect, it } from 'vitest';
import { type GivenCsvTables, givenCsvTables, runTests } from '../testing/given-tables.ts';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';
import { ageRuns } from './testing/age-runs.ts';

const orders = (rows: number): string =>
  ['order_id,amount', ...Array.from({ length: rows }, (_, row) => `${row},2.5`)].join('\n');

describeServers('bounds of tests', (given) => {
  let server: TestServer;
  let tables: GivenCsvTables;
  beforeAll(async () => {
    server = given();
    tables = await givenCsvTables(server, { orders: orders(1) });
  });

  const newSuite = async (name: string, settings: { predict_min_lookback?: number } = {}) => {
    const suite = await server.client.createTestSuite({
      table_group_id: tables.tableGroupId,
      body: { name, ...settings },
    });
    return suite.id;
  };
  type Body = Parameters<typeof server.client.createTestDefinition>[0]['body'];
  const add = async (suiteId: string, body: Omit<Body, 'test_type'> & { test_type?: string }) => {
    const whole = { test_type: 'Volume_Trend', table_name: 'orders', ...body };
    return (await server.client.createTestDefinition({ test_suite_id: suiteId, body: whole })).id;
  };
  /** Results by name of the column; that of a volume is under ''. */
  const runWith = async (suiteId: string, rows: number) => {
    tables.write('orders', orders(rows));
    const run = await runTests(server, suiteId);
    const { items } = await server.client.listTestResults({ job_id: run.id });
    return Object.fromEntries(items.map((result) => [result.column ?? '', result]));
  };
  const volumeOf = async (suiteId: string, rows: number) => (await runWith(suiteId, rows))['']!;

  describe('from history', () => {
    it('follow the newest results, without those that a person confirmed to be wrong', async () => {
      const suiteId = await newSuite('history');
      await add(suiteId, {
        history_calculation: 'Minimum',
        history_calculation_upper: 'EXPR:[{AVERAGE} + 2*{STANDARD_DEVIATION}]',
        history_lookback: 3,
      });
      expect(await volumeOf(suiteId, 500)).toMatchObject({ status: 'Log', measure: 500 });
      for (const rows of [8, 12, 10]) await volumeOf(suiteId, rows);
      const failed = await volumeOf(suiteId, 15);
      expect(failed).toMatchObject({
        status: 'Failed',
        message: expect.stringContaining('Lower Bound: 8, Upper Bound: 14'),
      });
      await server.client.updateTestResult({
        test_result_id: failed.id,
        body: { disposition: 'Confirmed' },
      });
      expect(await volumeOf(suiteId, 8)).toMatchObject({
        status: 'Passed',
        message: expect.stringContaining('Upper Bound: 14'),
      });
      expect(await volumeOf(suiteId, 7)).toMatchObject({ status: 'Failed' });
    });

    it('leave the definition as it was written, and the other bound as a person set it', async () => {
      const suiteId = await newSuite('one side');
      const id = await add(suiteId, { history_calculation: 'Value', upper_tolerance: '99' });
      await volumeOf(suiteId, 10);
      // A run that measures nothing is no history.
      tables.removeTable('orders');
      expect((await runTests(server, suiteId)).result?.tests).toMatchObject({ error: 1 });
      expect(await volumeOf(suiteId, 12)).toMatchObject({
        status: 'Passed',
        message: expect.stringContaining('Lower Bound: 10, Upper Bound: 99'),
      });
      const definition = await server.client.getTestDefinition({ test_definition_id: id });
      expect(definition).toMatchObject({ lower_tolerance: null, upper_tolerance: '99' });
    });

    it('are refused with the place when nobody can tell what is meant', async () => {
      const suiteId = await newSuite('refused');
      const mistakes = await add(suiteId, {
        history_calculation: 'EXPR:[(SELECT 1)]',
        history_calculation_upper: 'Median',
        history_lookback: 3,
      }).catch((error: { errors: { path: string }[] }) => error.errors.map(({ path }) => path));
      expect(mistakes).toEqual(['body.history_calculation', 'body.history_calculation_upper']);
    });
  });

  describe('by prediction', () => {
    it('are learned from earlier runs, told with the result, and can be tried out on those runs first', async () => {
      const { client } = server;
      const suiteId = await newSuite('prediction', { predict_min_lookback: 10 });
      const id = await add(suiteId, { history_calculation: 'PREDICT' });
      await add(suiteId, {
        test_type: 'Metric_Trend',
        column_name: 'revenue',
        custom_query: 'SUM(amount)',
        history_calculation: 'PREDICT',
      });
      for (let run = 0; run < 10; run++) {
        expect((await volumeOf(suiteId, 20)).message).toBe(`Row count: 20, Learning: ${run} of 10 runs`);
      }
      await ageRuns(server, suiteId);
      const doubled = await runWith(suiteId, 40);
      expect(doubled['']).toMatchObject({
        status: 'Failed',
        message: expect.stringMatching(/Lower Bound: 19, Upper Bound: 21, Expected: 20, .*Runs: 10/),
      });
      expect(doubled.revenue).toMatchObject({
        status: 'Failed',
        measure: 100,
        message: expect.stringContaining('Expected: 50'),
      });

      const backtest = (body: { sensitivity?: 'low'; min_lookback?: number }) =>
        client.backtestTestDefinition({ test_definition_id: id, body });
      const replayed = await backtest({});
      expect(replayed).toMatchObject({
        sensitivity: 'medium',
        min_lookback: 10,
        runs: 11,
        learning: 10,
        alarms: 1,
      });
      expect(replayed.items.at(-1)).toMatchObject({
        test_result_id: doubled['']!.id,
        measure: 40,
        alarms: true,
        expected: 20,
        upper: 21,
        observations: 10,
      });
      expect(await backtest({ sensitivity: 'low', min_lookback: 20 })).toMatchObject({
        sensitivity: 'low',
        learning: 11,
        alarms: 0,
      });
    });

    it('can be tried out for tests with bounds only', async () => {
      const suiteId = await newSuite('no bounds');
      const id = await add(suiteId, { test_type: 'Row_Ct', threshold_value: '1' });
      await expect(
        server.client.backtestTestDefinition({ test_definition_id: id, body: {} }),
      ).rejects.toMatchObject({ status: 422, message: expect.stringContaining('Volume_Trend') });
    });
  });
});
