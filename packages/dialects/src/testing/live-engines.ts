/** Every engine that runs here, for tests that must hold on all of them. */
import {
  createPostgresDatabase,
  duckdbForFile,
  type PostgresDatabase,
  postgresAvailable,
} from '@assay/test-support';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Dialect, Statement } from '../dialect.ts';
import { dialects } from '../registry.ts';

export type Cell = string | number | boolean | null;
export type GivenType =
  | 'text'
  | 'integer'
  | 'bigint'
  | 'decimal'
  | 'double'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'timestamptz'
  | 'json';

export interface LiveEngine {
  readonly dialect: Dialect;
  /** How this engine spells the types that cases are given in. */
  readonly types: Readonly<Record<GivenType, string>>;
  run(statement: Statement): Promise<readonly Readonly<Record<string, Cell>>[]>;
}

const TYPES = {
  text: 'text',
  integer: 'integer',
  bigint: 'bigint',
  decimal: 'decimal(20,6)',
  double: 'double precision',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamp',
  timestamptz: 'timestamp with time zone',
  json: 'jsonb',
} as const satisfies Record<GivenType, string>;

/** Runs the same tests once for each engine; one that is not installed is reported as skipped. */
export function describeOnLiveEngines(name: string, tests: (engine: LiveEngine) => void): void {
  describe(`${name} on DuckDB`, async () => {
    const connection = await duckdbForFile();
    tests({
      dialect: dialects.duckdb,
      types: { ...TYPES, text: 'varchar', double: 'double', json: 'json' },
      async run({ sql, values }) {
        const reader = await connection.runAndReadAll(sql, [...values]);
        return reader.getRowObjectsJS() as Record<string, Cell>[];
      },
    });
  });
  describePostgresql(`${name} on PostgreSQL`, 'template0', tests);
}

/** A PostgreSQL database made from `template` (a template's name, and options of CREATE DATABASE after it). */
export function describePostgresql(
  name: string,
  template: string,
  tests: (engine: LiveEngine) => void,
): void {
  describe.runIf(postgresAvailable())(name, () => {
    let database: PostgresDatabase;
    beforeAll(async () => {
      database = await createPostgresDatabase({ template });
      await database.query(`SET TimeZone = 'UTC'`);
    });
    afterAll(() => database.drop());
    tests({
      dialect: dialects.postgresql,
      types: TYPES,
      run: ({ sql, values }) => database.query<Record<string, Cell>>(sql, [...values]),
    });
  });
}
