/** The score of a run, from what the store holds: the same way at the end of the run and after every decision. */
import { type ColumnScore, profilingScore } from '@assay/checks';
import { sql } from 'kysely';
import { json } from '../../store/json-column.ts';
import type { Queryable } from '../../store/store.ts';
import { loadProfileToScore } from './profiles.store.ts';

/**
 * Computes and writes the points of every column and the score of the run. The scores of the table group, its tables
 * and its columns are read from these, so they follow in the same transaction. Call it inside one.
 */
export async function rescoreRun(db: Queryable, runId: string): Promise<void> {
  // Two people who decide at once: the second one waits here, and then sees what the first one decided.
  await db.selectFrom('profiling_run').select('job_id').where('job_id', '=', runId).forUpdate().execute();
  const profile = await loadProfileToScore(db, runId);
  const issues = await db
    .selectFrom('hygiene_issue')
    .select(['table_name as table', 'column_name as column', 'prevalence', 'disposition'])
    .where('profiling_run_id', '=', runId)
    .execute();
  const { score, affected, points, byColumn } = profilingScore(profile, issues);
  await storeColumnPoints(db, runId, byColumn);
  await db
    .updateTable('profiling_run')
    .set({ score, affected_points: affected, total_points: points })
    .where('job_id', '=', runId)
    .execute();
}

/** Leaves columns whose points are what they were alone. */
async function storeColumnPoints(
  db: Queryable,
  runId: string,
  columns: readonly ColumnScore[],
): Promise<void> {
  const points = columns.map(({ table, column, affected, points }) => ({ table, column, affected, points }));
  await sql`UPDATE column_profile AS profile
    SET affected_points = scored.affected, total_points = scored.points
    FROM jsonb_to_recordset(${json(points)}::jsonb) AS scored(
      "table" text, "column" text, affected double precision, points double precision)
   WHERE profile.profiling_run_id = ${runId}
     AND profile.table_name = scored."table" AND profile.column_name = scored."column"
     AND (profile.affected_points, profile.total_points)
         IS DISTINCT FROM (scored.affected, scored.points)`.execute(db);
}
