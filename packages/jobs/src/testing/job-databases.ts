/** Databases with the queue's table in them, for tests. */
import { pgliteForFile, postgresAvailable, postgresDatabaseForFile } from '@assay/test-support';
import { afterAll, describe, it } from 'vitest';
import { concurrencySchemaStatements } from '../concurrency-schema.ts';
import type { JobDatabase, SqlExecutor } from '../database.ts';
import { JOB_DEADLINE_SCHEMA_STATEMENTS } from '../deadline-schema.ts';
import { JOINED_REQUEST_SCHEMA_STATEMENTS } from '../joined-request-schema.ts';
import { JOB_LOG_SCHEMA_STATEMENTS } from '../log-schema.ts';
import { JOB_SCHEMA_STATEMENTS } from '../schema.ts';
import { pgliteJobDatabase } from './pglite-job-database.ts';
import { postgresJobDatabase } from './postgres-job-database.ts';

/** Runs a suite on both stores; on PostgreSQL it is reported as skipped where that is not installed. */
export function describeJobDatabases(name: string, suite: (database: JobDatabase) => void): void {
  describePostgresJobs(`${name} (PostgreSQL)`, ({ database }) => suite(database));
  describe(`${name} (PGlite)`, async () => {
    const database = pgliteJobDatabase(await pgliteForFile());
    await createJobTable(database);
    suite(database);
  });
}

/** Runs a suite that needs many sessions on PostgreSQL; reported as skipped where that is not installed. */
export function describePostgresJobs(name: string, suite: (store: PostgresJobs) => void): void {
  if (postgresAvailable()) describe(name, async () => suite(await postgresForFile()));
  else describe.skip(name, () => it('needs PostgreSQL', () => {}));
}

interface PostgresJobs {
  readonly database: JobDatabase;
  readonly url: string;
}

async function postgresForFile(): Promise<PostgresJobs> {
  const { url } = await postgresDatabaseForFile();
  const database = postgresJobDatabase(url);
  // Hooks run last in, first out: closed before the database is dropped.
  afterAll(() => database.close());
  await createJobTable(database);
  return { database, url };
}

const SCHEMA = [
  ...JOB_SCHEMA_STATEMENTS,
  ...JOB_LOG_SCHEMA_STATEMENTS,
  ...concurrencySchemaStatements('connection'),
  'CREATE TABLE job_limit (key text PRIMARY KEY, at_most integer NOT NULL)',
  ...JOB_DEADLINE_SCHEMA_STATEMENTS,
  ...JOINED_REQUEST_SCHEMA_STATEMENTS,
];

export async function createJobTable(executor: SqlExecutor): Promise<void> {
  for (const sql of SCHEMA) await executor.query(sql);
}
