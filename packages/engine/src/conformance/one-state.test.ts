/** All statements about a table see one state of it, while somebody else writes to it between any two of them. */
import { join } from 'node:path';
import { column, countDistinct, countIf, countRows, isNull, percentile, userSql } from '@assay/dialects';
import { createPostgresDatabase, describePostgres, type PostgresDatabase } from '@assay/test-support';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type MeasurementAnswer,
  type MeasurementRequest,
  openTarget,
  type RelationDescription,
  runMeasurements,
  type Target,
  type TargetSnapshot,
} from '../index.ts';
import { testOptions } from './live-engines.ts';

const ROWS = 100;

/** `target`, with somebody who writes after each of its statements. Without `snapshots` it cannot keep a state. */
function disturbed(
  target: Target,
  write: () => Promise<unknown>,
  { snapshots, concurrency }: { snapshots: boolean; concurrency: number },
): Target {
  const writingAfter =
    (session: Pick<Target, 'query'>): Target['query'] =>
    async (statement, options) => {
      try {
        return await session.query(statement, options);
      } finally {
        await write();
      }
    };
  const disturb = (snapshot: TargetSnapshot): TargetSnapshot => ({
    query: writingAfter(snapshot),
    join: async (options) => disturb(await snapshot.join(options)),
    close: () => snapshot.close(),
  });
  const changed = Object.create(target) as Target;
  return Object.assign(changed, {
    dialect: target.dialect,
    concurrency,
    query: writingAfter(target),
    openSnapshot: snapshots
      ? async (options: object) => disturb(await target.openSnapshot!(options))
      : undefined,
  });
}

/** Every way to count the rows of `orders`, each by a statement of its own where the dialect has one for it. */
function rowCounts(schema: string): MeasurementRequest[] {
  const table = { schema, table: 'orders' };
  const from = { table, where: null };
  const ask = (id: string, aggregate: ReturnType<typeof countRows>): MeasurementRequest => ({
    ...{ id, kind: 'aggregates', table },
    aggregates: { n: aggregate },
  });
  const sql = `SELECT * FROM "${schema}".orders`;
  return [
    ask('rows', countRows()),
    ask('by condition', countIf(userSql<'boolean'>('id > 0'))),
    ask('by value', countDistinct(column('code'))),
    ask('by expression', countDistinct(userSql('id + 1'))),
    ask('highest', percentile(column('id') as never, 1)),
    { id: 'user query', kind: 'query', query: { query: 'user_rows', sql }, table },
    {
      id: 'repeated',
      kind: 'query',
      query: { query: 'duplicate_groups', from, columns: ['customer'] },
    },
    {
      id: 'orphans',
      kind: 'query',
      query: {
        query: 'missing_combinations',
        from,
        columns: ['customer'],
        reference: { table: { schema, table: 'customers' }, where: null },
        referenceColumns: ['id'],
      },
    },
  ];
}

const counted = (answers: readonly MeasurementAnswer[]) =>
  Object.fromEntries(
    answers.map((answer) => [
      answer.id,
      'error' in answer ? answer.error : Number(answer.values.n ?? answer.values.affected_rows),
    ]),
  );
const EVERY_ROW = Object.fromEntries(rowCounts('any').map(({ id }) => [id, ROWS]));

async function run(
  target: Target,
  requests: readonly MeasurementRequest[],
  relations: readonly RelationDescription[],
  statementTimeoutMs = 30_000,
) {
  const moments: [string, boolean][] = [];
  const answers = await runMeasurements(
    target,
    requests,
    { statementTimeoutMs, relations },
    {
      signal: new AbortController().signal,
      onTable: ({ table }, sawOneState) => moments.push([table, sawOneState]),
    },
  );
  return { counts: counted(answers), moments };
}

