/** A PostgreSQL server for one benchmark, removed after it. */
import {
  findPostgresBinaries,
  type PostgresServer,
  startPostgresServer,
} from '@assay/test-support/postgres-server';

export interface BenchServer extends PostgresServer {
  /** The folder with `psql`. */
  readonly binaries: string;
}

/** Throws when PostgreSQL is not installed. */
export async function startBenchServer(options?: {
  /** Commits wait for the disk, as in production. */
  readonly durable?: boolean;
}): Promise<BenchServer> {
  const binaries = findPostgresBinaries();
  if (binaries === null) {
    throw new Error(
      'This benchmark starts a PostgreSQL server of its own; install its programs (CONTRIBUTING.md).',
    );
  }
  return { ...(await startPostgresServer(binaries, options)), binaries };
}
