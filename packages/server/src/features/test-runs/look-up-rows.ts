/** Asks the target for the rows behind a failure. */
import { isReconciliation, type ReadyTest, type ReconciliationTest } from '@assay/checks';
import { countListedRows, listDifferences, listRows, type Row, reconciliationSql } from '@assay/engine';
import type { ServerContext } from '../server-context.ts';
import { orderColumns } from './order-columns.ts';
import type { OpenTargets } from './reference-targets.ts';

export interface FoundRows {
  /** As people should read them. */
  readonly columns: string[];
  readonly rows: readonly Row[];
  /** Null when there are too many to count in time. */
  readonly total: number | null;
  readonly truncated: boolean;
  readonly sql: string;
}

export interface RowsWanted {
  readonly limit: number;
  readonly signal: AbortSignal;
}

/**
 * Null for a test that cannot point at rows. Throws TargetError, and the dialect's errors for a question that it cannot
 * put into SQL.
 */
export async function lookUpRows(
  context: ServerContext,
  targets: OpenTargets,
  { tableGroupId, test }: { readonly tableGroupId: string; readonly test: ReadyTest },
  wanted: RowsWanted,
): Promise<FoundRows | null> {
  if (isReconciliation(test)) return lookUpDifferences(context, targets, test, wanted);
  const { target } = targets;
  const { type, definition, context: tested } = test;
  const { limit, signal } = wanted;
  if (type.failingRows === null) return null;
  const listing = type.failingRows(definition, tested);
  const { rows, truncated, sql } = await listRows(target, listing, limit, context.engine, { signal });
  const total = truncated ? await countListedRows(target, listing, { signal }) : rows.length;
  const columns = Object.keys(rows[0] ?? {});
  return {
    // Values with their counts, groups and a user's own query say what they say in their own order.
    columns:
      listing.query === 'rows_where'
        ? await orderColumns(context.store.db, tableGroupId, definition, columns)
        : columns,
    rows,
    total,
    truncated,
    sql,
  };
}

async function lookUpDifferences(
  { engine }: ServerContext,
  { target, references }: OpenTargets,
  { definition, plan: { reconciliation, counted } }: ReconciliationTest,
  wanted: RowsWanted,
): Promise<FoundRows> {
  // Planning refuses a test whose reference is not open.
  const reference = references.targetOf(definition)!;
  const found = await listDifferences(target, reference, reconciliation, engine, { ...wanted, counted });
  // What was asked could be written down.
  return { ...found, sql: reconciliationSql(target, reference, reconciliation) ?? '' };
}
