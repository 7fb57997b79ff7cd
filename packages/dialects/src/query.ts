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

/** A total for each group of rows. */
export interface GroupedTotals {
  readonly from: Relation;
  readonly groupBy: readonly string[];
  /** An aggregate, as a user wrote it: `SUM(amount)`. */
  readonly total: Expression<'number'>;
  /** A condition on groups. */
  readonly having: Expression<'boolean'> | null;
}

/** What a total must be, seen from the total of the same group in the reference. */
export type BalanceRule =
  | { readonly rule: 'equal' }
  /** Groups that the reference lacks are fine. */
  | { readonly rule: 'at_least' }
  /** Between the reference plus `low` and plus `high`, both signed; percents are of its absolute value. */
  | {
      readonly rule: 'within';
      readonly low: number;
      readonly high: number;
      readonly unit: 'amount' | 'percent';
    };

/** A measuring query answers one row with the columns `measure` (mostly a count of what is wrong) and `affected_rows`. */
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
  /** Groups whose total breaks the rule, or that one side lacks. measure = groups, affected_rows = rows of `totals` in them. */
  | {
      readonly query: 'unbalanced_groups';
      readonly totals: GroupedTotals;
      readonly reference: GroupedTotals;
      readonly rule: BalanceRule;
    }
  /**
   * Two periods of `days` days, the latest ending with the newest `dateColumn`: combinations that the latest has lost
   * (`dropped`), or those that only one of them has (`changed`). measure = combinations, affected_rows = rows.
   */
  | {
      readonly query: 'changed_combinations';
      readonly from: Relation;
      readonly columns: readonly string[];
      readonly dateColumn: string;
      readonly days: number;
      readonly direction: 'dropped' | 'changed';
    }
  /**
   * Jensen-Shannon divergence, base 2, between the shares of the combinations in two relations: 0 = the same shares,
   * 1 = nothing in common. Null when one of them is empty. affected_rows = rows of `from`.
   * Lin (1991), Divergence measures based on the Shannon entropy.
   */
  | {
      readonly query: 'share_divergence';
      readonly from: Relation;
      readonly columns: readonly string[];
      readonly reference: Relation;
      readonly referenceColumns: readonly string[];
    }
  /** The distinct values as text, joined by `separator` in no order; at most `limit` of them. affected_rows = rows with a value. */
  | {
      readonly query: 'distinct_values';
      readonly from: Relation;
      readonly column: string;
      readonly separator: string;
      readonly limit: number;
    }
  /** Rows that a user's SELECT returns. measure = affected_rows = rows. */
  | { readonly query: 'user_rows'; readonly sql: string }
  /** A number that a user's aggregate gives: `SUM(amount) / COUNT(*)`. affected_rows = rows of `from`. */
  | { readonly query: 'user_aggregate'; readonly from: Relation; readonly aggregate: Expression<'number'> };

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
  /**
   * Pauses between the rows: the last period before each, as `column`, with its `row_count`, the `next` period with a row,
   * and `days_until_next`. Longest first. `period` is the start of the one that a row lies in; more days than `days` apart
   * are a pause. `from` has no row without a date.
   */
  | {
      readonly query: 'pauses';
      readonly from: Relation;
      readonly column: string;
      readonly period: Expression<'moment'>;
      readonly days: number;
    }
  | MeasuringQuery;
