import { beforeAll, expect, it } from 'vitest';
import { completed, givenCsvTables } from '../testing/given-tables.ts';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';

const SALES = ['sale_id,region', ...Array.from({ length: 60 }, (_, n) => `${n + 1},${['N', 'S'][n % 2]}`)];

describeServers('an export', (given) => {
  let server: TestServer;
  let tableGroupId: string;
  let projectCode: string;
  let suiteId: string;
  let generated: number;
  beforeAll(async () => {
    server = given();
    const { client } = server;
    ({ tableGroupId, projectCode } = await givenCsvTables(server, { sales: SALES.join('\n') }));
    await completed(server, await client.submitProfilingRun({ table_group_id: tableGroupId }));
    suiteId = await givenSuite('exported');
    await completed(server, await client.submitTestGeneration({ test_suite_id: suiteId }));
    generated = (await client.listTestDefinitions({ test_suite_id: suiteId })).total;
    expect(generated).toBeGreaterThan(3);
    const required = await find(suiteId, 'Required', 'sale_id');
    await client.updateTestDefinition({
      test_definition_id: required!.id,
      body: { threshold_value: 5, test_active: false },
    });
    await client.createTestDefinition({
      test_suite_id: suiteId,
      body: {
        test_type: 'CUSTOM',
        column_name: "the shop's sales",
        custom_query: 'SELECT 1',
        skip_errors: 2,
      },
    });
  });

  const givenSuite = async (name: string) =>
    (await server.client.createTestSuite({ table_group_id: tableGroupId, body: { name } })).id;
  const find = async (test_suite_id: string, testType: string, column: string) =>
    (await server.client.listTestDefinitions({ test_suite_id, test_type: testType, column })).items[0];
  type Filter = Omit<Parameters<typeof server.client.exportTestDefinitions>[0], 'test_suite_id'>;
  const exportOf = (test_suite_id: string, filter: Filter = {}) =>
    server.client.exportTestDefinitions({ test_suite_id, ...filter });
  const overwriteAll = {
    mode: 'apply',
    on_match: 'overwrite_all',
    on_new: 'create',
    on_absence: 'delete_all',
  } as const;
  const bring = (test_suite_id: string, payload: Awaited<ReturnType<typeof exportOf>>) =>
    server.client.importTestDefinitions({ test_suite_id, body: { config: overwriteAll, payload } });

  it('says what it is and where it comes from', async () => {
    const document = await exportOf(suiteId);
    expect(document).toMatchObject({
      version: 1,
      omitted_fields: 'default',
      source: {
        project_code: projectCode,
        test_suite: 'exported',
        table_group: 'tables',
        table_group_schema: 'main',
        exported_at: expect.any(String),
        assay_version: '0.0.0-test',
        filter: { origin: 'both', table_name: null, test_type: null },
      },
    });
    expect(document.definitions).toHaveLength(generated + 1);
  });

  it('leaves out what has its default, and the ids of generated tests', async () => {
    const { definitions } = await exportOf(suiteId);
    const byHand = definitions.find(({ test_type }) => test_type === 'CUSTOM');
    expect(byHand).toEqual({
      test_type: 'CUSTOM',
      external_id: expect.any(String),
      column_name: "the shop's sales",
      skip_errors: 2,
      custom_query: 'SELECT 1',
    });
    const edited = definitions.find(
      ({ test_type, column_name }) => test_type === 'Required' && column_name === 'sale_id',
    );
    expect(edited).toMatchObject({
      last_auto_gen_date: expect.any(String),
      test_active: false,
      threshold_value: '5',
      edited_fields: expect.arrayContaining(['threshold_value', 'test_active']),
    });
    expect(edited).not.toHaveProperty('external_id');
  });

  it('gives the same ids each time', async () => {
    const [first, second] = [await exportOf(suiteId), await exportOf(suiteId)];
    expect(second.definitions).toEqual(first.definitions);
  });

  it('holds what is asked for', async () => {
    const count = async (filter: Filter) => (await exportOf(suiteId, filter)).definitions.length;
    expect(await count({ origin: 'auto' })).toBe(generated);
    expect(await count({ origin: 'manual' })).toBe(1);
    expect(await count({ origin: 'both' })).toBe(generated + 1);
    expect(await count({ test_type: 'CUSTOM' })).toBe(1);
    expect(await count({ test_type: 'CUSTOM', origin: 'auto' })).toBe(0);
    expect(await count({ table_name: 'sales' })).toBe(generated);
    expect(await count({ table_name: 'sale' })).toBe(0);
  });

  it('holds a test once that is left over from another schema of the table group', async () => {
    const { client, store } = server;
    const suite = await givenSuite('moved');
    await bring(suite, await exportOf(suiteId, { origin: 'auto' }));
    await store.db
      .updateTable('test_definition')
      .set({ schema_name: 'left' })
      .where('test_suite_id', '=', suite)
      .execute();
    expect((await exportOf(suite)).definitions).toHaveLength(generated);
    await completed(server, await client.submitTestGeneration({ test_suite_id: suite }));
    expect((await client.listTestDefinitions({ test_suite_id: suite })).total).toBe(2 * generated);
    const document = await exportOf(suite);
    expect(document.definitions).toHaveLength(generated);
    expect((await bring(suite, document)).summary).toMatchObject({ updated: generated, deleted: generated });
    const { items } = await client.listTestDefinitions({ test_suite_id: suite });
    expect(new Set(items.map(({ schema_name }) => schema_name))).toEqual(new Set(['main']));
  });

  it('makes the same tests of another suite', async () => {
    const other = await givenSuite('copy');
    const document = await exportOf(suiteId);
    expect((await bring(other, document)).summary).toEqual({
      created: generated + 1,
      updated: 0,
      skipped: 0,
      deleted: 0,
    });
    const copy = await exportOf(other);
    const undated = ({ definitions }: typeof copy) =>
      definitions.map(({ last_auto_gen_date, ...definition }) => ({
        ...definition,
        generated: last_auto_gen_date !== undefined,
      }));
    expect(undated(copy)).toEqual(undated(document));
  });

  it('takes a suite back to what it was', async () => {
    const { client } = server;
    const suite = await givenSuite('taken back');
    await bring(suite, {
      ...(await exportOf(suiteId)),
      definitions: [
        {
          test_type: 'Required',
          table_name: 'sales',
          column_name: 'region',
          last_auto_gen_date: '2026-03-01T09:05:00.000Z',
          impact_dimension: 'Usability',
          flagged: true,
          export_to_observability: false,
        },
      ],
    });
    const before = await exportOf(suite);
    const { id } = (await find(suite, 'Required', 'region'))!;
    await client.updateTestDefinition({
      test_definition_id: id,
      body: { test_active: false, subset_condition: '1 = 1', severity: 'Log', flagged: false },
    });
    await client.createTestDefinition({
      test_suite_id: suite,
      body: { test_type: 'Row_Ct', table_name: 'sales', threshold_value: 1 },
    });
    expect((await exportOf(suite)).definitions).not.toEqual(before.definitions);
    expect((await bring(suite, before)).summary).toMatchObject({ updated: 1, deleted: 1 });
    expect((await exportOf(suite)).definitions).toEqual(before.definitions);
    expect(before.definitions[0]).toMatchObject({
      impact_dimension: 'Usability',
      flagged: true,
      export_to_observability: false,
    });
  });
});
