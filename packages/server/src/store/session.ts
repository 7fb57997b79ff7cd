/** What the store needs from a database, whichever it is: sessions, notifications, an end. */

/** A value as PostgreSQL's wire protocol takes it: text in the type's input format, bytes, or NULL. */
export type WireValue = string | Uint8Array | null;

export interface StatementAnswer {
  /** Rows as objects; values decoded by `decodeValue`. */
  readonly rows: readonly Record<string, unknown>[];
  /** Rows written by INSERT, UPDATE, DELETE or MERGE; null for statements that write none. */
  readonly affectedRows: number | null;
  /** First word of the command tag, upper case: `SELECT`, `COMMIT`, `ROLLBACK` ... */
  readonly command: string;
}

/** One database session, held by one caller at a time. */
export interface StoreSession {
  /** Runs one statement. Rejects with an error that carries `code` (SQLSTATE) and `constraint`. */
  query(sql: string, values: readonly WireValue[]): Promise<StatementAnswer>;
  /** Gives the session back. With an error the session is discarded, because its state is unknown. */
  release(error?: Error): void;
}

export interface SessionCounts {
  readonly busy: number;
  readonly idle: number;
  /** Callers of `acquire` that have none yet. */
  readonly waiting: number;
  /** Sessions at a time. */
  readonly limit: number;
}

export interface SessionSource {
  readonly kind: StoreKind;
  acquire(): Promise<StoreSession>;
  sessions(): SessionCounts;
  /**
   * Calls back for every NOTIFY on a channel until the returned function is called. Notifications sent
   * while the connection was being restored are lost: listeners keep a slow poll as a safety net.
   */
  listen(channel: string, onNotify: (payload: string) => void): Promise<() => Promise<void>>;
  /** Makes files smaller by what was deleted; only where the database does not look after itself. */
  giveBackSpace?(): Promise<void>;
  close(): Promise<void>;
}

export type StoreKind = 'embedded' | 'postgresql';

/** Quotes a name for LISTEN and DDL. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
