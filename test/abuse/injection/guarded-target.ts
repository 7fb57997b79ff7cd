/** A target with something to steal, something to destroy, and a wire to trip over. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPostgresDatabase, type duckdbForFile } from '@assay/test-support';

/** Lies in a schema that no table group is about; nobody but its thief ever shows it. */
export const CANARY = 'canary-5b1f';

export interface GuardedTarget {
  readonly type: 'postgresql' | 'duckdb';
  readonly config: Readonly<Record<string, string | number | boolean>>;
  /** Makes tables with one column of their own name and two rows. */
  addTables(schema: string, names: readonly string[]): Promise<void>;
  /** What can be told of the target's state; equal when nothing was changed and nothing was called. */
  state(): Promise<unknown>;
  drop(): Promise<void>;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The same for both engines: 12 orders, two of them without a note. */
const TABLES = [
  'CREATE SCHEMA vault',
  'CREATE TABLE vault.secret (word varchar)',
  `INSERT INTO vault.secret VALUES ('${CANARY}')`,
  'CREATE TABLE vault.canary (id integer)',
  'INSERT INTO vault.canary VALUES (1), (2), (3)',
  'CREATE SCHEMA shop',
  'CREATE TABLE shop.orders (id integer, note varchar, day date, amount double precision)',
  `INSERT INTO shop.orders SELECT g, CASE WHEN g > 2 THEN 'note ' || g END, DATE '2026-03-01', g * 1.5
     FROM generate_series(1, 12) AS s(g)`,
];

const oddTables = (schema: string, names: readonly string[]): string[] => [
  `CREATE SCHEMA IF NOT EXISTS ${quoted(schema)}`,
  ...names.map(
    (name) =>
      `CREATE TABLE ${quoted(schema)}.${quoted(name)} AS SELECT 'v' AS ${quoted(name)}, 1 AS other
       FROM generate_series(1, 2) AS s(g)`,
  ),
];

/** What sessions find when they begin: a count of calls, and a server that reads texts as it did twenty years ago. */
const UNKIND_SETTINGS = [
  "track_functions = 'all'",
  'standard_conforming_strings = off',
  'default_transaction_read_only = off',
];

/** Calls of the function are counted by the server, also in transactions that are rolled back. */
export async function guardedPostgres(): Promise<GuardedTarget> {
  const database = await createPostgresDatabase();
  for (const sql of TABLES) await database.query(sql);
  await database.query(
    `CREATE FUNCTION tripwire() RETURNS varchar LANGUAGE plpgsql AS 'BEGIN RETURN ''x''; END'`,
  );
  for (const setting of UNKIND_SETTINGS)
    await database.query(`ALTER DATABASE ${database.database} SET ${setting}`);
  const count = async (sql: string) => (await database.query<{ n: number }>(sql))[0]?.n;
  return {
    type: 'postgresql',
    config: { host: database.host, port: database.port, database: database.database, user: database.user },
    async addTables(schema, names) {
      for (const sql of oddTables(schema, names)) await database.query(sql);
    },
    state: async () => ({
      canaries: await count('SELECT count(*)::integer AS n FROM vault.canary'),
      orders: await count('SELECT count(*)::integer AS n FROM shop.orders'),
      relations: await count(
        `SELECT count(*)::integer AS n FROM pg_class WHERE relnamespace NOT IN (SELECT oid FROM pg_namespace WHERE nspname ~ '^pg_')`,
      ),
      calls: (await count('SELECT sum(calls)::integer AS n FROM pg_stat_user_functions')) ?? 0,
    }),
    drop: () => database.drop(),
  };
}

/** A file that is written once; `maker` writes it. */
export async function guardedDuckdb(
  files: string,
  maker: Awaited<ReturnType<typeof duckdbForFile>>,
): Promise<GuardedTarget> {
  const path = join(files, 'guarded.duckdb');
  const write = async (statements: readonly string[]) => {
    await maker.run(`ATTACH '${path}' AS guarded`);
    await maker.run('USE guarded');
    for (const sql of statements) await maker.run(sql);
    await maker.run('USE memory');
    await maker.run('DETACH guarded');
  };
  await write(TABLES);
  return {
    type: 'duckdb',
    config: { path },
    addTables: (schema, names) => write(oddTables(schema, names)),
    state: async () => createHash('sha256').update(readFileSync(path)).digest('hex'),
    drop: async () => {},
  };
}
