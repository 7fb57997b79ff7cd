import { submitJob } from '@assay/jobs';
import { beforeAll, expect, it } from 'vitest';
import { clientOf } from '../profiling-runs/testing/profiling-fixture.ts';
import { testSuiteTargetKey } from '../table-groups/table-groups.service.ts';
import { type GivenCsvTables, givenCsvTables } from '../testing/given-tables.ts';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';
import { completedMonitorRun, completedProfile } from './testing/monitored-tables.ts';

describeServers('the monitors of a table group', (given) => {
  let server: TestServer;
  let tables: GivenCsvTables;
  beforeAll(async () => {
    server = given();
    tables = await givenCsvTables(server, { orders: 'id\n1\n', customers: 'id\n1\n2\n' });
  });
  const definitions = async (table_group_id: string) =>
    (await server.client.listMonitorDefinitions({ table_group_id, limit: 100 })).items;
  const told = async (table_group_id: string) =>
    (await definitions(table_group_id)).map(({ test_type, table_name }) =>
      [test_type, table_name].filter(Boolean).join(' '),
    );

  it('are made once, read, changed and deleted as a whole', async () => {
    const { tableGroupId: table_group_id } = tables;
    const { client } = server;
    await expect(client.getMonitors({ table_group_id })).rejects.toMatchObject({ status: 404 });
    const made = await client.createMonitors({ table_group_id, body: {} });
    expect(made).toMatchObject({
      name: 'tables Monitors',
      monitor_lookback: 14,
      monitor_regenerate_freshness: true,
      predict_sensitivity: 'medium',
      predict_min_lookback: 20,
    });
    await expect(client.createMonitors({ table_group_id, body: {} })).rejects.toMatchObject({ status: 409 });
    const changed = await client.updateMonitors({ table_group_id, body: { monitor_lookback: 200 } });
    expect(changed).toMatchObject({ id: made.id, monitor_lookback: 200, predict_sensitivity: 'medium' });
    await expect(
      client.updateMonitors({ table_group_id, body: { monitor_lookback: 201 } }),
    ).rejects.toMatchObject({ status: 422 });
    await client.updateTableGroup({ table_group_id, body: { name: 'sales' } });
    expect(await client.getMonitors({ table_group_id })).toMatchObject({ name: 'sales Monitors' });
    await client.deleteMonitors({ table_group_id });
    for (const gone of [
      () => client.getMonitors({ table_group_id }),
      () => client.updateMonitors({ table_group_id, body: {} }),
      () => client.deleteMonitors({ table_group_id }),
      () => client.submitMonitorRun({ table_group_id }),
      () => client.listMonitorRuns({ table_group_id }),
      () => client.listMonitorDefinitions({ table_group_id }),
    ]) {
      await expect(gone()).rejects.toMatchObject({ status: 404 });
    }
  });

  it('take no name from a test suite, and give theirs to nobody', async () => {
    const { tableGroupId: table_group_id } = await givenCsvTables(server, { a: 'x\n1\n' });
    const name = 'tables Monitors';
    await server.client.createTestSuite({ table_group_id, body: { name } });
    expect(await server.client.createMonitors({ table_group_id, body: {} })).toMatchObject({ name });
    const listed = await server.client.listTableGroupTestSuites({ table_group_id });
    expect(listed.items).toHaveLength(1);
  });

  it('watch schema and volume of what the catalog knows at once, and of the rest from the first run on', async () => {
    const { client } = server;
    const { tableGroupId: table_group_id } = await givenCsvTables(server, { a: 'x\n1\n', b: 'y\n1\n' });
    await client.createMonitors({ table_group_id, body: {} });
    expect(await told(table_group_id)).toEqual(['Schema_Drift']);
    await completedMonitorRun(server, table_group_id);
    const all = ['Volume_Trend a', 'Volume_Trend b', 'Schema_Drift'];
    expect((await told(table_group_id)).filter((one) => !one.startsWith('Freshness'))).toEqual(all);
    await client.deleteMonitors({ table_group_id });
    await client.createMonitors({ table_group_id, body: {} });
    expect((await told(table_group_id)).filter((one) => !one.startsWith('Freshness'))).toEqual(all);
    const [volume] = await definitions(table_group_id);
    expect(volume).toMatchObject({
      test_type: 'Volume_Trend',
      history_calculation: 'PREDICT',
      last_auto_gen_date: expect.any(String),
      generation_reason: expect.stringContaining('number of rows'),
      lock_refresh: false,
    });
  });

  it('are tests like all others one by one, and take metrics of a person, locked', async () => {
    const { client } = server;
    const { tableGroupId: table_group_id } = await givenCsvTables(server, { a: 'x\n1\n2\n' });
    await completedProfile(server, table_group_id);
    await client.createMonitors({ table_group_id, body: {} });
    const metric = await client.createMonitorDefinition({
      table_group_id,
      body: {
        test_type: 'Metric_Trend',
        table_name: 'a',
        column_name: 'total',
        custom_query: 'SUM(x)',
        history_calculation: 'PREDICT',
      },
    });
    expect(metric).toMatchObject({ lock_refresh: true, last_auto_gen_date: null });
    const volume = (await definitions(table_group_id)).find(({ test_type }) => test_type === 'Volume_Trend')!;
    const edited = await client.updateTestDefinition({
      test_definition_id: volume.id,
      body: { lower_tolerance: 2, upper_tolerance: 9, history_calculation: null },
    });
    expect(edited.edited_fields).toEqual(['lower_tolerance', 'upper_tolerance', 'history_calculation']);
    const run = await completedMonitorRun(server, table_group_id);
    const { items } = await client.listMonitorResults({ job_id: run.id, test_type: 'Metric_Trend' });
    expect(items).toMatchObject([{ status: 'Log', measure: 3, column: 'total' }]);
    const backtest = await client.backtestTestDefinition({ test_definition_id: metric.id, body: {} });
    expect(backtest).toMatchObject({ runs: 1, learning: 1, alarms: 0 });
    expect((await client.listFailingRows({ test_result_id: items[0]!.id })).rows).toEqual([]);
    await client.deleteTestDefinition({ test_definition_id: metric.id });
    await expect(client.getTestDefinition({ test_definition_id: metric.id })).rejects.toMatchObject({
      status: 404,
    });
    const other = { test_type: 'Required' as 'Volume_Trend', table_name: 'a', column_name: 'x' };
    await expect(client.createMonitorDefinition({ table_group_id, body: other })).rejects.toMatchObject({
      status: 422,
      errors: [{ path: 'body.test_type', detail: expect.stringContaining('Metric_Trend') }],
    });
  });

  it('leave the schema to monitors: no suite of tests watches it', async () => {
    const { client } = server;
    const suite = await client.createTestSuite({
      table_group_id: tables.tableGroupId,
      body: { name: 'plain' },
    });
    await expect(
      client.createTestDefinition({ test_suite_id: suite.id, body: { test_type: 'Schema_Drift' } }),
    ).rejects.toMatchObject({
      status: 422,
      errors: [{ path: 'body.test_type', detail: expect.stringContaining('/monitors') }],
    });
  });

  it('are changed by who may edit, seen by who may view, and hidden from all others', async () => {
    const { client } = server;
    const { tableGroupId: table_group_id } = await givenCsvTables(server, { a: 'x\n1\n' });
    await client.createMonitors({ table_group_id, body: {} });
    const run = await completedMonitorRun(server, table_group_id);
    const business = await clientOf(server, 'business');
    const catalog = await clientOf(server, 'catalog');
    expect(await business.getMonitors({ table_group_id })).toMatchObject({ monitor_lookback: 14 });
    expect(await business.getMonitorRun({ job_id: run.id })).toMatchObject({ status: 'completed' });
    for (const refused of [
      () => business.createMonitors({ table_group_id, body: {} }),
      () => business.updateMonitors({ table_group_id, body: {} }),
      () => business.deleteMonitors({ table_group_id }),
      () => business.submitMonitorRun({ table_group_id }),
      () => business.createMonitorDefinition({ table_group_id, body: { test_type: 'Volume_Trend' } }),
      () => catalog.getMonitors({ table_group_id }),
    ]) {
      await expect(refused()).rejects.toMatchObject({ status: 404 });
    }
  });

  it('are deleted only when their runs have ended, and go with their table group', async () => {
    const { client } = server;
    const { tableGroupId: table_group_id } = await givenCsvTables(server, { a: 'x\n1\n' });
    const { id } = await client.createMonitors({ table_group_id, body: {} });
    // No worker knows this key: the job stays pending.
    const targetKey = testSuiteTargetKey(id);
    const submitted = await submitJob(server.store.jobs, { key: 'of-nobody', source: 'test', targetKey });
    if (!('job' in submitted)) throw new Error('the job was not submitted');
    const { id: jobId } = submitted.job;
    for (const refused of [
      () => client.deleteMonitors({ table_group_id }),
      () => client.deleteTableGroup({ table_group_id }),
    ]) {
      await expect(refused()).rejects.toMatchObject({
        status: 409,
        errors: [{ code: 'in_use', detail: expect.stringContaining(jobId) }],
      });
    }
    await server.store.db.deleteFrom('job').where('id', '=', jobId).execute();
    await client.deleteTableGroup({ table_group_id });
    await expect(client.getMonitors({ table_group_id })).rejects.toMatchObject({ status: 404 });
  });
});
