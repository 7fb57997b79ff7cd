import { createRenderer, type ListingQuery } from '@assay/dialects';
import { type QueryOptions, type Target, TargetError } from '../target.ts';

/** Nobody waits longer for a number that is nice to have. */
const COUNT_TIMEOUT_MS = 3_000;

/**
 * How many rows a listing has in all; null when counting them takes too long. Throws TargetError for everything else
 * that goes wrong.
 */
export async function countListedRows(
  target: Target,
  listing: ListingQuery,
  queryOptions: QueryOptions = {},
): Promise<number | null> {
  const renderer = createRenderer(target.dialect);
  const rows = renderer.listing(listing, Number.MAX_SAFE_INTEGER);
  const statement = renderer.statement(`SELECT count(*) AS total FROM (\n${rows}\n) AS listed`);
  try {
    const [row] = await target.query(statement, { timeoutMs: COUNT_TIMEOUT_MS, ...queryOptions });
    return Number(row?.total ?? 0);
  } catch (error) {
    if (error instanceof TargetError && error.kind === 'timeout') return null;
    throw error;
  }
}
