/** Who may import whom, and where a database may be named. The drawing of this is in docs/architecture.md. */

/** Rooms that each room's sources may import. Tests may import @assay/test-support besides. */
export const ALLOWED_IMPORTS: Readonly<Record<string, readonly string[]>> = {
  dialects: [],
  jobs: [],
  'demo-data': [],
  checks: ['dialects'],
  engine: ['dialects', 'checks'],
  contract: ['checks', 'dialects'],
  server: ['dialects', 'checks', 'engine', 'jobs', 'contract', 'demo-data'],
  cli: ['contract', 'server', 'engine', 'checks', 'demo-data'],
  web: ['contract'],
  'test-support': ['dialects', 'checks'],
  bench: ['checks', 'dialects', 'engine', 'jobs', 'server', 'demo-data', 'test-support'],
};

/** Rooms whose sources speak of databases in general only. */
export const ROOMS_WITHOUT_DATABASE_NAMES: readonly string[] = [
  'checks',
  'contract',
  'engine',
  'server',
  'cli',
];

export const DATABASE_NAME =
  /postgresql|postgres|duckdb|mysql|mariadb|sqlite|snowflake|bigquery|redshift|databricks|clickhouse|trino|oracle|mssql|sqlserver/i;

export interface NamingException {
  /** A file, or a folder with a slash at the end, relative to the repository. */
  readonly path: string;
  readonly because: string;
}

/** Where a database is named all the same. An entry that is not needed any more is reported. */
export const NAMING_EXCEPTIONS: readonly NamingException[] = [
  { path: 'packages/engine/src/drivers/', because: 'a driver is the code for one database' },
  { path: 'packages/engine/src/pull/', because: 'pulled rows are measured in a DuckDB inside this process' },
  { path: 'packages/engine/src/target.ts', because: 'the closed list of target types' },
  {
    path: 'packages/contract/src/connection-types.ts',
    because: 'what a connection form asks for, one entry a database',
  },
  { path: 'packages/contract/src/schemas/connection.ts', because: 'the wire shape of connection settings' },
  { path: 'packages/server/src/store/', because: 'the store is PostgreSQL, its own or the embedded one' },
  { path: 'packages/cli/src/main.ts', because: 'help says which store a command needs' },
  { path: 'packages/cli/src/commands/migrate.ts', because: 'says which store was migrated' },
  { path: 'packages/cli/src/commands/work.ts', because: 'says which store workers can share' },
  { path: 'packages/server/src/config.ts', because: 'reads the address of the store' },
];
