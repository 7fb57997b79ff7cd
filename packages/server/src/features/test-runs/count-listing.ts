/** How many rows a listing has in all, when that can be told quickly. */
import { createRenderer, type ListingQuery } from '@assay/dialects';
import { type Target, TargetError } from '@assay/engine';

/** Nobody waits longer for a number that is nice to have. */
const COUNT_TIMEOUT_MS = 3_000;

/** Null when counting takes too long. Throws TargetError for everything else that goes wrong. */
export async function countListing(
  target: Target,
  listing: ListingQuery,
  signal: AbortSignal,
): Promise<number | null> {
  const renderer = createRenderer(target.dialect);
  const rows = renderer.listing(listing, Number.MAX_SAFE_INTEGER);
  const statement = renderer.statement(`SELECT count(*) AS total FROM (\n${rows}\n) AS listed`);
  try {
    const [row] = await target.query(statement, { signal, timeoutMs: COUNT_TIMEOUT_MS });
    return Number(row?.total ?? 0);
  } catch (error) {
    if (error instanceof TargetError && error.kind === 'timeout') return null;
    throw error;
  }
}
