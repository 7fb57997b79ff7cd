/** What the start of a monitor run, and the end of a profiling run, do to the monitors. */
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { type GivenCsvTables, givenCsvTables } from '../testing/given-tables.ts';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';
import { completedMonitorRun, completedProfile } from './testing/monitored-tables.ts';

const day = (n: number) => `2024-01-${String(n + 1).padStart(2, '0')}`;
const table = (header: string, row: (n: number) => string) =>
  [header, ...Array.from({ length: 20 }, (_, n) => row(n))].join('\n');
/** With two columns that tell when a row was written. */
const ORDERS = table(
  'order_id,updated_at,order_date,total',
  (n) => `${n + 1},${day(n)} 08:00:00,${day(n)},${n % 7}.5`,
);
const PEOPLE = table('person_id,created_at,city', (n) => `${n + 1},${day(n)} 09:00:00,City ${n}`);
const withoutTime = (csv: string) =>
  csv.replace(/updated_at|created_at/, 'note').replaceAll(/2024-01-.. 0.:00:00/g, 'x');

describeServers('monitors follow their tables', (given) => {
  let server: TestServer;
  beforeAll(() => {
    server = given();
  });
  const monitored = async (settings: { monitor_regenerate_freshness?: boolean } = {}) => {
    const tables = await givenCsvTables(server, { orders: ORDERS, people: PEOPLE });
    const { tableGroupId: table_group_id } = tables;
    await server.client.createMonitors({ table_group_id, body: settings });
    const definitions = async () =>
      (await server.client.listMonitorDefinitions({ table_group_id, limit: 100 })).items;
    const told = async () =>
      (await definitions())
        .map(({ test_type, table_name }) => [test_type, table_name].filter(Boolean).join(' '))
        .toSorted();
    const find = async (test_type: string, table: string) =>
      (await definitions()).find((one) => one.test_type === test_type && one.table_name === table);
    const run = () => completedMonitorRun(server, table_group_id);
    const profile = () => completedProfile(server, table_group_id);
    return { tables, definitions, told, find, run, profile };
  };
  const change = (id: string, body: Parameters<typeof server.client.updateTestDefinition>[0]['body']) =>
    server.client.updateTestDefinition({ test_definition_id: id, body });

  it('a new table gets a volume monitor, and with a profile a freshness monitor', async () => {
    const { tables, told, run, profile } = await monitored();
    await run();
    expect(await told()).toEqual(['Schema_Drift', 'Volume_Trend orders', 'Volume_Trend people']);
    await profile();
    const all = [
      'Freshness_Trend orders',
      'Freshness_Trend people',
      'Schema_Drift',
      'Volume_Trend orders',
      'Volume_Trend people',
    ];
    expect(await told()).toEqual(all);
    tables.write('parts', 'part_id,updated_at\n1,2024-01-01 08:00:00\n');
    await run();
    expect(await told()).toEqual([...all, 'Volume_Trend parts'].toSorted());
    await profile();
    expect(await told()).toContain('Freshness_Trend parts');
  });

  it('made after a profile they have freshness at once', async () => {
    const tables = await givenCsvTables(server, { orders: ORDERS });
    const { tableGroupId: table_group_id } = tables;
    await completedProfile(server, table_group_id);
    await server.client.createMonitors({ table_group_id, body: {} });
    const { items } = await server.client.listMonitorDefinitions({ table_group_id });
    expect(items.map(({ test_type }) => test_type).toSorted()).toEqual([
      'Freshness_Trend',
      'Schema_Drift',
      'Volume_Trend',
    ]);
  });

  it('a dropped table takes its generated monitors along, and nothing that a person made, locked or changed', async () => {
    const { tables, told, find, run, profile } = await monitored();
    await profile();
    await run();
    const metric = await server.client.createMonitorDefinition({
      table_group_id: tables.tableGroupId,
      body: {
        test_type: 'Metric_Trend',
        table_name: 'people',
        column_name: 'heads',
        custom_query: 'COUNT(*)',
        history_calculation: 'PREDICT',
      },
    });
    await change((await find('Volume_Trend', 'people'))!.id, { severity: 'Warning' });
    tables.removeTable('people');
    await run();
    expect(await told()).toEqual([
      'Freshness_Trend orders',
      'Metric_Trend people',
      'Schema_Drift',
      'Volume_Trend orders',
      'Volume_Trend people',
    ]);
    for (const kept of [await find('Metric_Trend', 'people'), await find('Volume_Trend', 'people')]) {
      expect(kept).toMatchObject({
        test_active: false,
        test_definition_status: expect.stringMatching(/^Deactivated 20.*Table dropped: people\.$/),
      });
    }
    const quiet = await run();
    expect(quiet.result?.tests.error).toBe(0);

    tables.write('people', PEOPLE);
    await run();
    expect(await find('Metric_Trend', 'people')).toMatchObject({
      id: metric.id,
      test_active: true,
      test_definition_status: null,
    });
    expect(await find('Volume_Trend', 'people')).toMatchObject({ test_active: true, severity: 'Warning' });
    expect(await told()).toContain('Freshness_Trend people');
  });

  it('a table that the group no longer means loses its generated monitors', async () => {
    const { tables, told, run } = await monitored();
    await run();
    await server.client.updateTableGroup({
      table_group_id: tables.tableGroupId,
      body: { exclude: ['people'] },
    });
    await run();
    expect(await told()).toEqual(['Schema_Drift', 'Volume_Trend orders']);
  });

  it('a monitor that a person switched off stays off, and one that was deleted comes back', async () => {
    const { find, run } = await monitored();
    await run();
    const [orders, people] = [await find('Volume_Trend', 'orders'), await find('Volume_Trend', 'people')];
    await change(orders!.id, { test_active: false });
    await server.client.deleteTestDefinition({ test_definition_id: people!.id });
    await run();
    expect(await find('Volume_Trend', 'orders')).toMatchObject({ id: orders!.id, test_active: false });
    expect((await find('Volume_Trend', 'people'))?.id).not.toBe(people!.id);
  });

  it('a freshness monitor that broke is generated anew, but not a locked one', async () => {
    const { tables, find, run, profile } = await monitored();
    await profile();
    const [orders, people] = [
      await find('Freshness_Trend', 'orders'),
      await find('Freshness_Trend', 'people'),
    ];
    expect(orders?.groupby_names).toContain('updated_at');
    await change(people!.id, { lock_refresh: true });
    tables.write('orders', withoutTime(ORDERS));
    tables.write('people', withoutTime(PEOPLE));
    await run();
    const after = await find('Freshness_Trend', 'orders');
    expect(after?.id).toBe(orders!.id);
    expect(after?.groupby_names).not.toContain('updated_at');
    expect(after?.groupby_names).toContain('order_id');
    expect((await find('Freshness_Trend', 'people'))?.groupby_names).toBe(people!.groupby_names);
  });

  const rewritten = (tables: GivenCsvTables) =>
    tables.write('orders', ORDERS.replace('updated_at', 'modified_at'));

  it('profiling renews freshness, but for what a person set', async () => {
    const { tables, find, profile } = await monitored();
    await profile();
    await change((await find('Freshness_Trend', 'people'))!.id, { groupby_names: 'person_id' });
    rewritten(tables);
    await profile();
    expect((await find('Freshness_Trend', 'orders'))?.groupby_names).toContain('modified_at');
    expect((await find('Freshness_Trend', 'people'))?.groupby_names).toBe('person_id');
  });

  it('W24: profiling only adds freshness when it is told not to renew it', async () => {
    const { tables, told, find, profile } = await monitored({ monitor_regenerate_freshness: false });
    await profile();
    const before = await find('Freshness_Trend', 'orders');
    expect(before?.groupby_names).toContain('updated_at');
    rewritten(tables);
    tables.write('parts', 'part_id,updated_at\n1,2024-01-01 08:00:00\n');
    await profile();
    expect((await find('Freshness_Trend', 'orders'))?.groupby_names).toBe(before?.groupby_names);
    expect(await told()).toContain('Freshness_Trend parts');
  });

  it('a schema that shows nothing changes nothing', async () => {
    const { tables, told, run } = await monitored();
    await run();
    const before = await told();
    tables.removeTable('orders');
    tables.removeTable('people');
    const { result } = await run();
    expect(result?.tests.error).toBeGreaterThan(0);
    expect(await told()).toEqual(before);
    const changes = await server.client.listSchemaChanges({ table_group_id: tables.tableGroupId });
    expect(changes.total).toBe(0);
  });

  it('runs are one at a time, and their score counts nowhere', async () => {
    const { tables, run } = await monitored();
    const done = await run();
    const { rows } = await sql<{ target_key: string; score: number | null }>`
      SELECT job.target_key, test_run.score FROM job JOIN test_run ON test_run.job_id = job.id
       WHERE job.id = ${done.id}`.execute(server.store.db);
    expect(rows).toMatchObject([{ target_key: expect.stringMatching(/^test-suite:/) }]);
    const listed = await server.client.listMonitorRuns({ table_group_id: tables.tableGroupId });
    expect(listed).toMatchObject({ total: 1, items: [{ id: done.id, status: 'completed' }] });
    expect(await server.client.getJob({ job_id: done.id })).toMatchObject({ job_key: 'run-monitors' });
    await expect(server.client.getTestRun({ job_id: done.id })).rejects.toMatchObject({ status: 404 });
  });
});
