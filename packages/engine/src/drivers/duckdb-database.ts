/** An in-process DuckDB: sandboxed, bounded, with a pool of connections and statements that can be stopped. */
import { basename } from 'node:path';
import type { Statement } from '@assay/dialects';
import { type DuckDBConnection, DuckDBInstance, type DuckDBResult, StatementType } from '@duckdb/node-api';
import { type QueryOptions, type Row, TargetError } from '../target.ts';
import { duckdbError } from './duckdb-errors.ts';
import { readDuckdbRows } from './duckdb-rows.ts';
import { MORE_TIME } from './more-time.ts';

export interface DuckdbSettings {
  /** A database file that statements see, read-only; without one they see an empty database in memory. */
  readonly databaseFile?: string;
  readonly memoryLimitBytes: number;
  readonly threads: number;
  /** Where it may spill. */
  readonly spillDirectory: string;
  /** The only files that statements may read, exactly as they will be named. */
  readonly readableFiles: readonly string[];
  readonly statementTimeoutMs: number;
}

/** Catalog of the memory that a database may write to: copies of slow files, rows that were streamed in. */
export const SCRATCH_CATALOG = 'assay_scratch';

/** Names of catalogs that exist in every DuckDB, or that we make. */
const RESERVED_CATALOGS = new Set(['memory', 'system', 'temp', 'main', SCRATCH_CATALOG]);
const FALLBACK_CATALOG = 'assay_target';
const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** An interrupt between two statements is lost, so it is repeated until the statement has ended. */
const INTERRUPT_EVERY_MS = 20;

export class DuckdbDatabase {
  readonly #instance: DuckDBInstance;
  readonly #settings: DuckdbSettings;
  readonly #idle: DuckDBConnection[] = [];
  readonly #running = new Map<DuckDBConnection, Promise<unknown>>();
  /** Catalog in which statements find bare names; null = the memory. */
  #catalog: string | null = null;
  #closed = false;

  private constructor(instance: DuckDBInstance, settings: DuckdbSettings) {
    this.#instance = instance;
    this.#settings = settings;
  }

  static async open(settings: DuckdbSettings): Promise<DuckdbDatabase> {
    const instance = await DuckDBInstance.create(':memory:', instanceOptions(settings));
    const database = new DuckdbDatabase(instance, settings);
    try {
      await database.execute(`ATTACH ':memory:' AS ${SCRATCH_CATALOG}`);
      if (settings.databaseFile !== undefined) database.#use(await database.#attach(settings.databaseFile));
      await database.#lockDown();
      return database;
    } catch (error) {
      await database.close();
      throw error;
    }
  }

