/** What tests measured in earlier runs. */
import type { EarlierResult } from '@assay/checks';
import { sql } from 'kysely';
import type { Queryable } from '../../store/store.ts';
import type { TestResultRow } from '../../store/tables/test-tables.ts';

/**
 * The newest results of each definition that measured something, newest first, in one statement; `wanted` are numbers
 * of results by definition id. Left out is what a person confirmed to be wrong data; what was dismissed was a false alarm,
 * and so a value that is to be expected.
 */
export async function earlierResults(
  db: Queryable,
  wanted: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, readonly EarlierResult[]>> {
  if (wanted.size === 0) return new Map();
  const { rows } = await sql<EarlierResult & { readonly id: string }>`
    SELECT wanted.id, earlier.at, earlier.measure
    FROM unnest(${[...wanted.keys()]}::uuid[], ${[...wanted.values()]}::integer[]) AS wanted (id, results)
    CROSS JOIN LATERAL (
      SELECT test_run.started_at AS at, test_result.measure
      FROM test_result JOIN test_run ON test_run.job_id = test_result.test_run_id
      WHERE test_result.test_definition_id = wanted.id
        AND test_result.measure IS NOT NULL AND test_result.disposition IS DISTINCT FROM 'Confirmed'
      ORDER BY test_result.created_at DESC
      LIMIT wanted.results
    ) AS earlier
    ORDER BY earlier.at DESC`.execute(db);
  return Map.groupBy(rows, ({ id }) => id);
}

export interface MeasuredResult
  extends Pick<TestResultRow, 'id' | 'test_run_id' | 'status' | 'disposition' | 'parameters'> {
  readonly at: Date;
  readonly measure: string;
}

/** The newest results of one definition that measured something, oldest first, with those that were confirmed to be wrong. */
export async function measuredResults(
  db: Queryable,
  definitionId: string,
  limit: number,
): Promise<readonly MeasuredResult[]> {
  const rows = await db
    .selectFrom('test_result')
    .innerJoin('test_run', 'test_run.job_id', 'test_result.test_run_id')
    .select(['test_result.id', 'test_run_id', 'status', 'disposition', 'test_run.started_at as at'])
    .select(['measure', 'parameters'])
    .$narrowType<{ measure: string }>()
    .where('test_definition_id', '=', definitionId)
    .where('measure', 'is not', null)
    .orderBy('test_result.created_at', 'desc')
    .limit(limit)
    .execute();
  return rows.reverse();
}
