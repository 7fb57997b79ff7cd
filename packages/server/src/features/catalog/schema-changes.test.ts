import { createPostgresDatabase, postgresAvailable } from '@assay/test-support';
import { beforeAll, describe, expect, it } from 'vitest';
import { completed, givenCsvTables, givenPostgresTables } from '../testing/given-tables.ts';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';
import { refreshCatalog } from './refresh-catalog.ts';

describeServers('changes of a schema', (given) => {
  let server: TestServer;
  beforeAll(() => {
    server = given();
  });
  const profile = async (tableGroupId: string) =>
    completed(server, await server.client.submitProfilingRun({ table_group_id: tableGroupId }));
  type Filter = Omit<Parameters<typeof server.client.listSchemaChanges>[0], 'table_group_id'>;
  const changes = async (tableGroupId: string, filter: Filter = {}) =>
    (await server.client.listSchemaChanges({ table_group_id: tableGroupId, limit: 100, ...filter })).items;
  const told = async (tableGroupId: string, filter: Filter = {}) =>
    (await changes(tableGroupId, filter)).map(({ kind, table, column, before, after }) =>
      [kind, [table, column].filter(Boolean).join('.'), before, after].filter(Boolean).join(' '),
    );

  it('are recorded from the second look on, newest first', async () => {
    const tables = await givenCsvTables(server, {
      customers: 'id,mail,city\n1,a@b.example,Oslo\n',
      old: 'a,b\n1,x\n',
    });
    const { tableGroupId } = tables;
    await profile(tableGroupId);
    expect(await told(tableGroupId)).toEqual([]);
    tables.write('customers', 'id,city\nA1,Oslo\n');
    tables.removeTable('old');
    tables.write('orders', 'id,day\n1,2024-01-01\n');
    const second = await profile(tableGroupId);
    expect(await told(tableGroupId)).toEqual([
      'column_dropped customers.mail VARCHAR',
      'type_changed customers.id BIGINT VARCHAR',
      'table_dropped old',
      'column_dropped old.a BIGINT',
      'column_dropped old.b VARCHAR',
      'table_added orders',
      'column_added orders.id BIGINT',
      'column_added orders.day DATE',
    ]);
    const [first] = await changes(tableGroupId);
    expect(first).toMatchObject({ run_id: second.id, changed_at: expect.any(String), because: null });

    expect(await profile(tableGroupId)).toMatchObject({ status: 'completed' });
    expect(await told(tableGroupId)).toHaveLength(8);
    tables.write('old', 'a,b\n1,x\n');
    await profile(tableGroupId);
    expect((await told(tableGroupId)).slice(0, 3)).toEqual([
      'table_added old',
      'column_added old.a BIGINT',
      'column_added old.b VARCHAR',
    ]);
    expect(await told(tableGroupId, { table: 'old', kind: ['table_added', 'table_dropped'] })).toEqual([
      'table_added old',
      'table_dropped old',
    ]);
    expect(await told(tableGroupId, { column: 'mail' })).toEqual(['column_dropped customers.mail VARCHAR']);
    const since = (await changes(tableGroupId))[0]!.changed_at;
    expect(await told(tableGroupId, { since })).toHaveLength(3);
  });

  it('guess renames beside what was seen', async () => {
    const tables = await givenCsvTables(server, { people: 'id,mail,city\n1,a,Oslo\n' });
    await profile(tables.tableGroupId);
    tables.write('people', 'id,email,city\n1,a,Oslo\n');
    await profile(tables.tableGroupId);
    expect(await told(tables.tableGroupId, { kind: ['column_renamed'] })).toEqual([
      'column_renamed people.email mail email',
    ]);
  });

  it('are none when the schema shows nothing, when a table cannot be read, or is not selected any more', async () => {
    const tables = await givenCsvTables(server, { a: 'x\n1\n', b: 'y\n1\n' });
    const { tableGroupId } = tables;
    await profile(tableGroupId);
    tables.write('b', '');
    await profile(tableGroupId);
    await server.client.updateTableGroup({ table_group_id: tableGroupId, body: { include: ['a'] } });
    await profile(tableGroupId);
    expect(await told(tableGroupId)).toEqual([]);
    const look = { tableGroupId, runId: '00000000-0000-7000-8000-000000000000', seenAt: new Date() };
    await server.store.transaction(({ db }) => refreshCatalog(db, { ...look, present: [], selected: [] }));
    expect(await told(tableGroupId)).toEqual([]);
  });

  it('are not taken back by a run that looked earlier and ends later', async () => {
    const tables = await givenCsvTables(server, { a: 'x\n1\n' });
    const { tableGroupId } = tables;
    await profile(tableGroupId);
    const seenAt = new Date(Date.now() - 60_000);
    const late = { tableGroupId, runId: '00000000-0000-7000-8000-000000000000', seenAt };
    await server.store.transaction(({ db }) =>
      refreshCatalog(db, { ...late, present: ['another'], selected: [] }),
    );
    expect(await told(tableGroupId)).toEqual([]);
    const catalog = await server.client.getCatalog({ table_group_id: tableGroupId });
    expect(catalog.items.map(({ table }) => table)).toEqual(['a']);
  });

  describe.runIf(postgresAvailable())('of a PostgreSQL database', () => {
    it('tell nullability and defaults too', async () => {
      const database = await createPostgresDatabase();
      await database.query('CREATE TABLE orders (id integer, note text, city text)');
      const { tableGroupId } = await givenPostgresTables(server, database.url);
      await profile(tableGroupId);
      await database.query(
        `ALTER TABLE orders ALTER id SET NOT NULL, ALTER note SET DEFAULT 'none'; ALTER TABLE orders RENAME city TO town`,
      );
      await profile(tableGroupId);
      expect(await told(tableGroupId)).toEqual([
        'column_renamed orders.town city town',
        'column_added orders.town text',
        'column_dropped orders.city text',
        'nullability_changed orders.id nullable not null',
        `default_changed orders.note 'none'::text`,
      ]);
      await database.drop();
    });
  });
});
