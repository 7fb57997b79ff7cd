import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '@assay/contract';
import { expect, it } from 'vitest';
import { describeServers } from '../testing/server-for-test.ts';
import { CUSTOMERS, clientOf, filesGroup, ORDERS, profile, writeTable } from './testing/profiling-fixture.ts';

describeServers('a profiling run', (server) => {
  it('goes the whole road: submitted, profiled, scored, in the catalog', async () => {
    const { client } = server();
    const { tableGroupId } = await filesGroup(server(), { customers: CUSTOMERS, orders: ORDERS });
    const { id, ...rest } = await client.submitProfilingRun({ table_group_id: tableGroupId, wait: 60 });
    expect(Object.keys(rest)).toEqual(['created_at']);

    const run = await client.getProfilingRun({ job_id: id });
    expect(Object.keys(run)).toEqual([
      'id',
      'status',
      'table_group_id',
      'started_at',
      'completed_at',
      'result',
    ]);
    expect(run).toMatchObject({ id, status: 'completed', table_group_id: tableGroupId });
    expect(run.result).toMatchObject({ table_ct: 2, column_ct: 8, record_ct: 80 });
    expect(run.result?.score).toBeGreaterThan(0);
    expect(run.result?.score).toBeLessThan(1);

    const issues = await client.listHygieneIssues({ job_id: id, limit: 100 });
    const { definite, likely, possible, dismissed } = run.result!.issues;
    expect(definite + likely + possible + dismissed).toBe(issues.total);
    expect(issues.total).toBeGreaterThan(0);

    const catalog = await client.getCatalog({ table_group_id: tableGroupId });
    expect(catalog.items.map(({ table, record_ct }) => [table, record_ct])).toEqual([
      ['customers', 30],
      ['orders', 50],
    ]);
    expect(catalog.items.flatMap(({ columns }) => columns)).toHaveLength(8);
  });

  it('reports its steps', async () => {
    const { client } = server();
    const { tableGroupId } = await filesGroup(server(), { orders: ORDERS });
    const { id } = await profile(server(), tableGroupId);
    const { steps, percent } = await client.getJobProgress({ job_id: id });
    expect(percent).toBe(100);
    expect(steps.map(({ key, status, done, total }) => [key, status, done, total])).toEqual([
      ['data_chars', 'completed', 0, null],
      ['col_profiling', 'completed', 3, 3],
      ['hygiene_issues', 'completed', 0, null],
      ['score', 'completed', 0, null],
    ]);
  });

  it('shows columns by table and position, one table or one name alone, and one in depth', async () => {
    const { client } = server();
    const { tableGroupId } = await filesGroup(server(), { customers: CUSTOMERS, orders: ORDERS });
    const { id: job_id } = await profile(server(), tableGroupId);
    const all = await client.listColumnProfiles({ job_id });
    expect(all.items.map(({ table, column }) => `${table}.${column}`)).toEqual([
      ...['customer_id', 'name', 'email', 'status', 'signed_up'].map((column) => `customers.${column}`),
      ...['order_id', 'customer_id', 'amount'].map((column) => `orders.${column}`),
    ]);
    const filtered = await client.listColumnProfiles({ job_id, column: 'customer_id', table: 'orders' });
    expect(filtered).toMatchObject({ total: 1, items: [{ table: 'orders', column: 'customer_id' }] });

    const status = await client.getColumnProfile({ job_id, table: 'customers', column: 'status' });
    expect(status.measures).toMatchObject({ record_ct: 30, distinct_value_ct: 3, filled_value_ct: 10 });
    expect(status.frequencies).toEqual([
      { value: 'active', count: 10 },
      { value: 'closed', count: 10 },
      { value: 'n/a', count: 10 },
    ]);
    const amount = await client.getColumnProfile({ job_id, table: 'orders', column: 'amount' });
    expect(amount.percentiles.map(({ percent }) => percent)).toEqual([25, 50, 75]);
    await expect(
      client.getColumnProfile({ job_id, table: 'orders', column: 'missing' }),
    ).rejects.toMatchObject({ status: 404 });
  });

  it('completes without one table that cannot be read, names it and counts it', async () => {
    const { client } = server();
    const tables = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`orders_${i}`, ORDERS]));
    const { tableGroupId, folder } = await filesGroup(server(), tables);
    writeTable(folder, 'broken', ['a,b', '1,2', '"never closed,3', '4,5']);
    const run = await profile(server(), tableGroupId);
    expect(run.status).toBe('completed');
    expect(run.result).toMatchObject({ table_ct: 10, record_ct: 450, column_ct: 27 });
    expect(run.result?.score).not.toBeNull();
    expect(run.details?.results_complete).toBe(true);
    expect(run.details?.warnings).toEqual([
      { table: 'broken', column: null, message: expect.stringContaining('broken.csv') },
    ]);
    const { steps } = await client.getJobProgress({ job_id: run.id });
    expect(steps[1]).toMatchObject({ status: 'warning', detail: 'Could not be read: broken' });
    const catalog = await client.getCatalog({ table_group_id: tableGroupId });
    expect(catalog.total).toBe(10);
  });

  it('fails when nothing can be read, and says where and why', async () => {
    const { client } = server();
    const { tableGroupId } = await filesGroup(server(), { broken: ['a,b', '"never closed,3', '4,5'] });
    const run = await profile(server(), tableGroupId);
    expect(run).toMatchObject({ status: 'error', result: { score: null, table_ct: 1 } });
    const { error_message } = await client.getJob({ job_id: run.id });
    expect(error_message).toContain('broken.csv');
    expect(run.details).toMatchObject({ error_message, results_complete: false });
  });

  it('fails when the target is gone, with the place and nothing of the machinery', async () => {
    const { client } = server();
    const { tableGroupId, folder } = await filesGroup(server(), { orders: ORDERS });
    rmSync(folder, { recursive: true });
    const run = await profile(server(), tableGroupId);
    expect(run).toMatchObject({ status: 'error', result: null });
    const { error_message } = await client.getJob({ job_id: run.id });
    expect(error_message).toContain(folder);
    expect(error_message).not.toMatch(/ENOENT|\bat \//);
  });

  it('completes without a score when no table is selected, and says so', async () => {
    const { tableGroupId } = await filesGroup(server(), { orders: ORDERS }, { include: ['customer%'] });
    const run = await profile(server(), tableGroupId);
    const issues = { definite: 0, likely: 0, possible: 0, dismissed: 0 };
    expect(run).toMatchObject({
      status: 'completed',
      result: { score: null, table_ct: 0, column_ct: 0, record_ct: 0, issues },
    });
    expect(run.details?.warnings[0]?.message).toContain('None of the 1 tables');
  });

  it('is known by its ids while it waits, and listed newest first with a filter by status', async () => {
    const { client } = server();
    const { tableGroupId } = await filesGroup(server(), { orders: ORDERS });
    const first = await profile(server(), tableGroupId);
    const second = await client.submitProfilingRun({ table_group_id: tableGroupId });
    const waiting = await client.getProfilingRun({ job_id: second.id });
    expect(waiting).toMatchObject({ id: second.id, table_group_id: tableGroupId });
    await client.waitForJob(second.id);
    const listed = await client.listProfilingRuns({ table_group_id: tableGroupId });
    expect(listed.items.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(listed.items[1]).toEqual({ ...first, details: undefined });
    const failed = await client.listProfilingRuns({ table_group_id: tableGroupId, status: ['error'] });
    expect(failed).toMatchObject({ items: [], total: 0 });
  });

  it('looks missing under the id of another kind of job, and to who may not see or submit it', async () => {
    const { client, url } = server();
    const { tableGroupId } = await filesGroup(server(), { orders: ORDERS });
    const { id } = await profile(server(), tableGroupId);
    const suite = await client.createTestSuite({ table_group_id: tableGroupId, body: { name: 'all' } });
    const generation = await client.submitTestGeneration({ test_suite_id: suite.id, wait: 60 });
    await expect(client.getProfilingRun({ job_id: generation.id })).rejects.toMatchObject({ status: 404 });
    await expect(createClient({ url }).getProfilingRun({ job_id: id })).rejects.toMatchObject({
      status: 401,
    });
    const reader = await clientOf(server(), 'catalog');
    await expect(reader.getProfilingRun({ job_id: id })).rejects.toMatchObject({ status: 404 });
    const looker = await clientOf(server(), 'analyst');
    await expect(looker.submitProfilingRun({ table_group_id: tableGroupId })).rejects.toMatchObject({
      status: 404,
    });
  });

  it('hides values of personal data from who may not see them, and shows how much there is', async () => {
    const { client } = server();
    const { tableGroupId } = await filesGroup(server(), { customers: CUSTOMERS });
    const { id: job_id } = await profile(server(), tableGroupId);
    const place = { job_id, table: 'customers', column: 'email' };
    const seen = await client.getColumnProfile(place);
    expect(seen).toMatchObject({ values_masked: false, measures: { min_text: 'person.0@example.org' } });

    const analyst = await clientOf(server(), 'analyst');
    const masked = await analyst.getColumnProfile(place);
    expect(masked).toMatchObject({
      values_masked: true,
      frequencies: [],
      measures: { min_text: null, max_text: null, record_ct: 30, distinct_value_ct: 30 },
    });
    const everything = JSON.stringify([
      masked,
      await analyst.listColumnProfiles({ job_id, column: 'email' }),
      await analyst.listHygieneIssues({ job_id, column: 'email' }),
    ]);
    expect(everything).not.toContain('@example.org');
    const status = await analyst.getColumnProfile({ job_id, table: 'customers', column: 'status' });
    expect(status.values_masked).toBe(false);
  });

  it('keeps the catalog true: what is added, changed, dropped, and what is only not selected any more', async () => {
    const { client, store } = server();
    const { tableGroupId, folder } = await filesGroup(server(), {
      customers: CUSTOMERS,
      orders: ORDERS,
      gone: ORDERS,
    });
    await profile(server(), tableGroupId);
    rmSync(join(folder, 'gone.csv'));
    writeTable(folder, 'orders', ['order_id,amount,note', 'A1,3,x', 'A2,4,y']);
    await client.updateTableGroup({ table_group_id: tableGroupId, body: { tables: ['orders'] } });
    await profile(server(), tableGroupId);

    const tables = await store.db
      .selectFrom('catalog_table')
      .select(['name', 'dropped_at', 'record_ct'])
      .where('table_group_id', '=', tableGroupId)
      .orderBy('name')
      .execute();
    expect(tables.map(({ name, dropped_at, record_ct }) => [name, dropped_at !== null, record_ct])).toEqual([
      ['customers', false, 30],
      ['gone', true, 50],
      ['orders', false, 2],
    ]);
    const columns = await store.db
      .selectFrom('catalog_column')
      .innerJoin('catalog_table', 'catalog_table.id', 'catalog_column.catalog_table_id')
      .select(['catalog_column.name', 'catalog_column.dropped_at', 'type_changed_at'])
      .where('catalog_table.table_group_id', '=', tableGroupId)
      .where('catalog_table.name', '=', 'orders')
      .orderBy('catalog_column.name')
      .execute();
    expect(
      columns.map(({ name, dropped_at, type_changed_at }) => [
        name,
        dropped_at !== null,
        type_changed_at !== null,
      ]),
    ).toEqual([
      ['amount', false, true],
      ['customer_id', true, false],
      ['note', false, false],
      ['order_id', false, true],
    ]);
  });
});
