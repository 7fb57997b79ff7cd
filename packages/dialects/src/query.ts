/**
 * Questions about a table that one aggregate cannot answer, as values: what they ask, not how a database is
 * asked. A renderer turns each into one statement (`render-query.ts`).
 */
import type { Expression } from './expression.ts';

export interface TableName {
  /** Null for engines and files without schemas. */
  readonly schema: string | null;
  readonly table: string;
}

/** Rows of a table, narrowed by a condition when there is one. */
export interface Relation {
  readonly table: TableName;
  readonly where: Expression<'boolean'> | null;
}

/** A measuring query answers one row with the columns `measure` (count of what is wrong) and `affected_rows`. */
export type MeasuringQuery =
  /** Groups of `columns` with more than one row (nulls equal). measure = groups, affected_rows = rows in them. */
  | { readonly query: 'duplicate_groups'; readonly from: Relation; readonly columns: readonly string[] }
  /** Distinct combinations in `from` that `reference` lacks (nulls equal). measure = combinations, affected_rows = rows. */
  | {
      readonly query: 'missing_combinations';
      readonly from: Relation;
      readonly columns: readonly string[];
      readonly reference: Relation;
      readonly referenceColumns: readonly string[];
    }
  /** Rows that a user's SELECT returns. measure = affected_rows = rows. */
  | { readonly query: 'user_rows'; readonly sql: string };

/** A listing query shows what a check found, worst first; every column it returns is shown to a person. */
export type ListingQuery =
  | { readonly query: 'rows_where'; readonly from: Relation }
  /** Distinct values of `value` with the column `row_count`, most frequent first. */
  | {
      readonly query: 'values_where';
      readonly from: Relation;
      readonly column: string;
      readonly repeatedOnly?: boolean;
    }
  | MeasuringQuery;
