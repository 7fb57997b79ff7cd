import { beforeAll, expect, it } from 'vitest';
import { type GivenCsvTables, givenCsvTables, runTests } from '../testing/given-tables.ts';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';
import { ageRuns } from './testing/age-runs.ts';

const orders = (version: number): string => `order_id,amount\n1,${version}\n2,${10 - version}`;

describeServers('the freshness of a table', (given) => {
  let server: TestServer;
  let tables: GivenCsvTables;
  beforeAll(async () => {
    server = given();
    tables = await givenCsvTables(server, { orders: orders(0) });
  });

  type Body = Parameters<TestServer['client']['createTestDefinition']>[0]['body'];
  const givenTest = async (name: string, body: Partial<Body> = {}) => {
    const suite = await server.client.createTestSuite({
      table_group_id: tables.tableGroupId,
      body: { name, predict_min_lookback: 10 },
    });
    const { id } = await server.client.createTestDefinition({
      test_suite_id: suite.id,
      body: {
        test_type: 'Freshness_Trend',
        table_name: 'orders',
        groupby_names: 'order_id, amount',
        history_calculation: 'PREDICT',
        ...body,
      },
    });
    const look = async () => {
      const run = await runTests(server, suite.id);
      const [result] = (await server.client.listTestResults({ job_id: run.id })).items;
      return result!;
    };
    const lookAt = (version: number) => {
      tables.write('orders', orders(version));
      return look();
    };
    return { id, suiteId: suite.id, look, lookAt };
  };

  it('is measured by a fingerprint: sums, extremes and counts may stay what they are', async () => {
    const { lookAt } = await givenTest('fingerprint');
    const first = await lookAt(1);
    expect(first).toMatchObject({
      status: 'Log',
      signal: 0,
      measure: expect.stringMatching(/^2-[0-9a-z]+$/),
    });
    // 1 and 9 become 2 and 8.
    const updated = await lookAt(2);
    expect(updated.measure).not.toBe(first.measure);
    expect(updated).toMatchObject({
      status: 'Log',
      signal: 0,
      message: expect.stringContaining('Learning: 1 of 10 runs'),
    });
    // They change places: 2 and 8 become 8 and 2.
    expect((await lookAt(8)).measure).not.toBe(updated.measure);
    const unchanged = await lookAt(8);
    expect(unchanged.signal).toBeGreaterThan(0);
    expect(unchanged.signal).toBeLessThan(10);
  });

  it('counts neither errors nor runs without data as updates', async () => {
    const { id, look, lookAt } = await givenTest('W13');
    const before = await lookAt(3);
    tables.removeTable('orders');
    expect(await look()).toMatchObject({ status: 'Error', measure: null, signal: null });
    tables.write('orders', 'order_id,amount');
    expect(await look()).toMatchObject({ status: 'Failed', no_data: true, measure: null, signal: null });
    const back = await lookAt(3);
    expect(back.measure).toBe(before.measure);
    expect(back.signal).toBeGreaterThan(0);
    const { items } = await server.client.getTestHistory({ test_definition_id: id });
    expect(items.map(({ signal }) => (signal === null ? null : signal === 0))).toEqual([
      false,
      null,
      null,
      true,
    ]);
  });

  it('cannot be told when other columns are watched than before, which is no update', async () => {
    const { id, look, lookAt } = await givenTest('other columns');
    await lookAt(4);
    await server.client.updateTestDefinition({ test_definition_id: id, body: { groupby_names: 'amount' } });
    expect(await look()).toMatchObject({
      status: 'Log',
      signal: null,
      message: expect.stringContaining('other columns or rows'),
    });
    expect((await look()).signal).toBeGreaterThan(0);
  });

  it('is learned from updates, told with the result, and can be tried out on earlier runs', async () => {
    const { client } = server;
    const { id, suiteId, look, lookAt } = await givenTest('learned');
    for (let version = 0; version < 10; version++) await lookAt(version % 2);
    await ageRuns(server, suiteId);
    const onTime = await lookAt(0);
    expect(onTime).toMatchObject({
      status: 'Passed',
      signal: 0,
      message: expect.stringMatching(/^Updated: yes, on time, Minutes since the last one: 14\d\d/),
    });
    const { facts, parameters } = await client.getTestResult({ test_result_id: onTime.id });
    expect(facts).toMatchObject({
      kind: 'freshness',
      updated: true,
      time_zone: 'UTC',
      excluded_minutes: 0,
      last_update_at: expect.any(String),
      schedule: { stage: 'learning', updates: 10 },
    });
    if (facts?.kind !== 'freshness') throw new Error('the facts are of another kind');
    expect(facts.lower).toBeCloseTo(1440, -1);
    expect(facts.upper).toBeCloseTo(1800, -1);
    expect(parameters).toMatchObject({ upper_tolerance: String(Math.round(facts.upper!)) });
    // Minutes later nobody expects another update.
    const early = await lookAt(1);
    expect(early).toMatchObject({
      status: 'Failed',
      message: expect.stringContaining('earlier than expected'),
    });
    await ageRuns(server, suiteId, { between: 0, sinceLast: 3 });
    const late = await look();
    expect(late).toMatchObject({ status: 'Failed', message: expect.stringContaining('no, late') });

    const backtest = (body: Parameters<typeof client.backtestTestDefinition>[0]['body']) =>
      client.backtestTestDefinition({ test_definition_id: id, body });
    const replayed = await backtest({});
    expect(replayed).toMatchObject({ runs: 13, learning: 10, time_zone: 'UTC', exclude_weekends: false });
    expect(replayed.items.at(-1)).toMatchObject({
      test_result_id: late.id,
      measure: late.measure,
      alarms: true,
      message: expect.stringContaining('no, late'),
    });
    expect(
      await backtest({ min_lookback: 50, time_zone: 'Asia/Tokyo', holiday_codes: ['US'] }),
    ).toMatchObject({
      learning: 13,
      alarms: 0,
      time_zone: 'Asia/Tokyo',
      holiday_codes: ['US'],
    });
  });

  it('is held against a longest gap that a person wrote, from the second run on', async () => {
    const { suiteId, lookAt, look } = await givenTest('written', {
      history_calculation: null,
      upper_tolerance: '60',
    });
    expect(await lookAt(5)).toMatchObject({ status: 'Log', signal: 0 });
    expect(await look()).toMatchObject({ status: 'Passed' });
    await ageRuns(server, suiteId);
    expect(await look()).toMatchObject({
      status: 'Failed',
      message: expect.stringContaining('Upper Bound: 60'),
    });
  });

  it('needs columns to watch, and a longest gap or PREDICT', async () => {
    const mistakes = await givenTest('mistakes', {
      groupby_names: null,
      history_calculation: 'Minimum',
    }).catch((error: { errors: { path: string }[] }) => error.errors.map(({ path }) => path));
    expect(mistakes).toEqual(['body.groupby_names', 'body.history_calculation']);
  });

  it('as a plain change since the run before is Log, whatever it finds', async () => {
    const { lookAt } = await givenTest('plain', { test_type: 'Table_Freshness', history_calculation: null });
    await lookAt(6);
    expect(await lookAt(6)).toMatchObject({
      status: 'Log',
      message: expect.stringContaining('no, nothing has changed'),
    });
    expect(await lookAt(7)).toMatchObject({
      status: 'Log',
      signal: 0,
      message: expect.stringMatching(/^Updated: yes/),
    });
  });
});
