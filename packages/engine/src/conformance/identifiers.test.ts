/** Names of tables and columns that people really have: measured like any other. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { column, countDistinct } from '@assay/dialects';
import { createPostgresDatabase, type PostgresDatabase, postgresAvailable } from '@assay/test-support';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listRows, openTarget, runMeasurements, type Target } from '../index.ts';
import { quote, writeDuckdbFile } from './example-tables.ts';
import { LIVE_ENGINES, profileAll, testOptions } from './live-engines.ts';

const KNOWN = [
  'plain',
  'two words',
  'UPPER',
  'Mixed.Dots',
  'say "hi"',
  "it's",
  'select',
  'user',
  'größe',
  '😀',
  '$1',
  '%s',
  'a;b',
  '--',
  'x'.repeat(63),
];
const invented = fc
  .sample(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), { numRuns: 15, seed: 7 })
  .map((name) => name.replaceAll('\0', '_'))
  .filter((name) => Buffer.byteLength(name) <= 63);
// DuckDB does not tell names apart by case.
const NAMES = [...new Map([...KNOWN, ...invented].map((name) => [name.toLowerCase(), name])).values()];

async function measuresLikeAnyOther(
  target: Target,
  schema: string,
  home: Awaited<ReturnType<typeof testOptions>>,
) {
  const relations = await target.describe(schema, null);
  expect(relations.map(({ table }) => table).sort()).toEqual([...NAMES].sort());
  for (const strategy of LIVE_ENGINES.map((engine) => engine.strategy)) {
    const opened = { target, options: home.options, close: async () => {} };
    const measured = await profileAll(opened, relations, strategy, '2025-07-01T00:00:00Z');
    for (const name of NAMES) {
      const table = measured.get(name);
      expect(table, name).toMatchObject({ error: null, recordCount: 2 });
      expect(table?.columns[0], name).toMatchObject({
        column: name,
        error: null,
        measures: { distinct_value_ct: 1, null_value_ct: 1 },
      });
    }
    // Where the target knows one strategy only, all wishes come to the same.
    if (target.dialect.abilities.profilesInPlace) break;
  }
  const requests = NAMES.map((name) => ({
    id: name,
    kind: 'aggregates' as const,
    table: { schema, table: name },
    aggregates: { n: countDistinct(column(name)) },
  }));
  const answers = await runMeasurements(target, requests, home.options, {
    signal: new AbortController().signal,
  });
  expect(answers.map((answer) => ('error' in answer ? answer.error : answer.values.n))).toEqual(
    NAMES.map(() => 1),
  );
  for (const name of NAMES) {
    const from = { table: { schema, table: name }, where: null };
    const listed = await listRows(target, { query: 'rows_where', from }, 1, home.options);
    expect(listed).toMatchObject({ truncated: true, rows: [{ [name]: 'x' }] });
  }
}

const tables = NAMES.map((name) => ({
  table: name,
  columns: { [name]: 'text' as const },
  rows: [['x'], [null]],
}));

describe('odd names', { timeout: 120_000 }, () => {
  it('in a DuckDB database', async () => {
    const home = await testOptions();
    const path = join(home.files, 'names.duckdb');
    await writeDuckdbFile(path, [{ schema: 'odd names', tables }]);
    const target = await openTarget({ type: 'duckdb', path }, home.options);
    await measuresLikeAnyOther(target, 'odd names', home);
    await target.close();
    await home.remove();
  });

  it('as files and headers', async () => {
    const home = await testOptions();
    for (const name of NAMES) {
      // Two columns, because the second value is an empty line otherwise; file names cannot hold a slash.
      const file = encodeURIComponent(name);
      await writeFile(join(home.files, `${file}.csv`), `${quote(name)},n\nx,1\n,2\n`);
    }
    const target = await openTarget({ type: 'files', path: home.files }, home.options);
    const relations = await target.describe('main', null);
    const opened = { target, options: home.options, close: async () => {} };
    const measured = await profileAll(opened, relations, 'in_place', '2025-07-01T00:00:00Z');
    for (const name of NAMES) {
      const table = measured.get(encodeURIComponent(name));
      expect(table?.error, name).toBeNull();
      expect(table?.columns[0], name).toMatchObject({
        error: null,
        measures: { distinct_value_ct: 1, null_value_ct: 1 },
      });
    }
    await target.close();
    await home.remove();
  });

  it.runIf(postgresAvailable())('in PostgreSQL', async () => {
    const home = await testOptions();
    const database: PostgresDatabase = await createPostgresDatabase();
    await database.query('CREATE SCHEMA "odd names"');
    for (const name of NAMES) {
      await database.query(`CREATE TABLE "odd names".${quote(name)} (${quote(name)} text)`);
      await database.query(`INSERT INTO "odd names".${quote(name)} VALUES ('x'), (NULL)`);
    }
    const target = await openTarget({ type: 'postgresql', url: database.url }, home.options);
    await measuresLikeAnyOther(target, 'odd names', home);
    await target.close();
    await database.drop();
    await home.remove();
  });
});