describePostgres('a PostgreSQL table that is written to meanwhile', () => {
  let home: Awaited<ReturnType<typeof testOptions>>;
  let database: PostgresDatabase;
  let target: Target;
  let relations: readonly RelationDescription[];
  beforeAll(async () => {
    home = await testOptions();
    database = await createPostgresDatabase();
    await database.query('CREATE TABLE customers (id integer)');
    await database.query('CREATE TABLE orders (id integer, customer integer, code text)');
    target = await openTarget({ type: 'postgresql', url: database.url }, home.options);
    relations = await target.describe('public', null);
  });
  afterAll(async () => {
    await target?.close();
    await database?.drop();
    await home?.remove();
  });
  const fill = async () => {
    await database.query('DELETE FROM orders');
    await database.query(`INSERT INTO orders SELECT n, 1, n FROM generate_series(1, ${ROWS}) n`);
  };
  let written: Promise<unknown> = Promise.resolve();
  // One after the other: the session takes one statement at a time.
  const write = () => {
    written = written.then(() =>
      database.query(
        'INSERT INTO orders SELECT max(id) + n, 1, max(id) + n FROM orders, generate_series(1, 10) n GROUP BY n',
      ),
    );
    return written;
  };
  const idleTransactions = () =>
    database.query(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'assay' AND state <> 'idle'`,
    );

  it.each([1, 4])('is the same for every test, with %d statements at a time', async (concurrency) => {
    await fill();
    const { counts, moments } = await run(
      disturbed(target, write, { snapshots: true, concurrency }),
      rowCounts('public'),
      relations,
    );
    expect(counts).toEqual(EVERY_ROW);
    expect(moments).toEqual([['orders', true]]);
    expect(await idleTransactions()).toEqual([]);
  });

  it('is another one for every test where no state can be kept, and that is said', async () => {
    await fill();
    const { counts, moments } = await run(
      disturbed(target, write, { snapshots: false, concurrency: 1 }),
      rowCounts('public'),
      relations,
    );
    expect(new Set(Object.values(counts)).size).toBeGreaterThan(1);
    expect(moments).toEqual([['orders', false]]);
  });

  it('stays the same after tests that fail and that take too long', async () => {
    await fill();
    const table = { schema: 'public', table: 'orders' };
    const broken = (id: string, sql: string): MeasurementRequest => ({
      ...{ id, kind: 'query', query: { query: 'user_rows', sql }, table },
    });
    const [rows, ...others] = rowCounts('public');
    const requests: MeasurementRequest[] = [
      { id: 'wrong', kind: 'aggregates', table, aggregates: { n: countIf(isNull(userSql('nowhere'))) } },
      broken('no sql', 'SELEC 1'),
      broken('slow', 'SELECT pg_sleep(60)'),
      rows!,
      ...others,
    ];
    const disturbing = disturbed(target, write, { snapshots: true, concurrency: 1 });
    const { counts, moments } = await run(disturbing, requests, relations, 300);
    expect(counts).toMatchObject(EVERY_ROW);
    expect(counts.wrong).toContain('nowhere');
    expect(counts['no sql']).toContain('syntax error');
    expect(counts.slow).toContain('took longer than the time allowed');
    expect(moments).toEqual([['orders', true]]);
  });

  it('stays the same after a statement that sets something, and after an answer that is too large', async () => {
    await fill();
    const snapshot = await target.openSnapshot!();
    await write();
    const ask = (sql: string) => snapshot.query({ sql, values: [] });
    await ask(`SELECT set_config('search_path', 'nowhere', false)`);
    const large = ask(`SELECT repeat('x', 1000000) AS x FROM generate_series(1, 1000)`);
    await expect(large).rejects.toMatchObject({ message: expect.stringContaining('larger than') });
    expect(await ask('SELECT CAST(count(*) AS integer) AS n FROM orders')).toEqual([{ n: ROWS }]);
    await snapshot.close();
  });

  it('is not locked between two statements', async () => {
    await fill();
    const lock = () => database.query('BEGIN; LOCK TABLE orders IN ACCESS EXCLUSIVE MODE NOWAIT; COMMIT');
    const disturbing = disturbed(target, lock, { snapshots: true, concurrency: 1 });
    expect((await run(disturbing, rowCounts('public'), relations)).counts).toEqual(EVERY_ROW);
  });

  it('is measured without a common state where the server cannot export one', async () => {
    await fill();
    const unable = Object.assign(Object.create(target) as Target, {
      dialect: target.dialect,
      concurrency: 1,
      query: target.query.bind(target),
      // What a server says that does not know the function.
      openSnapshot: () =>
        target.query({
          sql: 'SELECT pg_export_no_snapshot()',
          values: [],
        }) as unknown as Promise<TargetSnapshot>,
    });
    const { counts, moments } = await run(unable, rowCounts('public'), relations);
    expect(counts).toEqual(EVERY_ROW);
    expect(moments).toEqual([['orders', false]]);
  });
});

describe('a DuckDB file that is written to meanwhile', () => {
  it('is the same for every test', async () => {
    const { options, files, remove } = await testOptions();
    const path = join(files, 'shop.duckdb');
    const execute = async (...statements: string[]) => {
      const instance = await DuckDBInstance.create(path);
      const connection = await instance.connect();
      for (const statement of statements) await connection.run(statement);
      connection.closeSync();
      instance.closeSync();
    };
    await execute(
      'CREATE TABLE customers (id integer)',
      `CREATE TABLE orders AS SELECT n AS id, 1 AS customer, CAST(n AS text) AS code FROM range(1, ${ROWS + 1}) AS numbers(n)`,
    );
    const target = await openTarget({ type: 'duckdb', path }, options);
    const write = () => execute('INSERT INTO orders SELECT max(id) + 1, 1, max(id) + 1 FROM orders');
    const { counts, moments } = await run(
      disturbed(target, write, { snapshots: true, concurrency: 1 }),
      rowCounts('main'),
      await target.describe('main', null),
    );
    expect(counts).toEqual(EVERY_ROW);
    expect(moments).toEqual([['orders', true]]);
    await target.close();
    await remove();
  });
});
