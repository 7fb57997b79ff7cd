/** What travels from PostgreSQL into DuckDB arrives as it was. */
import { readdir } from 'node:fs/promises';
import { describePostgres, type PostgresDatabase, postgresDatabaseForFile } from '@assay/test-support';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { profileAll, testOptions } from '../conformance/live-engines.ts';
import { openTarget, profileTables, type Target } from '../index.ts';

const RUN_AT = '2025-07-01T00:00:00Z';

describePostgres('pulling', () => {
  let database: PostgresDatabase;
  let target: Target;
  let home: Awaited<ReturnType<typeof testOptions>>;
  beforeAll(async () => {
    home = await testOptions();
    database = await postgresDatabaseForFile();
    target = await openTarget({ type: 'postgresql', url: database.url }, home.options);
  });
  afterAll(async () => {
    await target.close();
    await home.remove();
  });

  const opened = () => ({ target, options: home.options, close: async () => {} });
  async function profileBothWays(table: string) {
    const relations = await target.describe('public', [table]);
    const pulled = (await profileAll(opened(), relations, 'pull', RUN_AT)).get(table)!;
    const pushed = (await profileAll(opened(), relations, 'push', RUN_AT)).get(table)!;
    return { pulled, pushed };
  }

  it('values that need care are counted, told apart and ordered as the database does', async () => {
    await database.query(`CREATE TYPE mood AS ENUM ('sad', 'ok')`);
    await database.query(`CREATE TABLE odd (
      txt text, padded char(5), amount numeric(10,2), bare numeric, huge numeric(40,0), ratio double precision, price money,
      born date, at timestamp, seen timestamptz, raw bytea, list int[], doc json, state mood, noon time)`);
    await database.query(`INSERT INTO odd VALUES
      ('', 'ab', 'NaN', '1.50', '1234567890123456789012345678901234567890', 'NaN', '12.50', '0044-03-15 BC', '0044-03-15 10:00 BC', '2024-01-01 00:00+02', '\\x00ff', '{1,2}', '{}', 'ok', '12:00'),
      (NULL, NULL, NULL, '1.5', '1234567890123456789012345678901234567891', 'Infinity', NULL, 'infinity', 'infinity', NULL, NULL, NULL, NULL, NULL, NULL),
      (E'a"b\\n,\\\\x\\t', 'ab   ', 2, 'NaN', NULL, '-Infinity', '-3', '9999-12-31', '9999-12-31 23:59:59.999999', 'infinity', '\\x00ff', '{1,2}', '{"a": 1}', 'ok', '12:00'),
      ('\\N', 'x', 2.00, '0', '0', 0, '12.50', NULL, NULL, '2024-01-01 00:00+00', '', '{}', 'null', 'sad', '00:00')`);
    const { pulled, pushed } = await profileBothWays('odd');
    expect(pulled).toMatchObject({ strategy: 'pull', recordCount: 4, error: null });
    const facts = (table: typeof pulled) =>
      Object.fromEntries(
        table.columns.map(({ column, error, measures }) => [
          column,
          {
            error,
            values: measures.value_ct,
            distinct: measures.distinct_value_ct,
            first: measures.min_text ?? measures.min_date,
          },
        ]),
      );
    expect(facts(pulled)).toEqual(facts(pushed));
    expect(facts(pulled)).toMatchObject({
      txt: { values: 3, distinct: 3 },
      padded: { values: 3, distinct: 2 },
      amount: { values: 3, distinct: 2 },
      bare: { values: 4, distinct: 3 },
      huge: { values: 3, distinct: 3 },
      ratio: { values: 4, distinct: 4 },
      price: { values: 3, distinct: 2 },
      born: { values: 3, distinct: 3, first: '0001-01-01' },
      at: { values: 3, distinct: 3, first: '0001-01-01T00:00:00' },
      seen: { values: 3, distinct: 3, first: '2023-12-31T22:00:00' },
      doc: { values: 3, distinct: 3 },
      state: { values: 3, distinct: 2 },
    });
    const price = pulled.columns.find(({ column }) => column === 'price');
    expect(price?.measures).toMatchObject({ min_value: -3, max_value: 12.5, max_length: 6 });
  });

  it('names that differ by case alone, columns of no name to speak of, and no columns at all', async () => {
    await database.query('CREATE TABLE "Cases" ("Id" int, id int, "c0" text, " " text)');
    await database.query(`INSERT INTO "Cases" VALUES (1, 2, 'x', NULL), (1, 3, 'y', '')`);
    await database.query('CREATE TABLE bare_rows ()');
    await database.query('INSERT INTO bare_rows DEFAULT VALUES');
    const { pulled } = await profileBothWays('Cases');
    expect(
      pulled.columns.map(({ column, measures }) => [
        column,
        measures.distinct_value_ct,
        measures.null_value_ct,
      ]),
    ).toEqual([
      ['Id', 1, 0],
      ['id', 2, 0],
      ['c0', 2, 0],
      [' ', 1, 1],
    ]);
    expect((await profileBothWays('bare_rows')).pulled).toMatchObject({
      recordCount: 1,
      columns: [],
      error: null,
    });
  });

  it('a row of five megabytes fits', async () => {
    await database.query(`CREATE TABLE long_row AS SELECT repeat('x', 5000000) AS doc`);
    const relations = await target.describe('public', ['long_row']);
    const measured = await profileAll(opened(), relations, 'pull', RUN_AT);
    expect(measured.get('long_row')?.columns[0]?.measures.max_length).toBe(5_000_000);
  });

  it('a session that dies while it sends ends the run, and nothing waits for it', async () => {
    await database.query(
      'CREATE VIEW dying AS SELECT i, pg_sleep(0.001)::text AS s FROM generate_series(1, 100000) AS i',
    );
    const tables = await target.describe('public', ['dying']);
    const hooks = { signal: new AbortController().signal, onTable: () => {} };
    const run = profileTables(target, { tables, runAt: RUN_AT, strategy: 'pull' }, home.options, hooks);
    run.catch(() => {});
    for (let killed = 0; killed === 0; ) {
      const rows = await database.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'COPY%dying%' AND datname = current_database()`,
      );
      killed = rows.length;
    }
    await expect(run).rejects.toMatchObject({ name: 'TargetError', kind: 'unreachable' });
    expect(await readdir(home.options.scratchDirectory)).toEqual([]);
  });
});
