import { beforeAll, expect, it } from 'vitest';
import { describeTargets, type TestTarget } from '../testing/describe-targets.ts';

describeTargets('saving a test with SQL in it', (given) => {
  let target: TestTarget;
  let suiteId: string;
  beforeAll(async () => {
    target = given();
    const columns = { id: 'integer', city: 'text', amount: 'integer' };
    await target.put('orders', { columns, rows: [[1, 'Oslo', 5]] });
    await target.put('totals', { columns, rows: [[1, 'Oslo', 5]] });
    const body = { name: 'dry run' };
    const suite = await target.server.client.createTestSuite({ table_group_id: target.tableGroupId, body });
    suiteId = suite.id;
  });

  type Body = Parameters<typeof target.server.client.createTestDefinition>[0]['body'];
  const add = (body: Body, validate?: boolean) =>
    target.server.client.createTestDefinition({
      test_suite_id: suiteId,
      body,
      ...(validate === undefined ? {} : { validate }),
    });
  const change = (id: string, body: Partial<Body>) =>
    target.server.client.updateTestDefinition({ test_definition_id: id, body });
  const refusedFor = (paths: readonly string[], words: RegExp) => ({
    status: 422,
    errors: paths.map((path) => ({ code: 'invalid_request', path, detail: expect.stringMatching(words) })),
  });
  const required = { test_type: 'Required', table_name: 'orders', column_name: 'city' };

  it('refuses a query that the target does not accept, in its words', async () => {
    const broken = { test_type: 'CUSTOM', custom_query: 'SELECT * FROM nowhere' };
    await expect(add(broken)).rejects.toMatchObject(refusedFor(['body.custom_query'], /nowhere/));
    expect(await add(broken, false)).toMatchObject({ custom_query: 'SELECT * FROM nowhere' });
    expect(await add({ ...broken, custom_query: 'SELECT * FROM {DATA_SCHEMA}.orders;' })).toMatchObject({
      test_active: true,
    });
  });

  it('names the condition that is wrong among several', async () => {
    const compared = {
      test_type: 'Aggregate_Balance',
      table_name: 'orders',
      column_name: 'SUM(amount)',
      groupby_names: 'city',
      match_table_name: 'totals',
      match_column_names: 'SUM(amount)',
      match_groupby_names: 'city',
      subset_condition: 'id > 0',
      match_subset_condition: 'id > 0',
    };
    expect(await add(compared)).toMatchObject({ column_name: 'SUM(amount)' });
    const withWrong = (fields: Partial<Body>) => expect(add({ ...compared, ...fields })).rejects;
    await withWrong({ subset_condition: 'lost > 0' }).toMatchObject(
      refusedFor(['body.subset_condition'], /lost/),
    );
    await withWrong({ column_name: 'SUM(lost)' }).toMatchObject(refusedFor(['body.column_name'], /lost/));
    await withWrong({ match_column_names: 'SUM(lost)' }).toMatchObject(
      refusedFor(['body.match_column_names'], /lost/),
    );
    await withWrong({ subset_condition: 'lost > 0', match_subset_condition: 'lost > 1' }).toMatchObject(
      refusedFor(['body.match_subset_condition', 'body.subset_condition'], /lost/),
    );
  });

  it('tries what a change would make of the test, and nothing when no SQL is touched', async () => {
    const condition = { test_type: 'Condition_Flag', table_name: 'orders', custom_query: 'amount > 3' };
    const { id } = await add(condition);
    await expect(change(id, { custom_query: 'lost > 3' })).rejects.toMatchObject(
      refusedFor(['body.custom_query'], /lost/),
    );
    const { id: plain } = await add({ test_type: 'Dupe_Rows', table_name: 'orders', groupby_names: 'id' });
    await expect(change(plain, { subset_condition: 'lost > 3' })).rejects.toMatchObject(
      refusedFor(['body.subset_condition'], /lost/),
    );
    const { id: kept } = await add({ ...condition, custom_query: 'lost > 3' }, false);
    expect(await change(kept, { severity: 'Log' })).toMatchObject({ severity: 'Log' });
  });

  it('leaves a missing table to the runs, which know how to wait for it', async () => {
    const early = { test_type: 'Condition_Flag', table_name: 'tomorrow', custom_query: 'id > 0' };
    expect(await add(early)).toMatchObject({ table_name: 'tomorrow' });
  });

  it('says how to save a test while the target is out of reach', async () => {
    const { client } = target.server;
    const connection = await client.createConnection({
      project_code: target.projectCode,
      body: { name: 'gone', type: 'postgresql', config: { url: 'postgresql://nobody@127.0.0.1:1/gone' } },
    });
    const group = await client.createTableGroup({
      project_code: target.projectCode,
      body: { name: 'gone', connection_id: connection.id, schema: 'public' },
    });
    const { id: test_suite_id } = await client.createTestSuite({
      table_group_id: group.id,
      body: { name: 'gone' },
    });
    const body = { test_type: 'CUSTOM', custom_query: 'SELECT 1' };
    await expect(client.createTestDefinition({ test_suite_id, body })).rejects.toMatchObject({
      status: 502,
      message: expect.stringContaining('?validate=false'),
    });
    expect(await client.createTestDefinition({ test_suite_id, body, validate: false })).toMatchObject(body);
    expect(await client.createTestDefinition({ test_suite_id, body: required })).toMatchObject(required);
  });
});
