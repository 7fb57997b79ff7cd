/** The test_run and test_result tables. */
import type { Disposition } from '@assay/contract';
import { sql } from 'kysely';
import { json } from '../../store/json-column.ts';
import type { Queryable } from '../../store/store.ts';
import type { RunWarning } from '../../store/tables/profiling-tables.ts';
import type { NewTestResult, NewTestRun, TestResultRow, TestRun } from '../../store/tables/test-tables.ts';
import { inChunks } from '../profiling-runs/in-chunks.ts';
import { deleteCapturedRows } from './captured-rows.store.ts';

/** Starts a run, or starts it anew: what an earlier attempt had found is measured again. Gives the first attempt's start. */
export async function beginRun(db: Queryable, run: NewTestRun): Promise<Date> {
  const { started_at } = await db
    .insertInto('test_run')
    .values(run)
    // Not nothing: the row that is there must be returned.
    .onConflict((conflict) => conflict.column('job_id').doUpdateSet({ test_ct: null }))
    .returning('started_at')
    .executeTakeFirstOrThrow();
  await db.deleteFrom('test_result').where('test_run_id', '=', run.job_id).execute();
  await deleteCapturedRows(db, run.job_id);
  return started_at;
}

/** How many tests it sets out to do. */
export async function recordTestCount(db: Queryable, runId: string, tests: number): Promise<void> {
  await db.updateTable('test_run').set({ test_ct: tests }).where('job_id', '=', runId).execute();
}

/** When the last completed run of a suite started that started before `startedAt`; null when there is none. */
export async function previousRunStart(
  db: Queryable,
  suiteId: string,
  startedAt: Date,
): Promise<Date | null> {
  const run = await db
    .selectFrom('test_run')
    .innerJoin('job', 'job.id', 'test_run.job_id')
    .select('test_run.started_at')
    .where('test_suite_id', '=', suiteId)
    .where('job.status', '=', 'completed')
    .where('test_run.started_at', '<', startedAt)
    .orderBy('test_run.started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return run?.started_at ?? null;
}

/**
 * Adds results. Those that were stored while the run went on get what is known at its end only: their weight, and
 * whether there were rows to look at.
 */
export async function saveResults(db: Queryable, results: readonly NewTestResult[]): Promise<void> {
  await inChunks(results, (chunk) =>
    db
      .insertInto('test_result')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.expression(RESULT_KEY).doUpdateSet(({ ref }) => ({
          record_ct: ref('excluded.record_ct'),
          dq_prevalence: ref('excluded.dq_prevalence'),
          dq_points: ref('excluded.dq_points'),
          no_data: ref('excluded.no_data'),
          message: ref('excluded.message'),
        })),
      )
      .execute(),
  );
}

/** As the index test_result_definition_key has it. */
const RESULT_KEY = sql`test_run_id, test_definition_id, coalesce(table_name, '')`;

export interface RunScore {
  readonly score: number | null;
  readonly points: number;
  readonly affected: number;
}

export async function saveScore(
  db: Queryable,
  runId: string,
  { score, points, affected }: RunScore,
): Promise<void> {
  await db
    .updateTable('test_run')
    .set({ score, affected_points: affected, total_points: points })
    .where('job_id', '=', runId)
    .execute();
}

export async function finishRun(
  db: Queryable,
  runId: string,
  warnings: readonly RunWarning[],
): Promise<void> {
  await db
    .updateTable('test_run')
    .set({ finished_at: new Date(), warnings: json([...warnings]) })
    .where('job_id', '=', runId)
    .execute();
}

export function findRun(db: Queryable, runId: string): Promise<TestRun | undefined> {
  return db.selectFrom('test_run').selectAll().where('job_id', '=', runId).executeTakeFirst();
}

/** What a run's score is made of. */
export function scoredResults(db: Queryable, runId: string) {
  return db
    .selectFrom('test_result')
    .select(['table_name', 'column_name', 'dq_prevalence', 'dq_points', 'disposition'])
    .where('test_run_id', '=', runId)
    .execute();
}

/** Locks the run until the transaction ends, so that decisions about its results count one after the other. */
export function lockRun(db: Queryable, runId: string): Promise<TestRun | undefined> {
  return db.selectFrom('test_run').selectAll().where('job_id', '=', runId).forUpdate().executeTakeFirst();
}

export function findResult(db: Queryable, id: string): Promise<TestResultRow | undefined> {
  return db.selectFrom('test_result').selectAll().where('id', '=', id).executeTakeFirst();
}

/** `by` is the token that decided. */
export async function saveDisposition(
  db: Queryable,
  id: string,
  disposition: Disposition | null,
  by: string,
): Promise<void> {
  await db
    .updateTable('test_result')
    .set({ disposition, disposition_by: by, disposition_at: new Date() })
    .where('id', '=', id)
    .execute();
}
