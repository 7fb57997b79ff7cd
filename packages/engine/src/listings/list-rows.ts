import { createRenderer } from '@assay/dialects';
import type { ListingAnswer, ListingQuery } from '../profile-request.ts';
import type { EngineOptions, QueryOptions, Target } from '../target.ts';

/**
 * At most `limit` rows that show what a check found, worst first. Throws TargetError, and the dialect's errors for a
 * question that it cannot put into SQL.
 */
export async function listRows(
  target: Target,
  listing: ListingQuery,
  limit: number,
  { statementTimeoutMs }: Pick<EngineOptions, 'statementTimeoutMs'>,
  queryOptions: QueryOptions = {},
): Promise<ListingAnswer> {
  const renderer = createRenderer(target.dialect);
  // One row more than wanted tells whether there are more.
  const statement = renderer.statement(renderer.listing(listing, limit + 1));
  const rows = await target.query(statement, { timeoutMs: statementTimeoutMs, ...queryOptions });
  return { rows: rows.slice(0, limit), truncated: rows.length > limit, sql: statement.sql };
}
