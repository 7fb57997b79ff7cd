/** Asks the target for the rows behind a failure. */
import type { ReadyTest } from '@assay/checks';
import { countListedRows, listRows, type Row, type Target } from '@assay/engine';
import type { ServerContext } from '../server-context.ts';
import { orderColumns } from './order-columns.ts';

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
  { store, engine }: ServerContext,
  target: Target,
  { tableGroupId, test }: { readonly tableGroupId: string; readonly test: ReadyTest },
  { limit, signal }: RowsWanted,
): Promise<FoundRows | null> {
  const { type, definition, context } = test;
  if (type.failingRows === null) return null;
  const listing = type.failingRows(definition, context);
  const { rows, truncated, sql } = await listRows(target, listing, limit, engine, { signal });
  const total = truncated ? await countListedRows(target, listing, { signal }) : rows.length;
  const columns = Object.keys(rows[0] ?? {});
  return {
    // Values with their counts, groups and a user's own query say what they say in their own order.
    columns:
      listing.query === 'rows_where'
        ? await orderColumns(store.db, tableGroupId, definition, columns)
        : columns,
    rows,
    total,
    truncated,
    sql,
  };
}
