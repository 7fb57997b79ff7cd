/**
 * What one side of a comparison between two databases is asked. Nothing but hashes and counts leaves a database as long as
 * both sides agree; a renderer turns each question into one statement (`render-reconciliation.ts`).
 */
import type { Expression } from './expression.ts';
import type { Relation } from './query.ts';

/** What is compared, one by one. All texts are canonical: equal on both sides for equal values. */
export interface ComparedItems {
  readonly from: Relation;
  /** Tell which item of the other side an item is compared with; at least one. */
  readonly key: readonly Expression<'text'>[];
  /** What must be equal besides; of `row` only. */
  readonly content: readonly Expression<'text'>[];
  /** An item is a row; or a distinct key, whose number of rows must be equal too (`key_with_count`) or need not be (`key`). */
  readonly itemOf: 'row' | 'key' | 'key_with_count';
}

export interface GroupTotal {
  readonly total: 'count' | 'count_distinct' | 'minimum' | 'maximum' | 'sum';
  /** The value; its type says how its total is written. */
  readonly of: Expression;
  readonly type: 'text' | 'number' | 'moment';
}

export type ReconciliationQuery =
  /**
   * Items by the first `digits` digits of their key's hash, of those buckets that `within` names (at least one, of one
   * length; all when null). Without digits all items are one bucket, and keys are not hashed. Columns `bucket`, `items`, `checksum` (text).
   */
  | {
      readonly query: 'bucket_checksums';
      readonly of: ComparedItems;
      readonly digits: number;
      readonly within: readonly string[] | null;
    }
  /** The items of the named buckets, in any order. Columns `key_hash`, `item_hash`, `row_count`. */
  | { readonly query: 'bucket_items'; readonly of: ComparedItems; readonly within: readonly string[] }
  /**
   * Rows with one of the keys, for people. Columns `key_hash`, `item_hash`, then `shown` as `c0`, `c1` ... Of distinct keys
   * one row each, with texts of any of their rows.
   */
  | {
      readonly query: 'keyed_rows';
      readonly of: ComparedItems;
      readonly shown: readonly Expression[];
      readonly keyHashes: readonly string[];
    }
  /**
   * Columns `group_key` (canonical), `g0`, `g1` ... (texts of `shown`), `row_count`, `t0`, `t1` ... (canonical texts of the
   * totals). Without `groupBy` one row for all. At most `limit` groups.
   */
  | {
      readonly query: 'group_totals';
      readonly from: Relation;
      readonly groupBy: readonly Expression<'text'>[];
      readonly shown: readonly Expression<'text'>[];
      readonly totals: readonly GroupTotal[];
      readonly limit: number;
    };
