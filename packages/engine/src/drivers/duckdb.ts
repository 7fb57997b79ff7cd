/** A DuckDB database file, opened read-only and measured where it lies. */
import { type Dialect, dialects, type Statement, type TableName } from '@assay/dialects';
import { createScratchFolder, type ScratchFolder } from '../scratch/scratch-folder.ts';
import type {
  EngineOptions,
  QueryOptions,
  RelationDescription,
  TableExport,
  Target,
  TargetConfig,
  TargetSnapshot,
} from '../target.ts';
import { DuckdbDatabase } from './duckdb-database.ts';
import { duckdbExport } from './duckdb-export.ts';
import { absolutePath, confinedRealPath, realRoots } from './file-roots.ts';
import { readColumns, readSchemas, readTables, readVersion } from './read-catalog.ts';
import { stageSample } from './stage-sample.ts';

class DuckdbTarget implements Target {
  readonly type = 'duckdb';
  readonly dialect: Dialect = dialects.duckdb;
  readonly concurrency: number;
  readonly tableExport: TableExport;
  readonly #database: DuckdbDatabase;
  readonly #scratch: ScratchFolder;

  constructor(database: DuckdbDatabase, scratch: ScratchFolder, concurrency: number) {
    this.#database = database;
    this.#scratch = scratch;
    this.concurrency = concurrency;
    this.tableExport = duckdbExport(database);
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

  /**
   * The file cannot change while it is open: DuckDB locks it against writers of other processes, and reads what a writer of
   * this process adds only when it opens the file anew.
   */
  async openSnapshot(): Promise<TargetSnapshot> {
    const snapshot: TargetSnapshot = {
      query: (statement, options) => this.query(statement, options),
      join: async () => snapshot,
      close: async () => {},
    };
    return snapshot;
  }

  stageSample(relation: TableName, share: number, options?: QueryOptions) {
    return stageSample(this.#database, relation, share, options);
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
