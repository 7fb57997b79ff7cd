/** The store: one code path over PostgreSQL and the embedded database. */
import type { JobDatabase, SqlExecutor } from '@assay/jobs';
import { CompiledQuery, Kysely, type Transaction } from 'kysely';
import type { Database } from './database-types.ts';
import { migrate } from './migrations/migrate.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import type { SessionCounts, SessionSource, StoreKind } from './session.ts';
import { createStoreDialect, type StatementListener } from './store-dialect.ts';
import { createTransactionGuard } from './transaction-guard.ts';

/** An open transaction. Only this handle may touch the store until it ends. */
export interface StoreTransaction extends SqlExecutor {
  readonly db: Transaction<Database>;
}

/** Where rows are read and written: the store itself or a transaction. Pass `db` of either to a feature's store file. */
export type Queryable = Kysely<Database>;

export interface Store {
  readonly kind: StoreKind;
  /** Single statements. Throws StoreMisuseError inside `transaction`. */
  readonly db: Kysely<Database>;
  /** The same store as the queue sees it. */
  readonly jobs: JobDatabase<StoreTransaction>;
  /** Commits when `work` resolves, rolls back when it rejects. Cannot be nested (StoreMisuseError). */
  transaction<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T>;
  listen(channel: string, onNotify: (payload: string) => void): Promise<() => Promise<void>>;
  /** Tells `listener` of every statement, in the async context that sends it, until the returned function is called. */
  observe(listener: StatementListener): () => void;
  /**
   * Makes files smaller by what was deleted, where the database does not look after itself: for the embedded store, which
   * serves nobody meanwhile. A PostgreSQL server uses the space again, and shortens what it can.
   */
  giveBackSpace(): Promise<void>;
  /** Of this process, now. */
  sessions(): SessionCounts;
  /** Rejects when the store does not answer. */
  ping(): Promise<void>;
  /** Ends all sessions; statements in flight end first. */
  close(): Promise<void>;
}

/** Migrates and opens the store that `source` leads to. Closes the source when that fails. */
export async function storeOver(source: SessionSource): Promise<Store> {
  try {
    await migrateSource(source);
  } catch (error) {
    await source.close();
    throw error;
  }
  return unmigratedStore(source);
}

/** The store as it is: right only for those who know that it has the schema of this version. */
export function unmigratedStore(source: SessionSource): Store {
  const guard = createTransactionGuard();
  const listeners = new Set<StatementListener>();
  const db = new Kysely<Database>({ dialect: createStoreDialect(source, guard, listeners) });
  const transaction: Store['transaction'] = (work) =>
    guard.enter(() => db.transaction().execute((tx) => work({ db: tx, query: executorOf(tx).query })));
  const listen: Store['listen'] = (channel, onNotify) => source.listen(channel, onNotify);
  return {
    kind: source.kind,
    db,
    jobs: { query: executorOf(db).query, transaction, listen },
    transaction,
    listen,
    observe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    giveBackSpace: async () => source.giveBackSpace?.(),
    sessions: () => source.sessions(),
    async ping() {
      await executorOf(db).query('SELECT 1');
    },
    close: () => source.close(),
  };
}

async function migrateSource(source: SessionSource): Promise<void> {
  const session = await source.acquire();
  try {
    await migrate(session, MIGRATIONS);
  } finally {
    session.release();
  }
}

function executorOf(db: Kysely<Database>): SqlExecutor {
  return {
    async query<R>(sql: string, values: readonly unknown[] = []) {
      const { rows } = await db.executeQuery<R>(CompiledQuery.raw(sql, [...values]));
      return rows;
    },
  };
}
