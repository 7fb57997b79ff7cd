/** Whether a table is read in part, and how. */
import { sampleSize } from '@assay/checks';
import { countRows, createRenderer } from '@assay/dialects';
import type { SamplingRequest } from '../profile-request.ts';
import type { QueryOptions, RelationDescription, Target } from '../target.ts';

export interface TableSample {
  /** Of the whole table, exact. */
  readonly recordCount: number;
  /** Of its rows, above 0 and below 1: each is drawn by itself, so that about as many are read. */
  readonly share: number;
  /** For targets that sample in a statement; null where a sample is copied first. */
  readonly clause: string | null;
}

/**
 * Null when all rows are read: nobody asked for a sample, the table is too small for one, or it has no rows that could
 * be drawn twice alike (views and foreign tables, whose rows have no place). Rows are counted first, at a time of their own.
 */
export async function planSample(
  target: Target,
  table: RelationDescription,
  sampling: SamplingRequest | null,
  options: QueryOptions,
): Promise<TableSample | null> {
  if (sampling === null || table.columns.length === 0) return null;
  const clauseOf = rowSampler(target, table);
  if (clauseOf === null) return null;
  const recordCount = await countTable(target, table, options);
  const size = sampleSize(recordCount, sampling);
  if (size === null) return null;
  const share = size.rows / recordCount;
  return { recordCount, share, clause: clauseOf(share) };
}

/**
 * The clause for a share of the rows, or null for it where a sample is copied first (`stageSample`). No function at all
 * where the relation has no rows that could be drawn twice alike.
 */
export function rowSampler(
  target: Target,
  { kind }: RelationDescription,
): ((share: number) => string | null) | null {
  const { rowSampling } = target.dialect;
  if (!('unsupported' in rowSampling))
    return rowSampling.kinds.includes(kind) ? (share) => rowSampling.clause(share) : null;
  return target.stageSample !== undefined && kind !== 'view' ? () => null : null;
}

/** Exact. Throws TargetError. */
export async function countTable(
  target: Target,
  table: RelationDescription,
  options: QueryOptions,
): Promise<number> {
  const renderer = createRenderer(target.dialect);
  const sql = `SELECT ${renderer.aggregate(countRows(), null)} AS n FROM ${renderer.tableName(table)}`;
  const [row] = await target.query(renderer.statement(sql), options);
  return Number(row?.n);
}
