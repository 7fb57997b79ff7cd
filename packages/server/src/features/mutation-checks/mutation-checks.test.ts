import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MUTATIONS } from '@assay/checks';
import { createPostgresDatabase, describePostgres, type PostgresDatabase } from '@assay/test-support';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeTargets, type TestTarget } from '../testing/describe-targets.ts';
import { completed, givenPostgresTables } from '../testing/given-tables.ts';
import { startServerForTest, type TestServer } from '../testing/server-for-test.ts';

/** 20 orders with numbers and one of two states: three places for the two defects that the checks below inject. */
const ORDERS = {
  columns: { id: 'integer', state: 'text' },
  rows: Array.from({ length: 20 }, (_, row) => [row + 1, row % 2 ? 'open' : 'closed'] as const),
};
const SETTINGS = { mutations: ['null_values', 'new_codes'], shares: [0.1] } as const;

describeTargets('a mutation check', (given) => {
  let target: TestTarget;
  beforeAll(async () => {
    target = given();
    await target.put('orders', ORDERS);
  });
  const newSuite = async (name: string) => {
    const { client } = target.server;
    const suite = await client.createTestSuite({ table_group_id: target.tableGroupId, body: { name } });
    return suite.id;
  };
  const addRequired = (suiteId: string, column: string) =>
    target.server.client.createTestDefinition({
      test_suite_id: suiteId,
      body: { test_type: 'Required', table_name: 'orders', column_name: column, threshold_value: '0' },
    });
  const check = async (
    suiteId: string,
    settings: Partial<typeof SETTINGS & { row_limit: number }> = SETTINGS,
  ) => {
    const { client } = target.server;
    const submitted = await client.submitMutationCheck({
      test_suite_id: suiteId,
      body: { ...settings, mutations: [...SETTINGS.mutations], shares: [...SETTINGS.shares] },
    });
    await completed(target.server, submitted);
    return client.getMutationCheck({ job_id: submitted.id });
  };

  it('finds the score that one can count by hand, and the tests that raise it to 1', async () => {
    const suiteId = await newSuite('by hand');
    const { id } = await addRequired(suiteId, 'state');
    const { client } = target.server;

    // Nulls in `state` are noticed; nulls in `id` and a new state are not.
    const first = await check(suiteId);
    expect(first).toMatchObject({ status: 'completed', test_suite_id: suiteId, error_message: null });
    expect(first.settings).toMatchObject({ ...SETTINGS, row_limit: 100_000, seed: 1 });
    expect(first.result).toMatchObject({
      mutants: 3,
      caught: 1,
      score: 1 / 3,
      possible_mutants: 3,
      out_of_time: false,
      tests_tried: 1,
      tests_not_tried: [],
      tables: [{ table: 'orders', rows: 20, copied_rows: 20, problem: null }],
      by_mutation: [
        { mutation: 'new_codes', mutants: 1, caught: 0, score: 0 },
        { mutation: 'null_values', mutants: 2, caught: 1, score: 0.5 },
      ],
      by_table: [{ table: 'orders', mutants: 3, caught: 1 }],
      by_column: [
        { table: 'orders', column: 'id', mutants: 1, caught: 0 },
        { table: 'orders', column: 'state', mutants: 2, caught: 1 },
      ],
    });

    const mutants = await client.listMutants({ job_id: first.id });
    expect(mutants.items.map(({ says, caught }) => [says, caught])).toEqual([
      ['2 of 20 values of id become null', false],
      ['2 of 20 values of state become "new-code", which is not in the list so far', false],
      ['2 of 20 values of state become null', true],
    ]);
    expect(mutants.items.at(-1)).toMatchObject({ caught_by: [id], caught_by_count: 1, suggestion: null });
    const missed = await client.listMutants({ job_id: first.id, caught: false, column: 'state' });
    expect(missed).toMatchObject({ total: 1, items: [{ suggestion: { test_type: 'LOV_Match' } }] });

    for (const { body } of first.result!.suggestions) {
      await client.createTestDefinition({ test_suite_id: suiteId, body });
    }
    const second = await check(suiteId);
    expect(second.result).toMatchObject({ mutants: 3, caught: 3, score: 1, suggestions: [] });
    const all = await client.listMutationChecks({ test_suite_id: suiteId });
    expect(all.items.map((item) => item.id)).toEqual([second.id, first.id]);
  });

  it('of a suite without tests there is nothing to say', async () => {
    const { result } = await check(await newSuite('empty'));
    expect(result).toMatchObject({ mutants: 0, score: null, tests_tried: 0, tables: [], suggestions: [] });
  });

  it('says which tests it could not try, and why', async () => {
    const suiteId = await newSuite('untried');
    const { client } = target.server;
    await addRequired(suiteId, 'state');
    const add = (body: Parameters<typeof client.createTestDefinition>[0]['body']) =>
      client.createTestDefinition({ test_suite_id: suiteId, validate: false, body });
    await add({ test_type: 'Row_Ct', table_name: 'orders', threshold_value: '15' });
    await add({ test_type: 'Required', table_name: 'orders', column_name: 'gone' });
    await add({ test_type: 'Required', table_name: 'orders', column_name: 'id', test_active: false });
    const { result } = await check(suiteId, { row_limit: 10 });
    expect(result?.tests_tried).toBe(1);
    expect(
      result?.tests_not_tried.map(({ test_type, column, because }) => [test_type, column, because]),
    ).toEqual([
      ['Required', 'gone', 'cannot_run'],
      ['Row_Ct', null, 'counts_all_rows'],
    ]);
    expect(result?.tables[0]?.copied_rows).toBeLessThan(20);
  });

  it('tells how far it is, and once it has ended it cannot be canceled', async () => {
    const suiteId = await newSuite('progress');
    await addRequired(suiteId, 'state');
    const { client } = target.server;
    const { id } = await check(suiteId);
    const { steps } = await client.getJobProgress({ job_id: id });
    expect(steps.map(({ key, status }) => [key, status])).toEqual([
      ['copy', 'completed'],
      ['clean', 'completed'],
      ['mutants', 'completed'],
    ]);
    await expect(client.cancelJob({ job_id: id })).rejects.toMatchObject({ status: 409 });
  });

  describe('refuses', () => {
    it('settings that mean nothing, all of them at once', async () => {
      const suiteId = await newSuite('refused');
      const body = { row_limit: 0, mutations: ['none'], shares: [2] } as never;
      await expect(
        target.server.client.submitMutationCheck({ test_suite_id: suiteId, body }),
      ).rejects.toMatchObject({
        status: 422,
        errors: [{ path: 'body.row_limit' }, { path: 'body.mutations.0' }, { path: 'body.shares.0' }],
      });
    });

    it('the id of another kind of job', async () => {
      const suiteId = await newSuite('other kind');
      const { client } = target.server;
      const run = await client.submitTestRun({ test_suite_id: suiteId });
      await expect(client.getMutationCheck({ job_id: run.id })).rejects.toMatchObject({ status: 404 });
      await completed(target.server, run);
    });
  });

  it('lists the defects that it knows', async () => {
    const { items } = await target.server.client.listMutations({});
    expect(items.map(({ key }) => key)).toEqual(MUTATIONS.map(({ key }) => key));
    expect(items.find(({ key }) => key === 'wrong_unit')).toMatchObject({ applies_to: ['N'] });
  });
});

