/**
 * A table held against a table of another connection: what is compared, and what a comparison counts. `here` is the
 * tested table, `there` the reference. How two databases are compared without moving their rows is the engine's matter.
 */
import type { ColumnType, GroupTotal, Relation } from '@assay/dialects';

export interface ReconciledColumn extends ColumnType {
  readonly name: string;
}

export interface ReconciledSide {
  readonly from: Relation;
  /** What an item is found again by on the other side; as many as there, in the same order. */
  readonly keys: readonly ReconciledColumn[];
  /** What must be equal besides; as many as there, in the same order. */
  readonly compared: readonly ReconciledColumn[];
}

export interface ReconciledSides {
  readonly here: ReconciledSide;
  readonly there: ReconciledSide;
}

export interface ComparedTotal {
  /** Place in `compared`. */
  readonly column: number;
  readonly total: GroupTotal['total'];
}

export const RECONCILIATION_KINDS = ['rows', 'values', 'totals'] as const;
export type ReconciliationKind = (typeof RECONCILIATION_KINDS)[number];

/** Nulls are equal to nulls. Keys that come several times are held against each other one by one. */
export type Reconciliation = ReconciledSides &
  (
    | { readonly kind: 'rows' }
    /** Distinct combinations of the keys; `withCounts`: they differ too where they have other numbers of rows. */
    | { readonly kind: 'values'; readonly withCounts: boolean }
    /** Groups by the keys (none = the whole table), with their numbers of rows and the totals. */
    | { readonly kind: 'totals'; readonly totals: readonly ComparedTotal[] }
  );

/** `missing`: the reference lacks it; `extra`: only the reference has it; `different`: both have it, not equal. */
export const DIFFERENCES = ['missing', 'extra', 'different'] as const;
export type Difference = (typeof DIFFERENCES)[number];

/** Items are rows, combinations or groups. */
export interface DifferenceCount {
  readonly items: number;
  /** Rows behind them: of the tested table, or of the reference where only that has them. */
  readonly rows: number;
}
export interface ReconciliationCounts extends Readonly<Record<Difference, DifferenceCount>> {
  /** Items on each side. */
  readonly here: number;
  readonly there: number;
  /** There are at least so many differences; counting stopped at a limit. */
  readonly isLowerBound: boolean;
}
