import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  isMeasuringTest,
  MUTATIONS,
  NO_PARAMETERS,
  planTests,
  TEST_TYPES,
  type TestDefinition,
} from '@assay/checks';
import { describePostgres, type PostgresDatabase, postgresDatabaseForFile } from '@assay/test-support';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testOptions } from '../conformance/live-engines.ts';
import { checkByMutation, type MutationCheckRequest, openTarget, type Target } from '../index.ts';

const RUN_AT = '2025-07-01T00:00:00Z';
/** 40 orders, half of them open. */
const ORDERS = Array.from({ length: 40 }, (_, row) => `${row + 1},${row % 2 ? 'open' : 'closed'},${row}.5`);

const test = (id: string, rest: Partial<TestDefinition>): TestDefinition => ({
  id,
  testType: 'Required',
  schema: 'main',
  table: 'orders',
  column: null,
  parameters: NO_PARAMETERS,
  severity: null,
  ...rest,
});
const required = test('required', { column: 'status' });
const rowCount = test('rows', {
  testType: 'Row_Ct',
  parameters: { ...NO_PARAMETERS, threshold_value: '40' },
});

async function requestOf(
  target: Target,
  definitions: readonly TestDefinition[],
  changes: Partial<MutationCheckRequest> = {},
): Promise<MutationCheckRequest> {
  const names = [...new Set(definitions.flatMap(({ table }) => table ?? []))];
  const tables = await target.describe(definitions[0]!.schema!, names);
  const planned = planTests(definitions, TEST_TYPES, { runAt: RUN_AT, tables });
  const tests = planned.filter(isMeasuringTest);
  const mutations = MUTATIONS.filter(({ key }) => ['null_values', 'lost_rows'].includes(key));
  return {
    tables,
    tests,
    suiteSeverity: null,
    runAt: RUN_AT,
    rowLimit: 1_000,
    mutations,
    shares: [0.1],
    maxMutants: 100,
    timeBudgetMs: 60_000,
    seed: 1,
    ...changes,
  };
}

describe('a suite is checked by mutation', () => {
  let home: Awaited<ReturnType<typeof testOptions>>;
  let target: Target;
  beforeAll(async () => {
    home = await testOptions();
    await writeFile(join(home.files, 'orders.csv'), ['id,status,amount', ...ORDERS].join('\n'));
    target = await openTarget({ type: 'files', path: home.files }, home.options);
  });
  afterAll(async () => {
    await target.close();
    await home.remove();
  });
  const signal = new AbortController().signal;
  const check = async (
    definitions: readonly TestDefinition[],
    changes?: Partial<MutationCheckRequest>,
    hooks: { onProgress?: (step: string, done: number, total: number) => void } = {},
  ) =>
    checkByMutation(target, await requestOf(target, definitions, changes), home.options, {
      signal,
      ...hooks,
    });

  it('each defect says where it was, what it did, who noticed and who would have', async () => {
    const steps = new Set<string>();
    const onProgress = (step: string, done: number, total: number) => steps.add(`${step} ${done}/${total}`);
    const { mutants, untried, triedTests, tables } = await check([required, rowCount], {}, { onProgress });
    expect(tables).toEqual([{ schema: 'main', table: 'orders', rows: 40, copiedRows: 40, problem: null }]);
    expect({ untried, triedTests }).toEqual({ untried: [], triedTests: 2 });
    const [ofRows, ofAmount, ofId, ofStatus] = mutants;
    expect(ofRows).toMatchObject({ mutation: 'lost_rows', column: null, caughtBy: ['rows'], damagedRows: 4 });
    expect(ofAmount?.suggestion).toMatchObject({ testType: 'Required', column: 'amount' });
    expect(ofId).toMatchObject({ column: 'id', caughtBy: [], suggestion: { testType: 'Required' } });
    expect(ofStatus).toEqual({
      mutation: 'null_values',
      schema: 'main',
      table: 'orders',
      column: 'status',
      share: 0.1,
      damagedRows: 4,
      says: '4 of 40 values of status become null',
      caughtBy: ['required'],
      suggestion: null,
    });
    expect([...steps]).toEqual(['copy 1/1', 'clean 1/1', ...[1, 2, 3, 4].map((done) => `mutants ${done}/4`)]);
  });

  it('the same seed gives the same answer, and chooses among what is possible', async () => {
    const mutations = MUTATIONS;
    const [one, again] = [
      await check([required, rowCount], { mutations, maxMutants: 12, shares: null }),
      await check([required, rowCount], { mutations, maxMutants: 12, shares: null }),
    ];
    expect(again).toEqual(one);
    expect(one.mutants).toHaveLength(12);
    expect(one.possibleMutants).toBeGreaterThan(12);
    expect(one.outOfTime).toBe(false);
    const other = await check([required, rowCount], { mutations, maxMutants: 12, shares: null, seed: 2 });
    expect(other.mutants.map(({ says }) => says)).not.toEqual(one.mutants.map(({ says }) => says));
  });

  it('a test that fails on the undamaged copy, or only logs, or breaks, is left out and says why', async () => {
    const { untried, triedTests } = await check([
      test('strict', { ...rowCount, id: 'strict', parameters: { ...NO_PARAMETERS, threshold_value: '41' } }),
      test('quiet', { column: 'id', severity: 'Log' }),
      test('fresh', {
        testType: 'Table_Freshness',
        severity: 'Fail',
        parameters: { ...NO_PARAMETERS, groupby_names: 'id, status' },
      }),
      test('broken', {
        testType: 'CUSTOM',
        parameters: { ...NO_PARAMETERS, custom_query: 'SELECT * FROM elsewhere' },
      }),
    ]);
    expect(triedTests).toBe(0);
    expect(untried.map(({ id, because }) => [id, because])).toEqual([
      ['quiet', 'only_logs'],
      ['fresh', 'watches_updates'],
      ['strict', 'fails_already'],
      ['broken', 'error_on_copy'],
    ]);
  });

  it('of a table beyond the limit a sample is damaged, and what counts all rows is not tried', async () => {
    const { tables, untried, mutants } = await check([required, rowCount], { rowLimit: 20 });
    expect(tables[0]?.rows).toBe(40);
    expect(tables[0]?.copiedRows).toBeLessThan(40);
    expect(untried.map(({ id, because }) => [id, because])).toEqual([['rows', 'counts_all_rows']]);
    expect(new Set(mutants.map(({ mutation }) => mutation))).toEqual(new Set(['null_values']));
  });

  it('when the time is over, what was not tried does not count', async () => {
    const result = await check([required], { timeBudgetMs: 0 });
    expect(result).toMatchObject({ mutants: [], possibleMutants: 4, outOfTime: true });
  });

  it('nothing is written to the data, and nothing of the copies is left', async () => {
    const before = await readFile(join(home.files, 'orders.csv'), 'utf8');
    const folders = async () => (await readdir(home.options.scratchDirectory)).length;
    const open = await folders();
    await check([required, rowCount]);
    expect(await folders()).toBe(open);
    expect(await readFile(join(home.files, 'orders.csv'), 'utf8')).toBe(before);
    expect(await readdir(home.files)).toEqual(['orders.csv']);
  });
});

