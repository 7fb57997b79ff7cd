/** The port to PostgreSQL: whatever can do this can carry the queue. */

/** Runs one statement; inside a transaction it is that transaction's own handle. */
export interface SqlExecutor {
  /**
   * Runs one statement with `$1`-style parameters and gives its rows, columns named as in SQL. Expected values:
   * timestamptz as Date (or ISO text), jsonb parsed, integers as numbers. Rejects with the driver's error.
   */
  query<R>(sql: string, values?: readonly unknown[]): Promise<R[]>;
}

/**
 * A database that the queue lives in.
 *
 * An implementation must survive the server ending one of its sessions (the engine asks PostgreSQL to end
 * sessions that sit idle inside a transaction): the transaction rejects, the process goes on.
 */
export interface JobDatabase<Tx extends SqlExecutor = SqlExecutor> extends SqlExecutor {
  /** Runs the work in one READ COMMITTED transaction: commits when it resolves, rolls back when it rejects. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Calls back for every NOTIFY on a channel until the returned function is called. Notifications may be
   * missed while a connection is being restored; the engine polls slowly as a safety net.
   */
  listen(channel: string, onNotify: (payload: string) => void): Promise<() => Promise<void>>;
}
