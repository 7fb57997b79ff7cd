/** Kysely over sessions of either store: one code path for statements, transactions, values and the guard. */
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type { SessionSource, StoreSession } from './session.ts';
import { TransactionAbortedError } from './store-error.ts';
import type { TransactionGuard } from './transaction-guard.ts';
import { encodeValue } from './wire-value.ts';

/** Told of every statement before it is sent, those that begin and end transactions too. */
export type StatementListener = (sql: string) => void;

/** The dialect that Kysely runs on; `source` is closed by whoever opened it. */
export function createStoreDialect(
  source: SessionSource,
  guard: TransactionGuard,
  listeners: ReadonlySet<StatementListener>,
): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new StoreDriver(source, guard, listeners),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

class StoreConnection implements DatabaseConnection {
  readonly #session: StoreSession;
  readonly #listeners: ReadonlySet<StatementListener>;
  #broken: Error | undefined;

  constructor(session: StoreSession, listeners: ReadonlySet<StatementListener>) {
    this.#session = session;
    this.#listeners = listeners;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, affectedRows } = await this.run(query.sql, query.parameters);
    const result = { rows: rows as R[] };
    return affectedRows === null ? result : { ...result, numAffectedRows: BigInt(affectedRows) };
  }

  run(sql: string, parameters: readonly unknown[] = []) {
    for (const listener of this.#listeners) listener(sql);
    return this.#session.query(sql, parameters.map(encodeValue));
  }

  // biome-ignore lint/correctness/useYield: the interface wants a generator, the store has no use for one
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('The store does not stream: page with LIMIT and a key instead.');
  }

  discard(error: Error): void {
    this.#broken = error;
  }

  release(): void {
    this.#session.release(this.#broken);
  }
}

class StoreDriver implements Driver {
  readonly #source: SessionSource;
  readonly #guard: TransactionGuard;
  readonly #listeners: ReadonlySet<StatementListener>;

  constructor(source: SessionSource, guard: TransactionGuard, listeners: ReadonlySet<StatementListener>) {
    this.#source = source;
    this.#guard = guard;
    this.#listeners = listeners;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<StoreConnection> {
    this.#guard.checkAcquire();
    return new StoreConnection(await this.#source.acquire(), this.#listeners);
  }

  async beginTransaction(connection: StoreConnection, settings: TransactionSettings): Promise<void> {
    this.#guard.checkBegin();
    const isolation = settings.isolationLevel ? ` isolation level ${settings.isolationLevel}` : '';
    const access = settings.accessMode ? ` ${settings.accessMode}` : '';
    await connection.run(`start transaction${isolation}${access}`);
  }

  async commitTransaction(connection: StoreConnection): Promise<void> {
    // After a failed statement PostgreSQL answers COMMIT with a rollback and no error.
    const { command } = await connection.run('commit');
    if (command === 'ROLLBACK') throw new TransactionAbortedError();
  }

  /** Never throws: the error that led here is the one to report. */
  async rollbackTransaction(connection: StoreConnection): Promise<void> {
    try {
      await connection.run('rollback');
    } catch (error) {
      connection.discard(error as Error);
    }
  }

  async releaseConnection(connection: StoreConnection): Promise<void> {
    connection.release();
  }

  async destroy(): Promise<void> {}
}