describePostgres('a suite on PostgreSQL is checked by mutation', () => {
  let home: Awaited<ReturnType<typeof testOptions>>;
  let database: PostgresDatabase;
  beforeAll(async () => {
    home = await testOptions();
    database = await postgresDatabaseForFile();
    await database.query(
      'CREATE TABLE orders AS SELECT i AS id, NULL::text AS status FROM generate_series(1, 40) i',
    );
    await database.query('CREATE VIEW big AS SELECT * FROM orders');
    await database.query('CREATE VIEW slow AS SELECT id, pg_sleep(1)::text AS status FROM orders');
  });
  afterAll(() => home.remove());
  const opened = () => openTarget({ type: 'postgresql', url: database.url }, home.options);
  const inPublic = (table: string) => test(table, { schema: 'public', table, column: 'id' });

  it('a view beyond the limit has no rows to draw: it is not copied, and says what to do', async () => {
    const target = await opened();
    const request = await requestOf(target, [inPublic('big'), inPublic('orders')], { rowLimit: 20 });
    const signal = new AbortController().signal;
    const { tables, untried } = await checkByMutation(target, request, home.options, { signal });
    await target.close();
    expect(tables.find(({ table }) => table === 'big')?.problem).toMatch(
      /40 rows, more than the row limit of 20.*raise row_limit/,
    );
    expect(untried.map(({ id, because }) => [id, because])).toEqual([['big', 'not_copied']]);
  });

  it('a cancel ends it at once, in the database too', async () => {
    const target = await opened();
    const request = await requestOf(target, [inPublic('slow')]);
    const controller = new AbortController();
    const checking = checkByMutation(target, request, home.options, { signal: controller.signal });
    checking.catch(() => {});
    const running = async () =>
      (
        await database.query(
          `SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%slow%' AND pid <> pg_backend_pid()`,
        )
      ).length;
    await expect.poll(running, { timeout: 10_000 }).toBe(1);
    controller.abort();
    await expect(checking).rejects.toMatchObject({ name: 'TargetError', kind: 'canceled' });
    await expect.poll(running, { timeout: 10_000 }).toBe(0);
    await target.close();
    expect(await readdir(home.options.scratchDirectory)).toEqual([]);
  });
});
