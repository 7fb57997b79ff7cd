/** PostgreSQL and what speaks its protocol. */

import { pipeline } from 'node:stream/promises';
import {
  asText,
  column,
  type Dialect,
  dialects,
  type Statement,
  type TableName,
  userSql,
} from '@assay/dialects';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { ColumnFacets } from '../profile/column-facets.ts';
import {
  type ColumnDescription,
  type EngineOptions,
  type ExportOptions,
  type QueryOptions,
  type RelationDescription,
  type Row,
  type TableExport,
  type Target,
  type TargetConfig,
  TargetError,
} from '../target.ts';
import { type PostgresqlPlace, postgresqlError } from './postgresql-errors.ts';
import { PostgresqlSessions } from './postgresql-sessions.ts';
import { readColumns, readSchemas, readTables, readVersion } from './read-catalog.ts';

type Config = Extract<TargetConfig, { type: 'postgresql' }>;

class PostgresqlTarget implements Target {
  readonly type = 'postgresql';
  readonly dialect: Dialect = dialects.postgresql;
  readonly concurrency: number;
  readonly tableExport: TableExport = { copyTo: (...args) => this.#copyTo(...args) };
  readonly #sessions: PostgresqlSessions;

  constructor(sessions: PostgresqlSessions, concurrency: number) {
    this.#sessions = sessions;
    this.concurrency = concurrency;
  }

  ping(options?: QueryOptions) {
    return readVersion(this, options);
  }

  schemas(options?: QueryOptions) {
    return readSchemas(this, options);
  }

  tables(schema: string, options?: QueryOptions) {
    return readTables(this, schema, options);
  }

  async describe(schema: string, tables: readonly string[] | null, options: QueryOptions = {}) {
    const relations = await this.tables(schema, options);
    const columns = await readColumns(this, schema, options);
    const denied = await this.#deniedTables(schema, options);
    return relations
      .filter(({ table }) => tables === null || tables.includes(table))
      .map((relation): RelationDescription => {
        const own = columns.get(relation.table) ?? [];
        const unreadable = denied.has(relation.table) ? this.#denied(schema, relation.table) : null;
        return { ...relation, schema, columns: own, unreadable };
      });
  }

  query(statement: Statement, options: QueryOptions = {}): Promise<readonly Row[]> {
    return this.#sessions.transaction(options, async (client) => {
      // The extended protocol takes exactly one statement, so a user's SQL cannot smuggle in a second one.
      const query = { text: statement.sql, values: [...statement.values], queryMode: 'extended' };
      const result = await client.query<Record<string, Row[string]>>(query);
      return result.rows;
    });
  }

  /** A bare numeric keeps the digits it was written with; money cannot be added to numbers. */
  facets({ name, nativeType }: ColumnDescription): ColumnFacets | null {
    const own = column(name);
    if (nativeType === 'numeric') return { value: own, text: asText(own) };
    if (nativeType !== 'money') return null;
    const amount = `CAST(${this.dialect.quoteIdentifier(name)} AS numeric)`;
    return { value: own, text: asText(own), number: userSql<'number'>(amount) };
  }

  close() {
    return this.#sessions.close();
  }

  /** Tables where not even one column may be read. */
  async #deniedTables(schema: string, options: QueryOptions): Promise<ReadonlySet<string>> {
    const sql = `SELECT c.relname AS "table" FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = $1 AND c.relkind IN ('r', 'v', 'm', 'f', 'p')
       AND NOT pg_catalog.has_any_column_privilege(c.oid, 'SELECT')`;
    const rows = await this.query({ sql, values: [schema] }, options);
    return new Set(rows.map((row) => String(row.table)));
  }

  #denied(schema: string, table: string): string {
    const refused = { code: '42501', message: '' };
    return postgresqlError(refused, this.#sessions.place, { table: { schema, table } }).message;
  }

  async #copyTo(
    relation: TableName,
    selects: readonly string[],
    openSink: () => Promise<NodeJS.WritableStream>,
    options: ExportOptions,
  ): Promise<number> {
    const schema = relation.schema === null ? '' : `${this.dialect.quoteIdentifier(relation.schema)}.`;
    const from = `${schema}${this.dialect.quoteIdentifier(relation.table)} ${options.sampleClause ?? ''}`;
    return this.#sessions.transaction({ ...options, snapshot: true, unlimited: true }, async (client) => {
      const sql = `COPY (SELECT ${selects.join(', ')} FROM ${from}) TO STDOUT (FORMAT csv)`;
      const sink = await openSink();
      if (options.signal?.aborted) throw new TargetError('canceled', 'The statement was canceled.');
      const rows = client.query(copyTo(sql, { highWaterMark: COPY_BUFFER_BYTES }));
      await pipeline(rows, sink);
      return rows.rowCount;
    });
  }
}

const COPY_BUFFER_BYTES = 1024 * 1024;

/** Opens no connection yet; a mistake in the config is found here. */
export async function openPostgresql(config: Config, options: EngineOptions): Promise<Target> {
  const client = clientConfig(config);
  const resolved = new pg.Client(client);
  const place: PostgresqlPlace = {
    host: resolved.host,
    port: resolved.port,
    database: resolved.database ?? '',
    user: resolved.user ?? '',
  };
  return new PostgresqlTarget(new PostgresqlSessions(client, place, options), options.maxConnections);
}

function clientConfig(config: Config): pg.ClientConfig {
  if (!('url' in config)) {
    const { host, port, database, user, password, ssl } = config;
    return { host, port, database, user, ...(password !== undefined && { password }), ssl: ssl ?? false };
  }
  const isPostgresql = URL.canParse(config.url) && /^postgres(ql)?:$/.test(new URL(config.url).protocol);
  if (!isPostgresql)
    throw new TargetError('refused', 'The url must look like postgresql://user:password@host:5432/database.');
  return { connectionString: config.url };
}
