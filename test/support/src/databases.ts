/** Real databases for tests: one of its own for each caller, dropped afterwards; a leaked connection fails the test. */

import { DuckDBInstance } from '@duckdb/node-api';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterAll, describe, inject } from 'vitest';

/** False where PostgreSQL is not installed. */
export const postgresAvailable = (): boolean => inject('postgresUrl') !== null;
/** `describe`, reported as skipped where PostgreSQL is not installed. */
export const describePostgres = describe.runIf(inject('postgresUrl') !== null);

export interface PostgresDatabase {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** Runs statements on a connection of its own. */
  query<R extends pg.QueryResultRow = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<R[]>;
  drop(): Promise<void>;
}

let sequence = 0;

async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const url = inject('postgresUrl');
  if (url === null) throw new Error('PostgreSQL is not installed; use describePostgres');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A new database; `drop` fails when a connection to it is still open, because somebody leaked it. */
export async function createPostgresDatabase(options: { template?: string } = {}): Promise<PostgresDatabase> {
  const name = `test_${process.pid}_${Date.now().toString(36)}_${sequence++}`;
  await onServer((client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${options.template ?? 'template0'}`),
  );
  const url = new URL(inject('postgresUrl') as string);
  url.pathname = `/${name}`;
  let client: pg.Client | null = null;
  return {
    url: url.href,
    host: url.hostname,
    port: Number(url.port),
    database: name,
    user: url.username,
    async query<R extends pg.QueryResultRow>(sql: string, values?: unknown[]) {
      if (client === null) {
        client = new pg.Client({ connectionString: url.href });
        await client.connect();
      }
      const result = await client.query<R>(sql, values);
      return result.rows;
    },
    async drop() {
      await client?.end();
      client = null;
      const leaked = await onServer(async (admin) => {
        const busy = await connectionsAfterGrace(admin, name);
        await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
        return busy;
      });
      if (leaked.length > 0) throw new Error(`connections were leaked on ${name}: ${leaked.join(' | ')}`);
    },
  };
}

/** Closing is asynchronous on the server's side: a connection counts as leaked when it outlives two seconds. */
async function connectionsAfterGrace(admin: pg.Client, name: string): Promise<string[]> {
  for (let attempt = 0; ; attempt++) {
    const { rows } = await admin.query<{ query: string }>(
      `SELECT state || ': ' || left(query, 120) AS query FROM pg_stat_activity
        WHERE datname = $1 AND backend_type = 'client backend'`,
      [name],
    );
    if (rows.length === 0 || attempt === 20) return rows.map((row) => row.query);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A database for the whole test file, dropped after it. Call at the top level of a file or a describe. */
export async function postgresDatabaseForFile(): Promise<PostgresDatabase> {
  const database = await createPostgresDatabase();
  afterAll(() => database.drop());
  return database;
}

/** An in-memory PGlite for the whole test file, closed after it. */
export async function pgliteForFile(): Promise<PGlite> {
  const database = await PGlite.create();
  afterAll(() => database.close());
  return database;
}

/** An in-memory DuckDB for the whole test file, closed after it. */
export async function duckdbForFile() {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  afterAll(() => {
    connection.closeSync();
    instance.closeSync();
  });
  return connection;
}
