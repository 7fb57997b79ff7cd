/** Sampled tables: the exact number of rows, the same rows twice and for every column, and no false alarms. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DEFAULT_INTERPRETATION,
  detectHygieneIssues,
  interpretProfile,
  type MeasuredTable,
} from '@assay/checks';
import { createPostgresDatabase, postgresAvailable } from '@assay/test-support';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { testOptions } from '../conformance/live-engines.ts';
import { openTarget, type ProfileRequest, profileTables, type Target } from '../index.ts';

const RUN_AT = '2025-07-01T00:00:00Z';
const ROWS = 20_000;
const SAMPLING = { percent: 30, minimumRows: 100 };
/** Six standard deviations of 20,000 draws. */
const LEEWAY = 400;

const select = (series: string) =>
  `SELECT i AS id, 'COMPANY ' || chr(65 + CAST(i % 26 AS integer)) || chr(65 + CAST(i / 26 % 26 AS integer)) AS company_name, ` +
  `CASE WHEN i % 4 = 0 THEN NULL ELSE i END AS part FROM ${series}`;
const POSTGRES_ROWS = select(`generate_series(0, ${ROWS - 1}) AS s(i)`);
const DUCKDB_ROWS = select(`range(${ROWS}) AS s(i)`);

async function profile(
  target: Target,
  options: Awaited<ReturnType<typeof testOptions>>['options'],
  schema: string,
  request: Partial<ProfileRequest>,
) {
  const measured: MeasuredTable[] = [];
  const hooks = {
    signal: new AbortController().signal,
    onTable: (table: MeasuredTable) => {
      measured.push(table);
    },
  };
  const tables = await target.describe(schema, null);
  const whole = { tables, runAt: RUN_AT, strategy: 'auto', ...request } as const;
  await profileTables(target, whole, options, hooks);
  return new Map(measured.map((table) => [table.table, { ...table, durationMs: 0 }]));
}

function expectSample(table: MeasuredTable | undefined) {
  expect(table).toMatchObject({ error: null, recordCount: ROWS, duplicateRows: null });
  const rows = table!.sampledRows!;
  expect(Math.abs(rows - 0.3 * ROWS)).toBeLessThan(LEEWAY);
  const [id, company, part] = table!.columns.map(({ measures }) => measures);
  for (const measures of [id, company, part]) expect(measures?.record_ct).toBe(rows);
  expect(id).toMatchObject({ value_ct: rows, distinct_value_ct: rows });
  // Every column saw the same rows.
  const multiplesOfFour = part!.null_value_ct!;
  expect(Math.abs(multiplesOfFour - rows / 4)).toBeLessThan(LEEWAY / 2);
  expect(part!.distinct_value_ct).toBe(rows - multiplesOfFour);
  const found = interpretProfile([table!], DEFAULT_INTERPRETATION, RUN_AT);
  const { issues } = detectHygieneIssues(found, { runAt: RUN_AT });
  expect(company).toMatchObject({ upper_case_ct: rows, mixed_case_ct: 0 });
  expect(issues.map(({ issueType }) => issueType)).not.toContain('Inconsistent_Casing');
}

/** Sums of doubles depend on the order in which threads add. Adding 0 makes 0 of -0. */
const DIGITS = 9;
const rounded = (measured: unknown): unknown =>
  JSON.parse(JSON.stringify(measured), (_, value) =>
    typeof value === 'number' ? Number(Number(value.toPrecision(DIGITS)).toFixed(DIGITS)) + 0 : value,
  );

async function expectRepeatable(
  target: Target,
  options: Awaited<ReturnType<typeof testOptions>>['options'],
  schema: string,
  strategy: ProfileRequest['strategy'] = 'auto',
) {
  const once = await profile(target, options, schema, { strategy, sampling: SAMPLING });
  const again = await profile(target, options, schema, { strategy, sampling: SAMPLING });
  expect(rounded([...again].sort())).toEqual(rounded([...once].sort()));
  return once;
}