describePostgres('a mutation check of a table that takes long', () => {
  let server: TestServer;
  let database: PostgresDatabase;
  let tableGroupId: string;
  beforeAll(async () => {
    server = await startServerForTest('embedded');
    database = await createPostgresDatabase();
    await database.query(
      `CREATE VIEW slow AS SELECT i AS id, pg_sleep(1)::text AS state FROM generate_series(1, 100) AS i`,
    );
    ({ tableGroupId } = await givenPostgresTables(server, database.url));
  });
  afterAll(async () => {
    await server?.close();
    await database?.drop();
  });

  it('is canceled in the database, and keeps nothing', async () => {
    const { client } = server;
    const suite = await client.createTestSuite({ table_group_id: tableGroupId, body: { name: 'slow' } });
    const body = { test_type: 'Required', table_name: 'slow', column_name: 'id' };
    await client.createTestDefinition({ test_suite_id: suite.id, validate: false, body });
    const { id } = await client.submitMutationCheck({ test_suite_id: suite.id, body: {} });
    const running = async () =>
      (
        await database.query(
          `SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%slow%' AND pid <> pg_backend_pid()`,
        )
      ).length;
    await expect.poll(running, { timeout: 15_000 }).toBe(1);
    expect(await client.getMutationCheck({ job_id: id })).toMatchObject({ status: 'running', result: null });
    await expect(client.deleteTestSuite({ test_suite_id: suite.id })).rejects.toMatchObject({ status: 409 });

    await client.cancelJob({ job_id: id });
    expect(await client.waitForJob(id, { timeoutMs: 20_000 })).toMatchObject({ status: 'canceled' });
    await expect.poll(running, { timeout: 15_000 }).toBe(0);
    expect(await client.getMutationCheck({ job_id: id })).toMatchObject({ status: 'canceled', result: null });
    expect(await client.listMutants({ job_id: id })).toMatchObject({ total: 0 });
    expect(await readdir(join(server.config.home, 'scratch'))).toEqual([]);
  });
});
