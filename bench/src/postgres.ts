/** A PostgreSQL server for one benchmark, removed after it. */
import {
  findPostgresBinaries,
  type PostgresServer,
  startPostgresServer,
} from '@assay/test-support/postgres-server';
import pg from 'pg';

export interface BenchServer extends PostgresServer {
  /** The folder with `psql`. */
  readonly binaries: string;
  /** Runs a statement in the database `postgres`. */
  execute(sql: string): Promise<void>;
}

/** Throws when PostgreSQL is not installed. */
export async function startBenchServer(): Promise<BenchServer> {
  const binaries = findPostgresBinaries();
  if (binaries === null) {
    throw new Error(
      'This benchmark starts a PostgreSQL server of its own; install its programs (CONTRIBUTING.md).',
    );
  }
  const server = await startPostgresServer(binaries);
  const execute = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  return { ...server, binaries, execute };
}
