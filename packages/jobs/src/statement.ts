/** SQL built without IO: text and values, ready for an executor. */
import type { SqlExecutor } from './database.ts';

export interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** How a parameter is written: every one is cast, so that both drivers agree on its type. */
export type ParameterType =
  | 'uuid'
  | 'text'
  | 'integer'
  | 'bigint'
  | 'boolean'
  | 'timestamptz'
  /** Any JSON value; travels as text, because drivers disagree on arrays. */
  | 'json'
  /** A number of milliseconds, as an interval. */
  | 'milliseconds';

/** Adds a value to the statement and gives the SQL that stands for it. */
export type Bind = (value: unknown, type: ParameterType) => string;

/** Builds a statement; the function writes its SQL and binds values as it goes. */
export function statement(build: (bind: Bind) => string): Statement {
  const values: unknown[] = [];
  const bind: Bind = (value, type) => {
    values.push(type === 'json' && value !== null ? JSON.stringify(value) : value);
    return placeholder(values.length, type);
  };
  const sql = build(bind);
  return { sql, values };
}

function placeholder(index: number, type: ParameterType): string {
  if (type === 'json') return `$${index}::text::jsonb`;
  if (type === 'milliseconds') return `($${index}::double precision * interval '1 millisecond')`;
  return `$${index}::${type}`;
}

/** Binds each item of a list: `$1::text, $2::text`. The list must not be empty, as SQL has no empty list. */
export function bindList(bind: Bind, items: readonly unknown[], type: ParameterType): string {
  return items.map((item) => bind(item, type)).join(', ');
}

/** An SQL array of the items; travels as JSON, because drivers disagree on arrays. */
export const bindArray = (bind: Bind, items: readonly string[], type: 'text' | 'uuid'): string =>
  `ARRAY(SELECT jsonb_array_elements_text(${bind(items, 'json')})::${type})`;

export function run<R>(executor: SqlExecutor, built: Statement): Promise<R[]> {
  return executor.query<R>(built.sql, built.values);
}

/**
 * The moment a statement began, by the database's clock: the only clock the queue knows. Not `now()`, which
 * stands still at the transaction's start, before any wait for a lock, and could so lie before a job was made.
 */
export const CLOCK = 'statement_timestamp()';

/** A time for a column that must not lie before another one, even when the database's clock was set back. */
export const notBefore = (...columns: readonly string[]): string =>
  `greatest(${[CLOCK, ...columns].join(', ')})`;
