import type { Client } from '@assay/contract';
import { createPostgresDatabase, describePostgres, type PostgresDatabase } from '@assay/test-support';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';
import {
  CUSTOMERS,
  filesGroup,
  ORDERS,
  postgresGroup,
  profile,
  writeTable,
} from './testing/profiling-fixture.ts';

/** A run of what has changed alone, to its end. */
async function profileChanges({ client }: TestServer, table_group_id: string) {
  const { id } = await client.submitProfilingRun({ table_group_id, changed_only: true, wait: 60 });
  return client.getProfilingRun({ job_id: id, include: ['details'] });
}

/** Table -> the run that its profile was taken from. */
const sources = (run: Awaited<ReturnType<typeof profileChanges>>) =>
  Object.fromEntries(run.details?.tables.map(({ table, reused_from }) => [table, reused_from]) ?? []);

const everything = async (client: Client, job_id: string) => ({
  columns: (await client.listColumnProfiles({ job_id, limit: 100 })).items,
  issues: (await client.listHygieneIssues({ job_id, limit: 100 })).items.map(({ id: _, ...issue }) => issue),
  status: await client.getColumnProfile({ job_id, table: 'customers', column: 'status' }),
});

describeServers('a run of what has changed alone', (server) => {
  it('takes everything from the run before when nothing has, and comes to the same result', async () => {
    const { client } = server();
    const { tableGroupId } = await filesGroup(server(), { customers: CUSTOMERS, orders: ORDERS });
    const first = await profile(server(), tableGroupId);
    const second = await profileChanges(server(), tableGroupId);
    expect(second.details).toMatchObject({ changed_only: true, reused_table_ct: 2, results_complete: true });
    expect(sources(second)).toEqual({ customers: first.id, orders: first.id });
    expect(second.result).toEqual(first.result);
    expect(await everything(client, second.id)).toEqual(await everything(client, first.id));
    const { steps } = await client.getJobProgress({ job_id: second.id });
    expect(steps[1]).toMatchObject({ status: 'completed', detail: '2 tables have not changed' });
  });

  it('measures what has changed, and names the first source of the rest', async () => {
    const { tableGroupId, folder } = await filesGroup(server(), { customers: CUSTOMERS, orders: ORDERS });
    const first = await profile(server(), tableGroupId);
    await profileChanges(server(), tableGroupId);
    writeTable(folder, 'orders', [...ORDERS, '51,7,1.00']);
    const third = await profileChanges(server(), tableGroupId);
    expect(sources(third)).toEqual({ customers: first.id, orders: null });
    expect(third.result?.record_ct).toBe(81);
    writeTable(folder, 'visits', ['visit_id', '1', '2']);
    const fourth = await profileChanges(server(), tableGroupId);
    expect(sources(fourth)).toEqual({ customers: first.id, orders: third.id, visits: null });

    const whole = await profile(server(), tableGroupId);
    expect(sources(whole)).toEqual({ customers: null, orders: null, visits: null });
    expect(whole.details).toMatchObject({ changed_only: false, reused_table_ct: 0 });
  });

  it('measures everything when there is no earlier run, and what is to be measured otherwise', async () => {
    const { client } = server();
    const { tableGroupId } = await filesGroup(server(), { customers: CUSTOMERS, orders: ORDERS });
    const first = await profileChanges(server(), tableGroupId);
    expect(sources(first)).toEqual({ customers: null, orders: null });
    const place = { table_group_id: tableGroupId, table: 'orders', column: 'amount' };
    await client.updateCatalogColumn({ ...place, body: { excluded: true } });
    const second = await profileChanges(server(), tableGroupId);
    expect(sources(second)).toEqual({ customers: first.id, orders: null });
    await client.updateTableGroup({
      table_group_id: tableGroupId,
      body: { use_sampling: true, sample_min_rows: 10 },
    });
    expect(sources(await profileChanges(server(), tableGroupId))).toEqual({ customers: null, orders: null });
  });

  it('measures a table again of which not everything could be measured', async () => {
    const { store } = server();
    const { tableGroupId } = await filesGroup(server(), { customers: CUSTOMERS, orders: ORDERS });
    const first = await profile(server(), tableGroupId);
    await store.db
      .updateTable('column_profile')
      .set({ error: 'Timed out.' })
      .where('profiling_run_id', '=', first.id)
      .where('table_name', '=', 'orders')
      .where('column_name', '=', 'amount')
      .execute();
    expect(sources(await profileChanges(server(), tableGroupId))).toEqual({
      customers: first.id,
      orders: null,
    });
  });

  it('is not the same request as a run of everything', async () => {
    const { client } = server();
    const { tableGroupId } = await filesGroup(server(), { orders: ORDERS });
    const once = { headers: { 'idempotency-key': `changes-${tableGroupId}` } };
    await client.submitProfilingRun({ table_group_id: tableGroupId }, once);
    const other = client.submitProfilingRun({ table_group_id: tableGroupId, changed_only: true }, once);
    await expect(other).rejects.toMatchObject({ status: 422 });
  });
});

describePostgres('a database of which something has changed', () => {
  let database: PostgresDatabase;
  beforeAll(async () => {
    database = await createPostgresDatabase();
    await database.query(`
      CREATE TABLE grows (id integer, note text);
      INSERT INTO grows SELECT i, 'note ' || i FROM generate_series(1, 30) AS i;
      CREATE TABLE stays (id integer, day date);
      INSERT INTO stays SELECT i, date '2024-01-01' + i FROM generate_series(1, 30) AS i;
      CREATE TABLE alters (id integer, note text);
      INSERT INTO alters SELECT i, 'note ' || i FROM generate_series(1, 30) AS i;
      CREATE VIEW looks AS SELECT * FROM stays;`);
  });
  afterAll(() => database.drop());

  describeServers('a run of what has changed alone', (server) => {
    it('sees rows and columns that come and go, and reads views again', async () => {
      const { tableGroupId } = await postgresGroup(server(), database);
      const first = await profile(server(), tableGroupId);
      await database.query('INSERT INTO grows VALUES (31, NULL)');
      await database.query('ALTER TABLE alters ADD COLUMN extra integer');
      const second = await profileChanges(server(), tableGroupId);
      expect(sources(second)).toEqual({ alters: null, grows: null, looks: null, stays: first.id });
      await database.query('ALTER TABLE alters DROP COLUMN extra');
      await database.query('DELETE FROM grows WHERE id = 31');
    });
  });
});
