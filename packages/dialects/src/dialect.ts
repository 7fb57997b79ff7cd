/** What a database's folder offers. Pure: text and values in, SQL text and facts out; no driver, no IO. */
import type { Aggregate } from './aggregate.ts';
import type { Expression, LiteralValue, ValueType } from './expression.ts';
import type { ListingQuery, MeasuringQuery, TableName } from './query.ts';
import type { ReconciliationQuery } from './reconciliation-query.ts';
import type { AggregateName, GeneralType, ScalarFunction } from './vocabulary.ts';

/** A statement and the values it binds, in order. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly LiteralValue[];
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

export interface AggregateOptions {
  /** The rendered row weight when the relation is a dictionary (value, count); null when a row counts once. */
  readonly weight: string | null;
  /** Of `percentile` only, 0..1. */
  readonly fraction: number;
  /** The type of what is aggregated, where the tree tells; null when only the database knows. */
  readonly type: ValueType | null;
}
/** Spells an aggregate of the rendered `of` (empty for `count_rows`). */
export type AggregateSpelling = ((of: string, options: AggregateOptions) => string) | Unsupported;

/** A column as the target's catalog describes it. */
export interface NativeColumn {
  readonly name: string;
  readonly position: number;
  /** The database's own spelling of the type, with length or precision. */
  readonly nativeType: string;
  readonly nullable: boolean;
  /** What a row gets that says nothing of the column, or what a generated column is made from; null = nothing. */
  readonly defaultExpression: string | null;
  /** Texts that differ may be equal in it: its collation ignores case or accents. Absent = no. */
  readonly looselyEqual?: boolean;
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
  /** min(x, n) and min_by(y, x, n) answer lists of the n smallest, in one pass and for each group. */
  readonly listsSmallest: boolean;
  /**
   * Conditions are computed one by one for every row, and distinct values are found by sorting: whatever depends on a
   * single column is asked of its distinct values, and what cannot be computed in parallel stands apart.
   */
  readonly prefersDictionaries: boolean;
  /** Statements longer than this (characters) are split. */
  readonly maxStatementLength: number;
  /** A statement selects at most this many expressions. */
  readonly maxSelectItems: number;
}

/** Draws rows of a relation while it is scanned, each row by itself. */
export interface RowSampling {
  /** What can be sampled so. */
  readonly kinds: readonly RelationKind[];
  /** Follows the name of the relation; the same rows in every statement while nobody writes to it. `share` is above 0, below 1. */
  clause(share: number): string;
}

/** Patterns of whole names, and why each matters: the end of a sentence about the function. */
export type OutwardFunctions = readonly { readonly names: string; readonly because: string }[];

export interface Dialect {
  readonly name: string;
  readonly label: string;
  readonly abilities: Abilities;
  readonly rowSampling: RowSampling | Unsupported;
  readonly functions: Readonly<Record<ScalarFunction, FunctionSpelling>>;
  readonly aggregates: Readonly<Record<AggregateName, AggregateSpelling>>;
  /** Functions by which a SELECT does more than read; users' SQL must not call them. None where there are none. */
  readonly outwardFunctions?: OutwardFunctions;
  /** Why SQL of a user would not stay in the parentheses around it: the end of a sentence about it. Null when it does. */
  boundsProblem(sql: string): string | null;
  /** Throws InvalidIdentifierError for a name that no table or column can have. */
  quoteIdentifier(name: string): string;
  /** A literal of ours, escaped. The value has passed `checkedValue` (`bound-value.ts`). */
  literal(value: LiteralValue, type: ValueType): string;
  /** The placeholder of the n-th bound value (from 1), with the cast that gives it its type. */
  placeholder(position: number, type: ValueType, value: LiteralValue): string;
  classify(column: NativeColumn): ColumnType;
  /** Catalog statements. Column names of the answers are fixed, see each. */
  readonly introspection: {
    /** Columns: `schema`. User schemas only, sorted. */
    schemas(): Statement;
    /** Columns: `table`, `kind` (RelationKind), `approximate_rows` (null when unknown). */
    tables(schema: string): Statement;
    /**
     * Columns: `table`, `name`, `position`, `native_type`, `nullable`, `default_expression`, and `loosely_equal` where there
     * are such collations; ordered by table, position.
     */
    columns(schema: string): Statement;
    /** One row, column `version`. */
    version(): Statement;
  };
}

/**
 * Renders trees for a dialect and collects bound values in the order of their placeholders: one renderer for one
 * statement. Throws UnsupportedFunctionError, PortablePatternError or InvalidValueError, each naming the place.
 */
export interface Renderer {
  expression(expression: Expression): string;
  /** `weight` is the count of a dictionary's row; null on plain rows. */
  aggregate(aggregate: Aggregate, weight: Expression<'number'> | null): string;
  tableName(table: TableName): string;
  query(query: MeasuringQuery): string;
  listing(query: ListingQuery, limit: number): string;
  /** A question to one side of a comparison between two databases. */
  reconciliation(query: ReconciliationQuery): string;
  /** The statement made of `sql`, with every value bound so far. */
  statement(sql: string): Statement;
}
