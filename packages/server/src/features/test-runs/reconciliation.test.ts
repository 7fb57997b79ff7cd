/** Tests that compare with a table of another connection, from saving them to the rows behind a failure. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPostgresDatabase, type PostgresDatabase, postgresAvailable } from '@assay/test-support';
import { beforeAll, expect, it } from 'vitest';
import { clientOf } from '../profiling-runs/testing/profiling-fixture.ts';
import { completed, type GivenCsvTables, givenCsvTables, runTests } from '../testing/given-tables.ts';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';

const ORDERS =
  'id,city,email,amount\n1,Oslo,a@example.org,1.5\n2,Bergen,b@example.org,2\n3,Voss,c@example.org,3\n';
const COPIED =
  'id,city,email,amount\n1,Oslo,a@example.org,1.50\n2,Rome,b@example.org,2\n4,Bari,d@example.org,4\n';
/** Nothing listens there. */
const CLOSED_PORT = 1;

describeServers('a comparison with another connection', (given) => {
  let server: TestServer;
  let tables: GivenCsvTables;
  let suiteId: string;
  let copyId: string;
  beforeAll(async () => {
    server = given();
    tables = await givenCsvTables(server, { orders: ORDERS });
    ({ id: copyId } = await addFiles(tables.projectCode, 'copy', { copied: COPIED, empty: 'id,city\n' }));
    const suite = await server.client.createTestSuite({
      table_group_id: tables.tableGroupId,
      body: { name: 'compared', capture_failing_rows: true },
    });
    suiteId = suite.id;
  });

  let folders = 0;
  async function addFiles(project_code: string, name: string, csv: Readonly<Record<string, string>>) {
    const path = join(server.filesRoot, `other-${folders++}`);
    mkdirSync(path);
    for (const [table, text] of Object.entries(csv)) writeFileSync(join(path, `${table}.csv`), text);
    return server.client.createConnection({ project_code, body: { name, type: 'files', config: { path } } });
  }

  type Body = Parameters<TestServer['client']['createTestDefinition']>[0]['body'];
  const ROWS = {
    test_type: 'Reconcile_Rows',
    table_name: 'orders',
    groupby_names: 'id',
    match_connection_name: 'copy',
    match_table_name: 'copied',
  } as const;
  const add = (body: Body, { validate, suite = suiteId }: { validate?: boolean; suite?: string } = {}) =>
    server.client.createTestDefinition({
      test_suite_id: suite,
      body,
      ...(validate === undefined ? {} : { validate }),
    });
  const newSuite = async (name: string) => {
    const body = { name };
    return (await server.client.createTestSuite({ table_group_id: tables.tableGroupId, body })).id;
  };
  const resultsOf = async (suite: string) => {
    const { id } = await runTests(server, suite);
    return (await server.client.listTestResults({ job_id: id })).items;
  };
  const refused = (path: string, words: RegExp) => ({
    status: 422,
    errors: [{ code: 'invalid_request', path, detail: expect.stringMatching(words) }],
  });

  it('counts rows, values and groups that do not agree', async () => {
    const suite = await newSuite('three kinds');
    await add(ROWS, { suite });
    const other = { table_name: 'orders', match_connection_name: 'copy', match_table_name: 'copied' };
    await add({ ...other, test_type: 'Reconcile_Values', column_name: 'city' }, { suite });
    await add(
      { ...other, test_type: 'Reconcile_Totals', column_name: 'amount', baseline_value: 'count, minimum' },
      { suite },
    );
    await add({ test_type: 'Required', table_name: 'orders', column_name: 'city' }, { suite });
    const results = await resultsOf(suite);
    expect(
      Object.fromEntries(results.map(({ test_type, status, measure }) => [test_type, [status, measure]])),
    ).toEqual({
      Reconcile_Rows: ['Failed', 3],
      Reconcile_Values: ['Failed', 2],
      Reconcile_Totals: ['Passed', 0],
      Required: ['Passed', 0],
    });
    const rows = results.find(({ test_type }) => test_type === 'Reconcile_Rows')!;
    expect(rows.message).toContain('Differences to copy: copied: 3 (missing 1, extra 1, different 1)');
    expect(rows.dq_prevalence).toBe(1);
    const detail = await server.client.getTestResult({ test_result_id: rows.id });
    expect(detail.sql).toContain('-- In the reference connection:');
  });

  it('keeps the rows behind a failure, with the values of both sides', async () => {
    await add(ROWS);
    const [result] = await resultsOf(suiteId);
    const found = await server.client.listFailingRows({ test_result_id: result!.id });
    expect(found).toMatchObject({ total: 3, truncated: false, captured_at: expect.any(String) });
    expect(found.columns.slice(0, 4)).toEqual(['difference', 'id', 'city', 'reference.city']);
    expect(found.rows).toContainEqual(
      expect.objectContaining({ difference: 'different', id: 2, city: 'Bergen', 'reference.city': 'Rome' }),
    );
    const now = await server.client.listFailingRows({ test_result_id: result!.id, now: true, limit: 1 });
    expect(now).toMatchObject({ total: 3, truncated: true, captured_at: null });
    expect(now.rows).toHaveLength(1);
  });

  const PERSONAL = {
    risk: 'Moderate',
    category: 'ID',
    type: 'Address',
    reason: 'It was said so.',
  } as const;
  const profiled = async (table_group_id: string) => {
    await completed(server, await server.client.submitProfilingRun({ table_group_id }));
  };

  it('hides values that either side knows to be personal from those who may not see them', async () => {
    await profiled(tables.tableGroupId);
    const tested = { table_group_id: tables.tableGroupId, table: 'orders', column: 'email' };
    await server.client.updateCatalogColumn({ ...tested, body: { pii: PERSONAL } });
    const suite = await newSuite('personal');
    await add(ROWS, { suite });
    const [result] = await resultsOf(suite);
    const analyst = await clientOf(server, 'analyst');
    const different = async () => {
      const found = await analyst.listFailingRows({ test_result_id: result!.id });
      expect(found.values_masked).toBe(true);
      return found.rows.find(({ difference }) => difference === 'different');
    };
    expect(await different()).toMatchObject({
      email: '*****',
      'reference.email': '*****',
      city: 'Bergen',
      'reference.city': 'Rome',
    });

    const { id: table_group_id } = await server.client.createTableGroup({
      project_code: tables.projectCode,
      body: { name: 'copies', connection_id: copyId, schema: 'main' },
    });
    await profiled(table_group_id);
    const reference = { table_group_id, table: 'copied', column: 'city' };
    await server.client.updateCatalogColumn({ ...reference, body: { pii: PERSONAL } });
    expect(await different()).toMatchObject({
      city: '*****',
      'reference.city': '*****',
      id: 2,
    });
  });

  it('is not saved while the connection, the table or a column is not there', async () => {
    await expect(add({ ...ROWS, match_connection_name: 'nowhere' })).rejects.toMatchObject(
      refused('body.match_connection_name', /no connection "nowhere" in this project/),
    );
    await expect(add({ ...ROWS, match_table_name: 'gone' })).rejects.toMatchObject(
      refused('body.match_table_name', /main\.gone is not there in the connection "copy"/),
    );
    await expect(add({ ...ROWS, column_name: 'city', match_column_names: 'town' })).rejects.toMatchObject(
      refused('body.match_column_names', /main\.copied\.town/),
    );
    await expect(add({ ...ROWS, column_name: 'city', match_column_names: 'amount' })).rejects.toMatchObject(
      refused('body.match_column_names', /different kinds/),
    );
    await expect(add({ ...ROWS, match_subset_condition: 'lost > 1' })).rejects.toMatchObject(
      refused('body.match_subset_condition', /lost/),
    );
    await expect(add({ ...ROWS, subset_condition: 'lost > 1' })).rejects.toMatchObject(
      refused('body.subset_condition', /lost/),
    );
    const { match_connection_name: _, ...without } = ROWS;
    await expect(add(without)).rejects.toMatchObject(
      refused('body.match_connection_name', /Reference connection is missing/),
    );
  });

  it('is the only kind of test that names a connection', async () => {
    const body = {
      test_type: 'Row_Ct',
      table_name: 'orders',
      threshold_value: '1',
      match_connection_name: 'copy',
    };
    await expect(add(body)).rejects.toMatchObject(
      refused('body.match_connection_name', /stays within its own connection/),
    );
  });

  it('does not see connections of other projects', async () => {
    const project = await server.client.createProject({
      body: { project_code: `other-${server.url}`.replace(/[^a-z0-9-]/g, '-').slice(0, 40), name: 'other' },
    });
    await addFiles(project.project_code, 'foreign', { copied: COPIED });
    await expect(add({ ...ROWS, match_connection_name: 'foreign' })).rejects.toMatchObject(
      refused('body.match_connection_name', /no connection "foreign" in this project/),
    );
    const suite = await newSuite('foreign');
    await add({ ...ROWS, match_connection_name: 'foreign' }, { validate: false, suite });
    expect(await resultsOf(suite)).toMatchObject([
      {
        status: 'Error',
        message: expect.stringContaining('There is no connection "foreign" in this project'),
      },
    ]);
  });

  it('with one that is out of reach is an error of its own tests only', async () => {
    await server.client.createConnection({
      project_code: tables.projectCode,
      body: {
        name: 'closed',
        type: 'postgresql',
        config: { host: '127.0.0.1', port: CLOSED_PORT, database: 'd', user: 'u' },
      },
    });
    const suite = await newSuite('closed');
    const closed = { ...ROWS, match_connection_name: 'closed' };
    await expect(add(closed, { suite })).rejects.toMatchObject({ errors: [{ code: 'target_error' }] });
    await add(closed, { validate: false, suite });
    await add({ test_type: 'Required', table_name: 'orders', column_name: 'city' }, { suite });
    const results = await resultsOf(suite);
    const { Reconcile_Rows: failed, Required: passed } = Object.fromEntries(
      results.map((result) => [result.test_type, result]),
    );
    expect(failed).toMatchObject({ status: 'Error', measure: null });
    expect(failed!.message).toContain('The connection "closed" that the test compares with cannot be asked.');
    expect(passed).toMatchObject({ status: 'Passed' });
    const shown = await server.client.listFailingRows({ test_result_id: failed!.id });
    expect(shown).toMatchObject({ rows: [], note: expect.stringContaining('"closed"') });
  });

  it('travels with its connection name in documents', async () => {
    const suite = await newSuite('exported');
    await add(ROWS, { suite });
    const document = await server.client.exportTestDefinitions({ test_suite_id: suite });
    expect(document.definitions).toMatchObject([
      { test_type: 'Reconcile_Rows', match_connection_name: 'copy' },
    ]);
  });

  it.runIf(postgresAvailable())('works across kinds of databases', async () => {
    const database: PostgresDatabase = await createPostgresDatabase();
    try {
      await database.query(
        'CREATE TABLE orders (id bigint, city varchar(20), email text, amount numeric(12,4))',
      );
      await database.query(
        `INSERT INTO orders VALUES (1, 'Oslo', 'a@example.org', 1.5), (2, 'Bergen', 'b@example.org', 2), (3, 'Voss', 'c@example.org', 3)`,
      );
      await server.client.createConnection({
        project_code: tables.projectCode,
        body: { name: 'warehouse', type: 'postgresql', config: { url: database.url } },
      });
      const suite = await newSuite('warehouse');
      await add({ ...ROWS, match_connection_name: 'warehouse', match_table_name: 'ORDERS' }, { suite });
      expect(await resultsOf(suite)).toMatchObject([{ status: 'Passed', measure: 0 }]);
      await database.query(`UPDATE orders SET amount = 2.0001 WHERE id = 2`);
      expect(await resultsOf(suite)).toMatchObject([{ status: 'Failed', measure: 1 }]);
    } finally {
      await database.drop();
    }
  });
});
