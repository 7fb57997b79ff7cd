import { beforeAll, describe, expect, it } from 'vitest';
import { clientOf } from '../profiling-runs/testing/profiling-fixture.ts';
import { type GivenCsvTables, givenCsvTables } from '../testing/given-tables.ts';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';
import { ageMonitorRuns, completedMonitorRun } from './testing/monitored-tables.ts';

const orders = (rows: number, header = 'order_id,amount') =>
  [header, ...Array.from({ length: rows }, (_, row) => `${row},2.5`)].join('\n');

describeServers('the dashboard of monitors', (given) => {
  let server: TestServer;
  beforeAll(() => {
    server = given();
  });

  it('is empty before the first run, and says what is still to come', async () => {
    const { tableGroupId: table_group_id } = await givenCsvTables(server, { orders: orders(1) });
    await expect(server.client.getMonitoredTables({ table_group_id })).rejects.toMatchObject({
      status: 404,
    });
    await server.client.createMonitors({ table_group_id, body: {} });
    expect(await server.client.getMonitoredTables({ table_group_id })).toMatchObject({
      runs: 0,
      window_start: null,
      newest_run_id: null,
      tables: { total: 0 },
    });
    await server.client.createMonitorDefinition({
      table_group_id,
      body: { test_type: 'Volume_Trend', table_name: 'ORDERS', lower_tolerance: 1, upper_tolerance: 2 },
    });
    await completedMonitorRun(server, table_group_id);
    await server.client.createMonitorDefinition({
      table_group_id,
      body: {
        test_type: 'Metric_Trend',
        table_name: 'orders',
        column_name: 'total',
        custom_query: 'SUM(amount)',
        history_calculation: 'PREDICT',
      },
    });
    const { tables } = await server.client.getMonitoredTables({ table_group_id });
    expect(tables.items).toMatchObject([
      {
        table: 'orders',
        state: 'unchanged',
        freshness: null,
        volume: { state: 'passed', anomalies: 0 },
        schema: { state: 'learning' },
        metric: { state: 'pending', message: null },
      },
    ]);
  });

  describe('after runs', () => {
    let tables: GivenCsvTables;
    let metricId = '';
    beforeAll(async () => {
      tables = await givenCsvTables(server, { orders: orders(20), people: 'id\n1\n', old: 'a,b\n1,2\n' });
      const { tableGroupId: table_group_id } = tables;
      await server.client.createMonitors({
        table_group_id,
        body: { monitor_lookback: 4, predict_min_lookback: 10 },
      });
      const metric = await server.client.createMonitorDefinition({
        table_group_id,
        body: {
          test_type: 'Metric_Trend',
          table_name: 'orders',
          column_name: 'revenue',
          custom_query: 'SUM(amount)',
          lower_tolerance: 0,
          upper_tolerance: 60,
        },
      });
      metricId = metric.id;
      for (let run = 0; run < 10; run++) await completedMonitorRun(server, table_group_id);
      await ageMonitorRuns(server, table_group_id);
      tables.write('orders', orders(40, 'order_id,amount'));
      tables.write('people', 'id,name\n1,Ann\n');
      tables.removeTable('old');
      tables.write('parts', 'id\n1\n2\n3\n');
      await completedMonitorRun(server, table_group_id);
    }, 180_000);
    const dashboard = (
      query: Omit<Parameters<typeof server.client.getMonitoredTables>[0], 'table_group_id'> = {},
    ) => server.client.getMonitoredTables({ table_group_id: tables.tableGroupId, ...query });

    it('counts anomalies of each kind within the window, of the group and of each table', async () => {
      const shown = await dashboard();
      expect(shown).toMatchObject({
        monitor_lookback: 4,
        runs: 4,
        anomalies: { freshness: 0, volume: 1, schema: 3, metric: 1 },
      });
      const byName = new Map(shown.tables.items.map((table) => [table.table, table]));
      expect(shown.tables.items[0]?.table).toBe('orders');
      expect(byName.get('orders')).toMatchObject({
        state: 'unchanged',
        volume: { anomalies: 1, state: 'anomaly', message: expect.stringContaining('Row count: 40') },
        metric: { anomalies: 1, state: 'anomaly' },
        schema: { anomalies: 0, state: 'passed' },
        row_ct: 40,
        row_ct_before: 20,
      });
      expect(byName.get('people')).toMatchObject({
        state: 'modified',
        schema: { anomalies: 1, state: 'anomaly' },
        columns_added: 1,
        columns_dropped: 0,
        columns_changed: 0,
        row_ct: 1,
        row_ct_before: 1,
      });
      expect(byName.get('old')).toMatchObject({
        state: 'dropped',
        volume: null,
        schema: { anomalies: 1 },
        columns_dropped: 2,
        row_ct: null,
        row_ct_before: 1,
      });
      expect(byName.get('parts')).toMatchObject({
        state: 'added',
        volume: { state: 'learning' },
        row_ct: 3,
        row_ct_before: 3,
      });
    });

    it('is filtered by kind of anomaly and by name, in pages', async () => {
      const names = async (query: Parameters<typeof dashboard>[0]) =>
        (await dashboard(query)).tables.items.map(({ table }) => table);
      expect(await names({ anomaly: ['volume'] })).toEqual(['orders']);
      expect(await names({ anomaly: ['volume', 'schema'], search: 'O' })).toEqual([
        'orders',
        'old',
        'people',
      ]);
      expect(await names({ search: 'art' })).toEqual(['parts']);
      const second = await dashboard({ limit: 1, page: 2 });
      expect(second.tables).toMatchObject({ total: 4, items: [{ table: 'old' }] });
      expect(second.anomalies.schema).toBe(3);
    });

    it('leaves out what somebody dismissed', async () => {
      const { newest_run_id } = await dashboard();
      const { items } = await server.client.listMonitorResults({
        job_id: newest_run_id!,
        test_type: 'Metric_Trend',
      });
      const decide = (disposition: 'Dismissed' | null) =>
        server.client.updateTestResult({ test_result_id: items[0]!.id, body: { disposition } });
      await decide('Dismissed');
      const orders = (await dashboard({ search: 'orders' })).tables.items[0];
      expect(orders?.metric).toMatchObject({ anomalies: 0, state: 'passed' });
      expect((await dashboard()).anomalies.metric).toBe(0);
      await decide(null);
    });

    it('has the series of a table for drawing: points with bounds, and where the next ones would have to lie', async () => {
      const { tableGroupId: table_group_id } = tables;
      const { series, schema } = await server.client.getMonitoredTable({ table_group_id, table: 'orders' });
      expect(series.map(({ kind, name }) => [kind, name])).toEqual([
        ['volume', null],
        ['metric', 'revenue'],
      ]);
      const [volume, metric] = series;
      expect(volume?.points.map(({ value, learning }) => [value, learning])).toEqual([
        [20, true],
        [20, true],
        [20, true],
        [40, false],
      ]);
      expect(volume?.points.at(-1)).toMatchObject({ anomaly: true, lower: 19, upper: 21 });
      expect(volume?.forecast).toHaveLength(3);
      expect(volume?.forecast[0]).toMatchObject({
        at: expect.stringMatching(/^20.*Z$/),
        expected: expect.any(Number),
      });
      expect(metric).toMatchObject({ test_definition_id: metricId, forecast: [] });
      expect(metric?.points.at(-1)).toMatchObject({ anomaly: true, value: 100, lower: 0, upper: 60 });
      expect(schema.map(({ status, facts }) => [status, facts.state])).toEqual([
        ['Passed', 'unchanged'],
        ['Passed', 'unchanged'],
        ['Passed', 'unchanged'],
        ['Passed', 'unchanged'],
      ]);
      const people = await server.client.getMonitoredTable({ table_group_id, table: 'people' });
      expect(people.schema.at(-1)).toMatchObject({
        anomaly: true,
        facts: {
          state: 'modified',
          columns_added: 1,
          changes: [{ kind: 'column_added', column: 'name' }],
        },
      });
      await expect(
        server.client.getMonitoredTable({ table_group_id, table: 'nowhere' }),
      ).rejects.toMatchObject({ status: 404 });
    });

    it('is tried out with other settings before they are kept, and keeps nothing', async () => {
      const { tableGroupId: table_group_id } = tables;
      const tried = await server.client.backtestMonitors({ table_group_id, body: {} });
      const volume = tried.monitors.find(({ table }) => table === 'orders');
      expect(tried).toMatchObject({ sensitivity: 'medium', min_lookback: 10 });
      expect(volume).toMatchObject({ test_type: 'Volume_Trend', runs: 11, learning: 10, alarms: 1 });
      expect(tried.monitors.map(({ table }) => table)).toEqual(['orders', 'parts', 'people']);
      expect(tried.runs).toBe(tried.monitors.reduce((sum, { runs }) => sum + runs, 0));
      const longer = await server.client.backtestMonitors({
        table_group_id,
        body: { min_lookback: 20, sensitivity: 'low' },
      });
      expect(longer).toMatchObject({ sensitivity: 'low', min_lookback: 20, alarms: 0 });
      expect(await server.client.getMonitors({ table_group_id })).toMatchObject({
        predict_sensitivity: 'medium',
        predict_min_lookback: 10,
      });
    });

    it('is for those who may view', async () => {
      const { tableGroupId: table_group_id } = tables;
      const business = await clientOf(server, 'business');
      expect(await business.getMonitoredTables({ table_group_id })).toMatchObject({ runs: 4 });
      const catalog = await clientOf(server, 'catalog');
      for (const refused of [
        () => catalog.getMonitoredTables({ table_group_id }),
        () => catalog.getMonitoredTable({ table_group_id, table: 'orders' }),
        () => catalog.backtestMonitors({ table_group_id, body: {} }),
      ]) {
        await expect(refused()).rejects.toMatchObject({ status: 404 });
      }
    });
  });
});
