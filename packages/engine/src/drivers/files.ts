/** A folder of files as a database: every file a table, read where it lies by an in-process DuckDB. */
import { type Dialect, dialects, type TableName } from '@assay/dialects';
import { createScratchFolder, type ScratchFolder } from '../scratch/scratch-folder.ts';
import {
  type EngineOptions,
  type QueryOptions,
  type RelationDescription,
  type TableExport,
  type Target,
  type TargetConfig,
  TargetError,
} from '../target.ts';
import { DuckdbDatabase, SCRATCH_CATALOG } from './duckdb-database.ts';
import { duckdbError } from './duckdb-errors.ts';
import { duckdbExport } from './duckdb-export.ts';
import { fileRelation } from './file-relation.ts';
import { fileStamp } from './file-stamp.ts';
import { type FileTable, findFileTables } from './file-tables.ts';
import { type CatalogReader, readColumns, readVersion } from './read-catalog.ts';
import { stageSample } from './stage-sample.ts';

/** The one schema of a folder. */
const SCHEMA = 'main';

class FilesTarget implements Target {
  readonly type = 'files';
  readonly dialect: Dialect = dialects.duckdb;
  readonly concurrency: number;
  readonly tableExport: TableExport;
  readonly #database: DuckdbDatabase;
  /** Past `query`, which would open every file that a catalog statement seems to name. */
  readonly #catalog: CatalogReader;
  readonly #tables: readonly FileTable[];
  readonly #scratch: ScratchFolder;
  /** By table: null once its view stands, else why it cannot. */
  readonly #views = new Map<string, Promise<string | null>>();
  #staged = 0;

  constructor(
    database: DuckdbDatabase,
    tables: readonly FileTable[],
    scratch: ScratchFolder,
    concurrency: number,
  ) {
    this.#database = database;
    this.#catalog = {
      dialect: this.dialect,
      query: (statement, options) => database.query(statement, options),
    };
    this.#tables = tables;
    this.#scratch = scratch;
    this.concurrency = concurrency;
    const { copyTo } = duckdbExport(database);
    this.tableExport = {
      copyTo: async (relation, selects, openSink, options) => {
        // Only files need their view; copies of them are tables.
        if (relation.schema === SCHEMA) await this.#view(relation.table, options);
        return copyTo(relation, selects, openSink, options);
      },
    };
  }

  ping(options?: QueryOptions) {
    return readVersion(this.#catalog, options);
  }

  async schemas() {
    return [SCHEMA];
  }

  async tables() {
    return this.#tables.map(({ table }) => ({ table, kind: 'file' as const, approximateRows: null }));
  }

  async describe(_schema: string, tables: readonly string[] | null, options: QueryOptions = {}) {
    const wanted = this.#tables.filter(({ table }) => tables === null || tables.includes(table));
    const broken = new Map<string, string>();
    for (const { table } of wanted) {
      const problem = await this.#view(table, options);
      if (problem !== null) broken.set(table, problem);
    }
    const columns = await readColumns(this.#catalog, SCHEMA, options);
    return wanted.map(({ table }): RelationDescription => {
      const unreadable = broken.get(table) ?? null;
      const own = unreadable === null ? (columns.get(table) ?? []) : [];
      return { schema: SCHEMA, table, kind: 'file', approximateRows: null, columns: own, unreadable };
    });
  }

  async query(
    statement: { sql: string; values: readonly (string | number | boolean | null)[] },
    options: QueryOptions = {},
  ) {
    // Opening a file costs a look at all of it, so only tables that the statement may name are opened.
    const text = statement.sql.toLowerCase();
    for (const { table } of this.#tables) {
      if (!text.includes(table.toLowerCase().replaceAll('"', '""'))) continue;
      const problem = await this.#view(table, options);
      if (problem !== null && options.about?.table?.table === table)
        throw new TargetError('unreadable', problem, { location: options.about });
    }
    return this.#database.query(statement, options);
  }

  /** A CSV is parsed anew by every statement: five seconds for five million rows, once, is better than forty times. */
  async stage(relation: TableName, options: QueryOptions = {}) {
    const format = this.#tables.find(({ table }) => table === relation.table)?.format;
    if (format === 'parquet') return { relation, release: async () => {} };
    const copy: TableName = { schema: SCRATCH_CATALOG, table: `copy_${this.#staged++}` };
    const name = `${SCRATCH_CATALOG}.${copy.table}`;
    const view = this.dialect.quoteIdentifier(relation.table);
    await this.#database
      .execute(`CREATE TABLE ${name} AS SELECT * FROM ${SCHEMA}.${view}`, options)
      .catch((error: unknown) => {
        throw duckdbError(error, { table: relation });
      });
    return { relation: copy, release: () => this.#database.execute(`DROP TABLE IF EXISTS ${name}`) };
  }

  async stageSample(relation: TableName, share: number, options: QueryOptions = {}) {
    return stageSample(this.#database, { ...relation, schema: SCHEMA }, share, options);
  }

  async stamp({ table }: TableName) {
    const files = this.#tables.find((entry) => entry.table === table)?.files ?? [];
    return files.length === 0 ? null : fileStamp(files);
  }

  async close() {
    await this.#database.close();
    await this.#scratch.remove();
  }

  #view(table: string, options: QueryOptions): Promise<string | null> {
    const known = this.#views.get(table);
    if (known !== undefined) return known;
    const entry = this.#tables.find((candidate) => candidate.table === table);
    const made = entry === undefined ? Promise.resolve(null) : this.#makeView(entry, options);
    this.#views.set(table, made);
    // A canceled look says nothing about the file.
    made.catch(() => this.#views.delete(table));
    return made;
  }

  async #makeView(entry: FileTable, options: QueryOptions): Promise<string | null> {
    if (entry.unreadable !== null) return entry.unreadable;
    try {
      const select = await fileRelation(this.#database, entry, options);
      const view = this.dialect.quoteIdentifier(entry.table);
      await this.#database.execute(`CREATE OR REPLACE VIEW ${SCHEMA}.${view} AS ${select}`, options);
      return null;
    } catch (error) {
      const problem = duckdbError(error);
      if (problem.kind === 'canceled' || problem.kind === 'timeout') throw problem;
      return unreadableMessage(entry, problem);
    }
  }
}

function unreadableMessage(entry: FileTable, problem: TargetError): string {
  const place = entry.files.length === 1 ? entry.files[0]! : `${entry.table} (${entry.files.length} files)`;
  const said = problem.message.includes(entry.files[0] ?? '\0') ? '' : `${place}: `;
  const remedies = {
    csv: 'Correct that place in the file, or write the file again.',
    json: 'Check that the file holds JSON objects, one a line or in one array, or write it again.',
    parquet: 'The file is damaged or unfinished: write it again.',
  };
  return `${said}${problem.message.replaceAll('\n', '; ')}. ${remedies[entry.format]}`;
}

export async function openFiles(
  config: Extract<TargetConfig, { type: 'files' }>,
  options: EngineOptions,
): Promise<Target> {
  const tables = await findFileTables(config.path, options.fileRoots);
  const scratch = await createScratchFolder(options.scratchDirectory);
  try {
    const database = await DuckdbDatabase.open({
      memoryLimitBytes: options.memoryLimitBytes,
      threads: options.threads,
      spillDirectory: scratch.path,
      readableFiles: tables.flatMap(({ files }) => files),
      statementTimeoutMs: options.statementTimeoutMs,
    });
    return new FilesTarget(database, tables, scratch, options.threads);
  } catch (error) {
    await scratch.remove();
    throw error;
  }
}
