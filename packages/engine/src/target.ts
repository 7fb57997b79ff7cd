/** A user's database or folder of files, opened read-only. One driver file per kind in drivers/. */

import type { ColumnType, Dialect, NativeColumn, RelationKind, Statement, TableName } from '@assay/dialects';
import type { EngineObserver } from './engine-observer.ts';
import type { ColumnFacets } from './profile/column-facets.ts';

export type TargetConfig =
  | { readonly type: 'files'; readonly path: string }
  | { readonly type: 'duckdb'; readonly path: string }
  | {
      readonly type: 'postgresql';
      readonly host: string;
      readonly port: number;
      readonly database: string;
      readonly user: string;
      readonly password?: string;
      readonly ssl?: boolean;
    }
  | { readonly type: 'postgresql'; readonly url: string };
export type TargetType = TargetConfig['type'];

export interface EngineOptions {
  /** Folders that file targets may read; paths outside are refused. */
  readonly fileRoots: readonly string[];
  /** Where spill and pulled copies live; created when missing, each run removes its own folder. */
  readonly scratchDirectory: string;
  /** Memory of one in-process DuckDB, in bytes. */
  readonly memoryLimitBytes: number;
  /** Threads of one in-process DuckDB. */
  readonly threads: number;
  /** A statement on the target is stopped after this. */
  readonly statementTimeoutMs: number;
  /** Statements at a time on one target server. */
  readonly maxConnections: number;
  /** Tables with more rows than this are pushed rather than pulled. */
  readonly pullRowLimit: number;
  /** Columns with more distinct values than this have their patterns estimated from a part of them. */
  readonly patternDictionaryLimit: number;
  readonly observer?: EngineObserver;
}

export interface RelationSummary {
  readonly table: string;
  readonly kind: RelationKind;
  /** From the catalog's statistics; null when unknown. */
  readonly approximateRows: number | null;
}
export interface ColumnDescription extends NativeColumn, ColumnType {}
export interface RelationDescription extends RelationSummary {
  readonly schema: string | null;
  readonly columns: readonly ColumnDescription[];
  /** Why the relation cannot be read, with the remedy; null when it can. */
  readonly unreadable: string | null;
}

/** Values as JavaScript sees them: 64-bit integers beyond 2^53 and decimals as text, dates as ISO 8601 text. */
export type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell>>;

export interface QueryOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** What the statement is about, so that an error can name it. */
  readonly about?: TargetLocation;
}

/** Streams the rows of one relation out of the target as CSV, from one consistent snapshot. */
export interface TableExport {
  /**
   * Writes CSV (no header, NULL as nothing, '' as `""`) of the SQL expressions `selects` to a sink, ends the sink, and
   * resolves with the number of rows. `openSink` is called once the target is ready to send: what waits at the other end
   * may hold a thread that connecting needs. Rejects with TargetError; the statement is then gone from the target.
   */
  copyTo(
    relation: TableName,
    selects: readonly string[],
    openSink: () => Promise<NodeJS.WritableStream>,
    options: ExportOptions,
  ): Promise<number>;
}
export interface ExportOptions extends QueryOptions {
  /** The dialect's sampling clause; without one every row is sent. */
  readonly sampleClause?: string;
}

/** A relation made ready to be scanned many times; `release` drops what was made for it. */
export interface StagedRelation {
  readonly relation: TableName;
  release(): Promise<void>;
}

/** One state of the target, seen by several statements while others write. */
export interface TargetSnapshot {
  /** As `query` of the target. A statement that fails leaves the snapshot good for the next; one statement at a time. */
  query(statement: Statement, options?: QueryOptions): Promise<readonly Row[]>;
  /** Another session that sees the same state. This one must stay open until the promise is settled. */
  join(options?: QueryOptions): Promise<TargetSnapshot>;
  /** Safe to call twice. */
  close(): Promise<void>;
}

export interface Target {
  readonly type: TargetType;
  readonly dialect: Dialect;
  /** Reaches the target and says what it is; throws TargetError. */
  ping(options?: QueryOptions): Promise<{ readonly serverVersion: string; readonly latencyMs: number }>;
  schemas(options?: QueryOptions): Promise<readonly string[]>;
  tables(schema: string, options?: QueryOptions): Promise<readonly RelationSummary[]>;
  /** Columns of the named tables (all when null). A table that cannot be described comes back `unreadable`. */
  describe(
    schema: string,
    tables: readonly string[] | null,
    options?: QueryOptions,
  ): Promise<readonly RelationDescription[]>;
  /** Runs one read-only statement. Aborting the signal cancels it in the target. */
  query(statement: Statement, options?: QueryOptions): Promise<readonly Row[]>;
  /** How a column of an unusual type is read; null for all others. */
  facets?(column: Pick<ColumnDescription, 'name' | 'columnType'>): ColumnFacets | null;
  /**
   * A session whose statements all see the target as it is now. Only for targets that can keep a state while others write;
   * aborting the signal, then or later, ends it. Takes one of the sessions that `concurrency` counts. Throws TargetError.
   */
  openSnapshot?(options?: QueryOptions): Promise<TargetSnapshot>;
  /** Statements that make sense at the same time. */
  readonly concurrency: number;
  /** Only for targets whose tables can be streamed out: to be measured elsewhere, or to be copied. */
  readonly tableExport?: TableExport;
  /** Only for targets where a second look at a relation costs as much as the first (CSV files). */
  stage?(relation: TableName, options?: QueryOptions): Promise<StagedRelation>;
  /**
   * Copies about `share` (above 0, below 1) of a relation's rows, the same ones every time while nobody writes to it. Only
   * for targets whose dialect cannot sample in a statement.
   */
  stageSample?(relation: TableName, share: number, options?: QueryOptions): Promise<StagedRelation>;
  /**
   * Something that changes whenever the relation is written to, had without reading it; null when it cannot be had. Only
   * for targets that need not ask the rows (files: sizes and times).
   */
  stamp?(relation: TableName): Promise<string | null>;
  /** Ends every session, running statements too. Safe to call twice. */
  close(): Promise<void>;
}

export interface TargetLocation {
  readonly table?: TableName;
  readonly column?: string;
  readonly path?: string;
}
/**
 * Something the user can act on: the message names the place and the remedy and never holds a secret.
 * `kind` tells callers what to do: retry, or tell the person.
 */
export class TargetError extends Error {
  readonly kind:
    | 'unreachable'
    | 'refused'
    | 'not_found'
    | 'unreadable'
    | 'bad_sql'
    | 'timeout'
    | 'canceled'
    | 'internal';
  readonly location: TargetLocation;
  /**
   * Whether the same call may succeed later without anyone changing anything. Not after a time-out: the statement would load
   * the target for as long again, and most likely end the same way.
   */
  readonly transient: boolean;
  constructor(
    kind: TargetError['kind'],
    message: string,
    options: { location?: TargetLocation; cause?: unknown; transient?: boolean } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'TargetError';
    this.kind = kind;
    this.location = options.location ?? {};
    this.transient = options.transient ?? kind === 'unreachable';
  }
}

/** Memory and spill folder did not suffice for all that was measured at the time; for less they may. */
export class NoRoomError extends TargetError {}