  /**
   * Under the name that DuckDB itself would give it, because views may spell it out; under one of ours where a schema has
   * the same name, because `sales.orders` would then be ambiguous. Answers the name.
   */
  async #attach(path: string): Promise<string> {
    const about = { about: { path } };
    const attach = async (name: string) => {
      const file = path.replaceAll("'", "''");
      await this.execute(`ATTACH '${file}' AS ${quoteName(name)} (READ_ONLY)`, about);
      return name;
    };
    const own = basename(path).replace(/\.[^.]*$/, '') || FALLBACK_CATALOG;
    if (RESERVED_CATALOGS.has(own.toLowerCase())) return attach(FALLBACK_CATALOG);
    await attach(own);
    const clash = {
      sql: 'SELECT 1 FROM duckdb_schemas() WHERE database_name = $1 AND lower(schema_name) = lower($1)',
      values: [own],
    };
    if ((await this.query(clash)).length === 0) return own;
    await this.execute(`DETACH ${quoteName(own)}`);
    return attach(FALLBACK_CATALOG);
  }

  /** Order matters: nothing can be attached or set after the last two statements. */
  async #lockDown(): Promise<void> {
    const files = this.#settings.readableFiles.map((file) => `'${file.replaceAll("'", "''")}'`);
    const statements = [
      `SET GLOBAL TimeZone = 'UTC'`,
      `SET GLOBAL allowed_paths = [${files.join(', ')}]`,
      `SET GLOBAL enable_external_access = false`,
      `SET GLOBAL lock_configuration = true`,
    ];
    for (const sql of statements) await this.execute(sql);
  }

  /** One SELECT. More than one statement, or one that writes, is refused. */
  async query(statement: Statement, options: QueryOptions = {}): Promise<readonly Row[]> {
    return this.#guarded(options, async (connection) => {
      const prepared = await connection.prepare(statement.sql);
      try {
        if (prepared.statementType !== StatementType.SELECT)
          throw new TargetError('bad_sql', 'Only a SELECT may run here; this statement is of another kind.');
        if (statement.values.length > 0) prepared.bind([...statement.values]);
        return await readDuckdbRows(await prepared.run(), options.about);
      } finally {
        prepared.destroySync();
      }
    });
  }

  /** One SELECT of ours, whose rows are read as they come and never all held. The first column only, as text. */
  async stream<Answer>(
    sql: string,
    options: QueryOptions,
    work: (lines: AsyncIterable<readonly string[]>) => Promise<Answer>,
  ): Promise<Answer> {
    return this.#guarded(options, async (connection) => {
      const result = await connection.stream(sql);
      return work(firstColumn(result));
    });
  }

  /** A statement of ours that makes or drops something in this process. */
  async execute(sql: string, options: QueryOptions = {}): Promise<void> {
    await this.#guarded(options, (connection) => connection.run(sql));
  }

  /** Stops what runs and frees the memory. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const pending = [...this.#running].map(([connection, work]) => {
      const interrupting = setInterval(() => connection.interrupt(), INTERRUPT_EVERY_MS);
      return work.catch(() => undefined).finally(() => clearInterval(interrupting));
    });
    await Promise.all(pending);
    for (const connection of this.#idle.splice(0)) connection.closeSync();
    this.#instance.closeSync();
  }

  /** For every connection from now on: the setting belongs to a connection. */
  #use(catalog: string): void {
    this.#catalog = catalog;
    for (const connection of this.#idle.splice(0)) connection.closeSync();
  }

  async #connect(): Promise<DuckDBConnection> {
    const connection = await this.#instance.connect();
    if (this.#catalog !== null) await connection.run(`USE ${quoteName(this.#catalog)}`);
    return connection;
  }

  async #guarded<T>(options: QueryOptions, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    if (this.#closed) throw new TargetError('canceled', 'The connection is closed.');
    if (options.signal?.aborted) throw new TargetError('canceled', 'The statement was canceled.');
    const connection = this.#idle.pop() ?? (await this.#connect());
    const stop = stopper(connection, options, options.timeoutMs ?? this.#settings.statementTimeoutMs);
    const running = work(connection);
    this.#running.set(connection, running);
    try {
      return await running;
    } catch (error) {
      throw stop.reason() ?? duckdbError(error, options.about);
    } finally {
      stop.done();
      this.#running.delete(connection);
      if (this.#closed) connection.closeSync();
      else this.#idle.push(connection);
    }
  }
}

async function* firstColumn(result: DuckDBResult): AsyncGenerator<readonly string[]> {
  for await (const chunk of result) yield chunk.getColumnValues(0).map(String);
}

function instanceOptions(settings: DuckdbSettings): Record<string, string> {
  return {
    memory_limit: `${Math.floor(settings.memoryLimitBytes / 1024)}KiB`,
    threads: String(settings.threads),
    temp_directory: settings.spillDirectory,
    // Nothing here asks for the order of rows, and keeping it costs memory.
    preserve_insertion_order: 'false',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  };
}

/** Interrupts the connection when the signal fires or the time is up; `reason` says which, as an error. */
function stopper(connection: DuckDBConnection, options: QueryOptions, timeoutMs: number) {
  let reason: TargetError | null = null;
  let interrupting: NodeJS.Timeout | undefined;
  const stop = (why: TargetError) => {
    reason ??= why;
    connection.interrupt();
    interrupting ??= setInterval(() => connection.interrupt(), INTERRUPT_EVERY_MS);
  };
  const location = options.about ? { location: options.about } : {};
  const onAbort = () => stop(new TargetError('canceled', 'The statement was canceled.', location));
  const deadline = setTimeout(() => {
    const seconds = Math.round(timeoutMs / 1000);
    stop(
      new TargetError(
        'timeout',
        `The statement did not finish within ${seconds} seconds. ${MORE_TIME}`,
        location,
      ),
    );
  }, timeoutMs);
  options.signal?.addEventListener('abort', onAbort, { once: true });
  return {
    reason: () => reason,
    done: () => {
      clearTimeout(deadline);
      clearInterval(interrupting);
      options.signal?.removeEventListener('abort', onAbort);
    },
  };
}
