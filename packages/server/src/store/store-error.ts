/** What may go wrong in the store, told apart by SQLSTATE and class, never by message. */

/**
 * The store cannot be used as it is, or its connection broke: the message names the cause and the remedy and holds no
 * secret. A job that meets it is tried again: whatever it did there, what it had not committed is gone.
 */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
  readonly transient = true;
  readonly userMessage = 'The server could not reach its own store.';
}

/** A statement ran longer than the store allows and was stopped; nothing of its transaction was kept. */
export class StoreTimeoutError extends Error {
  override readonly name = 'StoreTimeoutError';
  readonly transient = true;
}

/** The session's transaction is gone, because the embedded database had to be restarted under it. */
export class StoreRestartedError extends Error {
  override readonly name = 'StoreRestartedError';
  readonly transient = true;
}

/** COMMIT turned into a rollback, because an earlier error of the transaction was caught and ignored. */
export class TransactionAbortedError extends Error {
  override readonly name = 'TransactionAbortedError';
  constructor() {
    super('The transaction was rolled back instead of committed: a statement in it had failed.');
  }
}

/** The store was used in a way that works on one kind and not on the other: a programming mistake. */
export class StoreMisuseError extends Error {
  override readonly name = 'StoreMisuseError';
}

/** Fields of a PostgreSQL error that survive every transport. Both stores' errors have them. */
export interface DatabaseErrorFields {
  readonly message: string;
  readonly code?: string | undefined;
  readonly constraint?: string | undefined;
  readonly table?: string | undefined;
  readonly column?: string | undefined;
  readonly detail?: string | undefined;
  readonly hint?: string | undefined;
}

/** A statement that the embedded database refused; same fields as the `pg` driver's DatabaseError. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = 'EmbeddedDatabaseError';
  readonly code: string | undefined;
  readonly constraint: string | undefined;
  readonly table: string | undefined;
  readonly column: string | undefined;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  constructor(fields: DatabaseErrorFields) {
    super(fields.message);
    this.code = fields.code;
    this.constraint = fields.constraint;
    this.table = fields.table;
    this.column = fields.column;
    this.detail = fields.detail;
    this.hint = fields.hint;
  }
}

/** https://www.postgresql.org/docs/14/errcodes-appendix.html */
const SQLSTATE = {
  foreignKeyViolation: '23503',
  uniqueViolation: '23505',
  checkViolation: '23514',
} as const;

function violates(error: unknown, code: string, constraint: string | undefined): boolean {
  if (!(error instanceof Error)) return false;
  const fields = error as Partial<DatabaseErrorFields>;
  return fields.code === code && (constraint === undefined || fields.constraint === constraint);
}

/** A row like this exists already; with `constraint`, by that constraint or unique index. */
export const isUniqueViolation = (error: unknown, constraint?: string): boolean =>
  violates(error, SQLSTATE.uniqueViolation, constraint);
/** The row is still referred to, or refers to a missing one. */
export const isForeignKeyViolation = (error: unknown, constraint?: string): boolean =>
  violates(error, SQLSTATE.foreignKeyViolation, constraint);
export const isCheckViolation = (error: unknown, constraint?: string): boolean =>
  violates(error, SQLSTATE.checkViolation, constraint);
