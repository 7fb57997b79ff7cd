/** Rows of profiling runs. */
import type { ReferenceAnswer } from '@assay/checks';
import { sql } from 'kysely';
import { json } from '../../store/json-column.ts';
import type { Queryable } from '../../store/store.ts';
import type { ProfilingRun, ProfilingRunSettings, RunWarning } from '../../store/tables/profiling-tables.ts';

/** A run that is on its way. */
export interface OpenRun {
  /** Id of its job. */
  readonly id: string;
  readonly tableGroupId: string;
  readonly settings: ProfilingRunSettings;
  /** Takes tables that have not changed from the latest completed run. */
  readonly changedOnly: boolean;
  /** Of the first attempt; what "today" means to the checks. */
  readonly startedAt: Date;
}

/** Makes the run's row; a later attempt finds that of the first one, with its settings and its start. */
export async function openRun(
  db: Queryable,
  run: Omit<OpenRun, 'startedAt'> & { readonly projectId: string },
): Promise<OpenRun> {
  await db
    .insertInto('profiling_run')
    .values({
      job_id: run.id,
      project_id: run.projectId,
      table_group_id: run.tableGroupId,
      settings: json(run.settings),
      changed_only: run.changedOnly,
    })
    .onConflict((conflict) => conflict.column('job_id').doNothing())
    .execute();
  const row = await db
    .selectFrom('profiling_run')
    .select(['settings', 'changed_only', 'started_at'])
    .where('job_id', '=', run.id)
    .executeTakeFirstOrThrow();
  const { settings, changed_only: changedOnly, started_at: startedAt } = row;
  return { id: run.id, tableGroupId: run.tableGroupId, settings, changedOnly, startedAt };
}

export function findRuns(db: Queryable, jobIds: readonly string[]): Promise<ProfilingRun[]> {
  return db.selectFrom('profiling_run').selectAll().where('job_id', 'in', jobIds).execute();
}

/** What the run set out to profile. */
export async function recordSelection(
  db: Queryable,
  jobId: string,
  counts: { readonly tables: number; readonly columns: number },
): Promise<void> {
  await db
    .updateTable('profiling_run')
    .set({ table_ct: counts.tables, column_ct: counts.columns })
    .where('job_id', '=', jobId)
    .execute();
}

/** How many tables an attempt found done when it began. */
export async function recordResumption(db: Queryable, jobId: string, tables: number): Promise<void> {
  await db
    .updateTable('profiling_run')
    .set({ resumed_table_ct: tables })
    .where('job_id', '=', jobId)
    .execute();
}

export interface RunEnd {
  readonly recordCount: number;
  readonly warnings: readonly RunWarning[];
  readonly references: readonly ReferenceAnswer[];
}

export async function finishRun(db: Queryable, jobId: string, end: RunEnd): Promise<void> {
  await db
    .updateTable('profiling_run')
    .set({
      record_ct: end.recordCount,
      warnings: json(end.warnings),
      reference_answers: json(end.references),
      // Not now(): that is when the transaction began.
      finished_at: sql<Date>`clock_timestamp()`,
    })
    .where('job_id', '=', jobId)
    .execute();
}
