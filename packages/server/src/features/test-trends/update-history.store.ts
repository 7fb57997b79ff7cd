/** What tests of freshness saw in earlier runs: when their tables were updated, and what they held last. */
import { NEWEST_UPDATES, type UpdateHistory } from '@assay/checks';
import { sql } from 'kysely';
import type { Queryable } from '../../store/store.ts';

interface HistoryRow {
  readonly id: string;
  readonly fingerprint: string | null;
  readonly seen_at: Date | null;
  readonly parameters: { readonly groupby_names?: string; readonly subset_condition?: string } | null;
  readonly results: number;
  /** Milliseconds since 1970, oldest first, like the next. */
  readonly updates: readonly number[];
  /** Runs whose result a person confirmed to be wrong. */
  readonly confirmed: readonly number[];
}

/**
 * By definition id, in one statement that reads the updates of a table and not the many runs that found it unchanged.
 * Errors and runs without data measured nothing, and are no history. Results are counted up to `minimumHistory`.
 */
export async function updateHistories(
  db: Queryable,
  definitionIds: readonly string[],
  minimumHistory: number,
): Promise<ReadonlyMap<string, UpdateHistory>> {
  if (definitionIds.length === 0) return new Map();
  const momentsWhere = (condition: ReturnType<typeof sql>) => sql`(
    SELECT coalesce(jsonb_agg(floor(extract(epoch FROM started_at) * 1000) ORDER BY started_at), '[]')
    FROM (
      SELECT test_run.started_at
      FROM test_result JOIN test_run ON test_run.job_id = test_result.test_run_id
      WHERE test_result.test_definition_id = wanted.id AND ${condition}
      ORDER BY test_result.created_at DESC
      LIMIT ${NEWEST_UPDATES}
    ) AS newest
  )`;
  const { rows } = await sql<HistoryRow>`
    SELECT wanted.id, seen.measure AS fingerprint, seen.started_at AS seen_at, seen.parameters,
      (SELECT count(*)::integer FROM (
        SELECT FROM test_result
        WHERE test_definition_id = wanted.id AND measure IS NOT NULL
        LIMIT ${minimumHistory}
      ) AS counted) AS results,
      ${momentsWhere(sql`test_result.signal = 0`)} AS updates,
      ${momentsWhere(sql`test_result.disposition = 'Confirmed'`)} AS confirmed
    FROM unnest(${[...definitionIds]}::uuid[]) AS wanted (id)
    LEFT JOIN LATERAL (
      SELECT test_result.measure, test_result.parameters, test_run.started_at
      FROM test_result JOIN test_run ON test_run.job_id = test_result.test_run_id
      WHERE test_result.test_definition_id = wanted.id AND test_result.measure IS NOT NULL
      ORDER BY test_result.created_at DESC
      LIMIT 1
    ) AS seen ON true`.execute(db);
  return new Map(rows.map((row) => [row.id, toHistory(row)]));
}

function toHistory(row: HistoryRow): UpdateHistory {
  const { fingerprint, seen_at, parameters, results, updates, confirmed } = row;
  const seen =
    fingerprint === null || seen_at === null
      ? null
      : { fingerprint, at: seen_at, parameters: askedParameters(parameters ?? {}) };
  return {
    seen,
    results,
    updates: updates.map((at, index) => {
      const before = updates[index - 1] ?? Number.NEGATIVE_INFINITY;
      return { at: new Date(at), isGapConfirmed: confirmed.some((run) => before < run && run <= at) };
    }),
  };
}

/** What the fingerprint of a result was made of; the store leaves out what is not set. */
export const askedParameters = ({
  groupby_names = null,
  subset_condition = null,
}: {
  readonly groupby_names?: string | null;
  readonly subset_condition?: string | null;
}) => ({ groupby_names, subset_condition });
