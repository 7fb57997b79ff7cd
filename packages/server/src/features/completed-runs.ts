/** Profiling runs with all their results: the only ones that can be compared and reported. */
import type { JobStatus } from '@assay/contract';
import { type ApiProblem, notFound, problem } from '../http/api-problem.ts';
import type { Queryable } from '../store/store.ts';

export interface CompletedRun {
  readonly job_id: string;
  readonly table_group_id: string;
  readonly completed_at: Date;
  /** 0..1; null when nothing was measured. */
  readonly score: number | null;
  readonly table_ct: number | null;
  readonly column_ct: number | null;
  readonly record_ct: number | null;
}

const profilingRuns = (db: Queryable) =>
  db
    .selectFrom('profiling_run')
    .innerJoin('job', 'job.id', 'profiling_run.job_id')
    .select(['profiling_run.job_id', 'profiling_run.table_group_id', 'job.status', 'job.completed_at'])
    .select(['profiling_run.score', 'profiling_run.table_ct', 'profiling_run.column_ct'])
    .select('profiling_run.record_ct');

/** Completed profiling runs of a group, newest first. */
export const completedRuns = (db: Queryable, tableGroupId: string) =>
  profilingRuns(db)
    .where('profiling_run.table_group_id', '=', tableGroupId)
    .where('job.status', '=', 'completed')
    .orderBy('job.completed_at', 'desc')
    .orderBy('profiling_run.job_id', 'desc');

/** Throws ApiProblem: 404 when there is no such profiling run, 409 when it has no complete results. */
export async function getCompletedRun(db: Queryable, jobId: string): Promise<CompletedRun> {
  const job = await db
    .selectFrom('job')
    .select('status')
    .where('id', '=', jobId)
    .where('key', '=', 'run-profile')
    .executeTakeFirst();
  if (job === undefined) throw notFound();
  const run = await profilingRuns(db).where('profiling_run.job_id', '=', jobId).executeTakeFirst();
  if (run === undefined || run.completed_at === null || job.status !== 'completed') {
    throw notCompleted(jobId, job.status as JobStatus);
  }
  return { ...run, completed_at: run.completed_at };
}

function notCompleted(jobId: string, status: JobStatus): ApiProblem {
  const remedy =
    status === 'error' || status === 'canceled'
      ? 'Profile again, or choose another run.'
      : 'Wait for it: GET /jobs/{job_id}?wait=30.';
  return problem('run_not_completed', `The profiling run ${jobId} is ${status}, not completed. ${remedy}`);
}

/** The completed run before this one in its group; undefined when it is the first. */
export async function previousRun(
  db: Queryable,
  run: Pick<CompletedRun, 'job_id' | 'table_group_id' | 'completed_at'>,
): Promise<CompletedRun | undefined> {
  const previous = await completedRuns(db, run.table_group_id)
    .where('job.completed_at', '<', run.completed_at)
    .executeTakeFirst();
  return previous === undefined || previous.completed_at === null
    ? undefined
    : { ...previous, completed_at: previous.completed_at };
}
