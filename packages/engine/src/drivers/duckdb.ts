/** A DuckDB database file, opened read-only and measured where it lies. */
import { type Dialect, dialects, type Statement } from '@assay/dialects';
import { createScratchFolder, type ScratchFolder } from '../scratch/scratch-folder.ts';
import type {
  EngineOptions,
  QueryOptions,
  RelationDescription,
  RelationSummary,
  Target,
  TargetConfig,
} from '../target.ts';
import { describeColumns } from './describe-columns.ts';
import { DuckdbDatabase } from './duckdb-database.ts';
import { absolutePath, confinedRealPath, realRoots } from './file-roots.ts';
import { relationSummary } from './relation-summary.ts';

class DuckdbTarget implements Target {
  readonly type = 'duckdb';
  readonly dialect: Dialect = dialects.duckdb;
  readonly concurrency: number;
  readonly #database: DuckdbDatabase;
  readonly #scratch: ScratchFolder;

  constructor(database: DuckdbDatabase, scratch: ScratchFolder, concurrency: number) {
    this.#database = database;
    this.#scratch = scratch;
    this.concurrency = concurrency;
  }

  async ping(options?: QueryOptions) {
    const started = performance.now();
    const [row] = await this.query(this.dialect.introspection.version(), options);
    return { serverVersion: String(row?.version), latencyMs: performance.now() - started };
  }

  async schemas(options?: QueryOptions) {
    const rows = await this.query(this.dialect.introspection.schemas(), options);
    return rows.map((row) => String(row.schema));
  }

  async tables(schema: string, options?: QueryOptions): Promise<readonly RelationSummary[]> {
    const rows = await this.query(this.dialect.introspection.tables(schema), options);
    return rows.map(relationSummary);
  }

  async describe(schema: string, tables: readonly string[] | null, options: QueryOptions = {}) {
    const relations = await this.tables(schema, options);
    const columns = await describeColumns(this, this, schema, options);
    return relations
      .filter(({ table }) => tables === null || tables.includes(table))
      .map((relation): RelationDescription => {
        const own = columns.get(relation.table) ?? [];
        return { ...relation, schema, columns: own, unreadable: null };
      });
  }

  query(statement: Statement, options?: QueryOptions) {
    return this.#database.query(statement, options);
  }

  async close() {
    await this.#database.close();
    await this.#scratch.remove();
  }
}

export async function openDuckdb(
  config: Extract<TargetConfig, { type: 'duckdb' }>,
  options: EngineOptions,
): Promise<Target> {
  const roots = await realRoots(options.fileRoots);
  const path = await confinedRealPath(absolutePath(config.path, options.fileRoots), roots);
  const scratch = await createScratchFolder(options.scratchDirectory);
  try {
    const database = await DuckdbDatabase.open({
      databaseFile: path,
      memoryLimitBytes: options.memoryLimitBytes,
      threads: options.threads,
      spillDirectory: scratch.path,
      readableFiles: [],
      statementTimeoutMs: options.statementTimeoutMs,
    });
    return new DuckdbTarget(database, scratch, options.threads);
  } catch (error) {
    await scratch.remove();
    throw error;
  }
}
