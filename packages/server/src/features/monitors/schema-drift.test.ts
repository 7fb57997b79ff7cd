/** Acceptance case 24, end to end, and what the reference product does not see. */
import { createPostgresDatabase, postgresAvailable } from '@assay/test-support';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { givenCsvTables, givenPostgresTables } from '../testing/given-tables.ts';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';
import { completedMonitorRun, completedProfile } from './testing/monitored-tables.ts';

describeServers('drift of a schema', (given) => {
  let server: TestServer;
  beforeAll(() => {
    server = given();
  });
  const monitored = async (table_group_id: string) => {
    await server.client.createMonitors({ table_group_id, body: {} });
    const run = async () => {
      const { id } = await completedMonitorRun(server, table_group_id);
      const { items } = await server.client.listMonitorResults({
        job_id: id,
        test_type: 'Schema_Drift',
        limit: 100,
      });
      return new Map(items.map((result) => [result.table, result]));
    };
    const signals = async () => {
      const rows = await server.store.db
        .selectFrom('test_result')
        .select(['table_name', 'facts'])
        .where('test_type', '=', 'Schema_Drift')
        .orderBy('created_at')
        .execute();
      return new Map(rows.map(({ table_name, facts }) => [table_name, facts]));
    };
    return { run, signals };
  };

  it('24: is told for each table that was added, changed or dropped since the run before', async () => {
    const tables = await givenCsvTables(server, {
      customers: 'id,fax,city\n1,2,Oslo\n',
      old: 'a,b\n1,x\n',
      stable: 'x\n1\n',
    });
    const { run, signals } = await monitored(tables.tableGroupId);
    const first = await run();
    expect([...first.keys()]).toEqual(['customers', 'old', 'stable']);
    for (const result of first.values()) {
      expect(result).toMatchObject({
        status: 'Log',
        measure: null,
        message: expect.stringContaining('Learning: this is the first run'),
      });
    }
    tables.write('orders', 'id,day,total\n1,2024-01-01,5\n');
    tables.write('customers', 'id,city\nA1,Oslo\n');
    tables.removeTable('old');
    const second = await run();
    expect(second.get('orders')).toMatchObject({
      status: 'Failed',
      measure: 3,
      message: 'Schema changes: 3, Table added, Columns added: 3 (id, day, total)',
    });
    expect(second.get('customers')).toMatchObject({
      status: 'Failed',
      measure: 2,
      message:
        'Schema changes: 2, Columns dropped: 1 (fax), Columns changed: 1, type of id from BIGINT to VARCHAR',
    });
    expect(second.get('old')).toMatchObject({
      status: 'Failed',
      measure: 2,
      message: 'Schema changes: 2, Table dropped, Columns dropped: 2 (a, b)',
    });
    expect(second.get('stable')).toMatchObject({ status: 'Passed', measure: 0 });
    expect(second.size).toBe(4);
    const facts = await signals();
    expect(facts.get('orders')).toMatchObject({ signal: expect.stringMatching(/^A\|3\|0\|0\|20/) });
    expect(facts.get('customers')).toMatchObject({ signal: expect.stringMatching(/^M\|0\|1\|1\|20/) });
    expect(facts.get('old')).toMatchObject({ signal: expect.stringMatching(/^D\|0\|2\|0\|20/) });
    expect(facts.get('stable')).toMatchObject({ state: 'unchanged', signal: null });

    const third = await run();
    expect([...third.values()].map(({ table, status }) => [table, status])).toEqual([
      ['customers', 'Passed'],
      ['orders', 'Passed'],
      ['stable', 'Passed'],
    ]);
  });

  it('is told once, also when profiling found it first', async () => {
    const tables = await givenCsvTables(server, { a: 'x\n1\n' });
    await completedProfile(server, tables.tableGroupId);
    const { run } = await monitored(tables.tableGroupId);
    await run();
    tables.write('a', 'x,y\n1,2\n');
    await completedProfile(server, tables.tableGroupId);
    expect((await run()).get('a')).toMatchObject({ status: 'Failed', measure: 1 });
    expect((await run()).get('a')).toMatchObject({ status: 'Passed' });
  });

  it('that a failed run would have told is told by the next one', async () => {
    const tables = await givenCsvTables(server, { a: 'x\n1\n' });
    const { run } = await monitored(tables.tableGroupId);
    await run();
    tables.write('b', 'x\n1\n');
    const second = await run();
    expect(second.get('b')).toMatchObject({ status: 'Failed' });
    // As if that run had failed after it had looked at the tables.
    await sql`UPDATE job SET status = 'error', error_message = 'the target went away'
       WHERE id = (SELECT job_id FROM test_run WHERE table_group_id = ${tables.tableGroupId}
                    ORDER BY started_at DESC LIMIT 1)`.execute(server.store.db);
    expect((await run()).get('b')).toMatchObject({ status: 'Failed', measure: 1 });
  });

  it('is decided about table by table, but not switched off by a result of one of them', async () => {
    const tables = await givenCsvTables(server, { a: 'x\n1\n' });
    const { run } = await monitored(tables.tableGroupId);
    await run();
    tables.write('b', 'x\n1\n');
    const { id: test_result_id } = (await run()).get('b')!;
    const decide = (disposition: 'Dismissed' | 'Inactive') =>
      server.client.updateTestResult({ test_result_id, body: { disposition } });
    await expect(decide('Inactive')).rejects.toMatchObject({ status: 422 });
    expect(await decide('Dismissed')).toMatchObject({ disposition: 'Dismissed', table: 'b' });
  });

  describe.runIf(postgresAvailable())('of a PostgreSQL database', () => {
    it('is nullability, defaults and likely renames too', async () => {
      const database = await createPostgresDatabase();
      await database.query('CREATE TABLE orders (id integer, note text, city text, day date)');
      const { tableGroupId } = await givenPostgresTables(server, database.url);
      const { run } = await monitored(tableGroupId);
      await run();
      await database.query(
        `ALTER TABLE orders ALTER id SET NOT NULL, ALTER note SET DEFAULT 'none'; ALTER TABLE orders RENAME city TO town`,
      );
      const result = (await run()).get('orders');
      expect(result).toMatchObject({ status: 'Failed', measure: 4 });
      expect(result?.message).toBe(
        "Schema changes: 4, Columns added: 1 (town), Columns dropped: 1 (city), Columns changed: 2, city likely renamed to town, id now not null, default of note from none to 'none'::text",
      );
      await database.query(
        'DROP TABLE orders; CREATE TABLE purchases (id integer, note text, town text, day date)',
      );
      const renamed = await run();
      expect(renamed.get('purchases')?.message).toContain('likely renamed from orders to purchases');
      expect(renamed.get('orders')?.message).toContain('likely renamed from orders to purchases');
      await database.drop();
    });
  });
});
