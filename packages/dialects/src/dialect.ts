/** What a database's folder offers. Pure: text and values in, SQL text and facts out; no driver, no IO. */
import type { Aggregate } from './aggregate.ts';
import type { Expression, ValueType } from './expression.ts';
import type { ListingQuery, MeasuringQuery, TableName } from './query.ts';
import type { AggregateName, GeneralType, ScalarFunction } from './vocabulary.ts';

/** A statement and the values it binds, in order. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly (string | number | boolean | null)[];
}

/** Why an engine cannot offer a function; asking for it gives an error that says so. */
export interface Unsupported {
  readonly unsupported: string;
}
export const unsupported = (because: string): Unsupported => ({ unsupported: because });

/** Spells a function from its rendered arguments; `args` are the trees they came from. */
export type FunctionSpelling =
  | ((rendered: readonly string[], args: readonly Expression[]) => string)
  | Unsupported;

/** Spells an aggregate; `weight` is the rendered row weight when the relation is a dictionary (value, count). */
export type AggregateSpelling =
  | ((of: string, options: { readonly weight: string | null; readonly fraction: number }) => string)
  | Unsupported;

/** A column as the target's catalog describes it. */
export interface NativeColumn {
  readonly name: string;
  readonly position: number;
  /** The database's own spelling of the type, with length or precision. */
  readonly nativeType: string;
  readonly nullable: boolean;
}
export interface ColumnType {
  readonly generalType: GeneralType;
  /** Normalised spelling: `varchar(20)`, `numeric(10,2)`, `timestamp` ... */
  readonly columnType: string;
  /** Numbers that can hold a fraction exactly; null for binary floating point (and money), false for other types. */
  readonly isDecimal: boolean | null;
}

export const RELATION_KINDS = [
  'table',
  'view',
  'materialized_view',
  'foreign_table',
  'partitioned_table',
  'file',
] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];

/** Yes-or-no facts about an engine; each says what follows when it is true. */
export interface Abilities {
  /** The engine is columnar and groups text cheaply: profile in place instead of streaming the table out. */
  readonly profilesInPlace: boolean;
  /** Statements longer than this (characters) are split. */
  readonly maxStatementLength: number;
  /** A statement selects at most this many expressions. */
  readonly maxSelectItems: number;
}

export interface Dialect {
  readonly name: string;
  readonly label: string;
  readonly abilities: Abilities;
  readonly functions: Readonly<Record<ScalarFunction, FunctionSpelling>>;
  readonly aggregates: Readonly<Record<AggregateName, AggregateSpelling>>;
  quoteIdentifier(name: string): string;
  /** A literal of ours, escaped; text never contains NUL. */
  literal(value: string | number | boolean | null, type: ValueType): string;
  /** The placeholder of the n-th bound value (from 1), with the cast that gives it its type. */
  placeholder(position: number, type: ValueType): string;
  classify(column: NativeColumn): ColumnType;
  /** Catalog statements. Column names of the answers are fixed, see each. */
  readonly introspection: {
    /** Columns: `schema`. User schemas only, sorted. */
    schemas(): Statement;
    /** Columns: `table`, `kind` (RelationKind), `approximate_rows` (null when unknown). */
    tables(schema: string): Statement;
    /** Columns: `table`, `name`, `position`, `native_type`, `nullable`; ordered by table, position. */
    columns(schema: string): Statement;
    /** One row, column `version`. */
    version(): Statement;
  };
}

/** Renders trees for a dialect. `Renderer` collects bound values while it renders one statement. */
export interface Renderer {
  expression(expression: Expression): string;
  aggregate(aggregate: Aggregate, weight: Expression<'number'> | null): string;
  tableName(table: TableName): string;
  query(query: MeasuringQuery): string;
  listing(query: ListingQuery, limit: number): string;
  /** The statement made of `sql`, with every value bound so far. */
  statement(sql: string): Statement;
}