describe('sampling', { timeout: 120_000 }, () => {
  it('of a DuckDB database', async () => {
    const home = await testOptions();
    const path = join(home.files, 'sampled.duckdb');
    const instance = await DuckDBInstance.create(path);
    const connection = await instance.connect();
    await connection.run(`CREATE TABLE firms AS ${DUCKDB_ROWS}`);
    await connection.run('CREATE VIEW all_firms AS SELECT * FROM firms');
    await connection.run('CREATE TABLE few AS SELECT * FROM firms LIMIT 100');
    connection.closeSync();
    instance.closeSync();
    const target = await openTarget({ type: 'duckdb', path }, home.options);
    const tables = await expectRepeatable(target, home.options, 'main');
    expectSample(tables.get('firms'));
    expect(tables.get('all_firms')).toMatchObject({ recordCount: ROWS, sampledRows: null });
    expect(tables.get('few')).toMatchObject({ recordCount: 100, sampledRows: null, duplicateRows: 0 });
    await target.close();
    await home.remove();
  });

  it('of files', async () => {
    const home = await testOptions();
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    for (const file of ['comma.csv', 'columns.parquet', 'objects.json'])
      await connection.run(`COPY (${DUCKDB_ROWS}) TO '${join(home.files, file)}'`);
    connection.closeSync();
    instance.closeSync();
    const target = await openTarget({ type: 'files', path: home.files }, home.options);
    const tables = await expectRepeatable(target, home.options, 'main');
    for (const name of ['comma', 'columns', 'objects']) expectSample(tables.get(name));
    await target.close();
    await home.remove();
  });

  it('takes rows from all parts of a large file, the same ones with any number of threads', async () => {
    const home = await testOptions({ threads: 4 });
    const lines = Array.from({ length: 300_000 }, (_, row) => `${row},${'x'.repeat(40)}`);
    await writeFile(join(home.files, 'large.csv'), `n,filler\n${lines.join('\n')}\n`);
    const counts = [];
    for (const threads of [1, 4]) {
      const options = { ...home.options, threads };
      const target = await openTarget({ type: 'files', path: home.files }, options);
      const sampling = { percent: 1, minimumRows: 1 };
      const table = (await profile(target, options, 'main', { sampling })).get('large');
      counts.push(table?.columns[0]?.measures);
      await target.close();
    }
    expect(rounded(counts[1])).toEqual(rounded(counts[0]));
    expect(counts[0]?.min_value).toBeLessThan(3000);
    expect(counts[0]?.max_value).toBeGreaterThan(297_000);
    await home.remove();
  });

  it.runIf(postgresAvailable())('of PostgreSQL, pulled and pushed alike', async () => {
    const home = await testOptions();
    const database = await createPostgresDatabase();
    await database.query(`CREATE TABLE firms AS ${POSTGRES_ROWS}`);
    await database.query('CREATE VIEW all_firms AS SELECT * FROM firms');
    await database.query('CREATE MATERIALIZED VIEW kept_firms AS SELECT * FROM firms');
    await database.query(
      'CREATE TABLE parts (id integer, company_name text, part integer) PARTITION BY RANGE (id)',
    );
    await database.query('CREATE TABLE parts_low PARTITION OF parts FOR VALUES FROM (0) TO (8000)');
    await database.query('CREATE TABLE parts_high PARTITION OF parts FOR VALUES FROM (8000) TO (30000)');
    await database.query('INSERT INTO parts SELECT * FROM firms');
    const target = await openTarget({ type: 'postgresql', url: database.url }, home.options);
    const pulled = await expectRepeatable(target, home.options, 'public', 'pull');
    const pushed = await expectRepeatable(target, home.options, 'public', 'push');
    for (const tables of [pulled, pushed]) {
      for (const name of ['firms', 'kept_firms', 'parts']) expectSample(tables.get(name));
      expect(tables.get('all_firms')).toMatchObject({ recordCount: ROWS, sampledRows: null });
    }
    expect(pulled.get('firms')?.sampledRows).toBe(pushed.get('firms')?.sampledRows);
    await target.close();
    await database.drop();
    await home.remove();
  });
});
