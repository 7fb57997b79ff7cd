import { type ApiError, createClient } from '@assay/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { givenCsvTables } from '../testing/given-tables.ts';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';

describeServers('test definitions', (given) => {
  let server: TestServer;
  let suiteId: string;
  beforeAll(async () => {
    server = given();
    const { tableGroupId } = await givenCsvTables(server, { orders: 'id,status\n1,new\n' });
    const suite = await server.client.createTestSuite({
      table_group_id: tableGroupId,
      body: { name: 'definitions' },
    });
    suiteId = suite.id;
  });

  type Body = Parameters<typeof server.client.createTestDefinition>[0]['body'];
  const add = (body: Body) => server.client.createTestDefinition({ test_suite_id: suiteId, body });
  const required: Body = { test_type: 'Required', table_name: 'orders', column_name: 'status' };
  const mistakesOf = async (call: Promise<unknown>) => {
    const error = (await call.then(
      () => null,
      (thrown: unknown) => thrown,
    )) as ApiError | null;
    expect(error?.status).toBe(422);
    return error!.errors.map(({ path }) => path);
  };

  describe('made by hand', () => {
    it('have an identity of their own, the schema of the group, and nothing generated about them', async () => {
      const first = await add(required);
      const second = await add(required);
      expect(first).toMatchObject({
        schema_name: 'main',
        test_active: true,
        lock_refresh: false,
        last_auto_gen_date: null,
        generation_reason: null,
        edited_fields: [],
        last_manual_update: expect.any(String),
      });
      expect(first.external_id).not.toBe(second.external_id);
    });

    it('keep calibration values as text, and drop the semicolon of a query', async () => {
      const made = await add({ test_type: 'CUSTOM', custom_query: 'SELECT 1 ; ', skip_errors: 2 });
      expect(made).toMatchObject({ custom_query: 'SELECT 1', skip_errors: 2, table_name: null });
      const limited = await add({ test_type: 'Row_Ct', table_name: 'orders', threshold_value: 1.5 });
      expect(limited.threshold_value).toBe('1.5');
    });

    it('are refused with every mistake at its place', async () => {
      expect(await mistakesOf(add({ test_type: 'Nonsense' }))).toEqual(['body.test_type']);
      expect(await mistakesOf(add({ test_type: 'Required', threshold_value: 'many' }))).toEqual([
        'body.table_name',
        'body.column_name',
        'body.threshold_value',
      ]);
      expect(await mistakesOf(add({ test_type: 'Combo_Match', table_name: 'orders' }))).toEqual([
        'body.column_name',
        'body.match_table_name',
        'body.match_groupby_names',
      ]);
      expect(await mistakesOf(add({ test_type: 'CUSTOM' }))).toEqual(['body.custom_query']);
      expect(await mistakesOf(add({ test_type: 'LOV_Match', ...place, baseline_value: "('a'" }))).toEqual([
        'body.baseline_value',
      ]);
    });
    const place = { table_name: 'orders', column_name: 'status' };
  });

  describe('when changed', () => {
    const change = (id: string, body: Parameters<typeof server.client.updateTestDefinition>[0]['body']) =>
      server.client.updateTestDefinition({ test_definition_id: id, body });

    it('keep what is not named and remember what was', async () => {
      const { id } = await add({ ...required, severity: 'Warning' });
      const changed = await change(id, { threshold_value: 5 });
      expect(changed).toMatchObject({
        threshold_value: '5',
        severity: 'Warning',
        table_name: 'orders',
        edited_fields: ['threshold_value'],
      });
      const again = await change(id, { severity: null, threshold_value: null, lock_refresh: true });
      expect(again).toMatchObject({
        threshold_value: null,
        severity: null,
        lock_refresh: true,
        edited_fields: ['threshold_value', 'severity'],
      });
    });

    it('can be flagged and count for another dimension', async () => {
      const { id } = await add({ ...required, impact_dimension: 'Usability' });
      const flagged = await change(id, { flagged: true });
      expect(flagged).toMatchObject({ impact_dimension: 'Usability', flagged: true, edited_fields: [] });
      const back = await change(id, { impact_dimension: null, flagged: false });
      expect(back).toMatchObject({ impact_dimension: null, flagged: false });
      expect(back.edited_fields).toEqual(['impact_dimension']);
    });

    it('must stay valid for their type', async () => {
      const { id } = await add(required);
      expect(await mistakesOf(change(id, { column_name: null, threshold_value: 'x' }))).toEqual([
        'body.column_name',
        'body.threshold_value',
      ]);
      expect(await server.client.getTestDefinition({ test_definition_id: id })).toMatchObject({
        column_name: 'status',
        edited_fields: [],
      });
    });

    it('can be deleted', async () => {
      const { id } = await add(required);
      await server.client.deleteTestDefinition({ test_definition_id: id });
      await expect(server.client.getTestDefinition({ test_definition_id: id })).rejects.toMatchObject({
        status: 404,
      });
    });
  });

  describe('as a list', () => {
    it('are filtered by place, type, state and origin', async () => {
      const { client } = server;
      const { tableGroupId } = await givenCsvTables(server, { orders: 'id\n1\n' });
      const suite = await client.createTestSuite({ table_group_id: tableGroupId, body: { name: 'list' } });
      for (const body of [
        required,
        { ...required, column_name: 'id', test_active: false },
        { test_type: 'Row_Ct', table_name: 'shops', threshold_value: 1, lock_refresh: true },
      ]) {
        await client.createTestDefinition({ test_suite_id: suite.id, body });
      }
      type Filter = Omit<Parameters<typeof client.listTestDefinitions>[0], 'test_suite_id'>;
      const totalOf = async (filter: Filter) =>
        (await client.listTestDefinitions({ test_suite_id: suite.id, ...filter })).total;
      expect(await totalOf({})).toBe(3);
      expect(await totalOf({ table: 'orders' })).toBe(2);
      expect(await totalOf({ column: 'id' })).toBe(1);
      expect(await totalOf({ test_type: 'Row_Ct' })).toBe(1);
      expect(await totalOf({ active: false })).toBe(1);
      expect(await totalOf({ locked: true })).toBe(1);
      expect(await totalOf({ locked: false })).toBe(2);
      expect(await totalOf({ origin: 'auto' })).toBe(0);
      expect(await totalOf({ origin: 'manual' })).toBe(3);
      const { items } = await client.listTestDefinitions({ test_suite_id: suite.id, limit: 2 });
      expect(items.map(({ column_name }) => column_name)).toEqual(['id', 'status']);
    });
  });

  it('of another project are not there for a token that is confined to one', async () => {
    const other = await givenCsvTables(server, { orders: 'id\n1\n' });
    const { token } = await server.client.createToken({
      body: { name: 'confined', role: 'data_quality', project_code: other.projectCode },
    });
    const confined = createClient({ url: server.url, token });
    const { id } = await add(required);
    for (const call of [
      () => confined.getTestDefinition({ test_definition_id: id }),
      () => confined.listTestDefinitions({ test_suite_id: suiteId }),
      () => confined.submitTestRun({ test_suite_id: suiteId }),
    ]) {
      await expect(call()).rejects.toMatchObject({ status: 404 });
    }
  });
});
