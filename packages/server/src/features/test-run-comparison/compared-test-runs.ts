/** Which two test runs a comparison is about. */
import type { JobStatus } from '@assay/contract';
import { invalidRequest, notFound, problem } from '../../http/api-problem.ts';
import type { Queryable } from '../../store/store.ts';

export interface CompletedTestRun {
  readonly job_id: string;
  readonly test_suite_id: string;
  readonly completed_at: Date;
  /** 0..1; null when nothing was measured. */
  readonly score: number | null;
}

export interface ComparedTestRuns {
  readonly before: CompletedTestRun;
  readonly after: CompletedTestRun;
}

/**
 * Throws ApiProblem: 404 when the run is gone, 409 when one of them has not completed, 422 when `otherId` is no run of
 * the same suite, or is the run itself, or when nobody named one and there is none. A run of a suite that the caller may
 * not see and one that does not exist get the same answer.
 */
export async function findComparedTestRuns(
  db: Queryable,
  runId: string,
  otherId: string | undefined,
): Promise<ComparedTestRuns> {
  const after = await getCompletedRun(db, runId);
  if (otherId === undefined) {
    const before = await previousRun(db, after);
    if (before !== undefined) return { before, after };
    throw refused(`No run of the test suite completed before ${runId}. Name one that came later.`);
  }
  if (otherId === runId) throw refused('This is the run itself. Name another one.');
  const other = await runs(db).where('test_run.job_id', '=', otherId).executeTakeFirst();
  if (other?.test_suite_id !== after.test_suite_id) {
    throw refused(
      `${otherId} is no run of the same test suite. List them at GET /test-suites/${after.test_suite_id}/test-runs?status=completed.`,
    );
  }
  return { before: await getCompletedRun(db, otherId), after };
}

const refused = (detail: string) => invalidRequest('query.with', `query.with: ${detail}`);

const runs = (db: Queryable) =>
  db
    .selectFrom('test_run')
    .innerJoin('job', 'job.id', 'test_run.job_id')
    .select(['test_run.job_id', 'test_run.test_suite_id', 'test_run.score'])
    .select(['job.status', 'job.completed_at']);

/** A job that never started has no run yet; one without a job, or without its suite, is gone. */
async function getCompletedRun(db: Queryable, jobId: string): Promise<CompletedTestRun> {
  const job = await db
    .selectFrom('job')
    .select('status')
    .where('id', '=', jobId)
    .where('key', '=', 'run-tests')
    .executeTakeFirst();
  if (job === undefined) throw notFound();
  if (job.status !== 'completed') throw notCompleted(jobId, job.status as JobStatus);
  const run = await runs(db).where('test_run.job_id', '=', jobId).executeTakeFirst();
  if (run === undefined || run.completed_at === null) throw notFound();
  return { ...run, completed_at: run.completed_at };
}

function notCompleted(jobId: string, status: JobStatus) {
  const remedy =
    status === 'error' || status === 'canceled'
      ? 'Run the tests again, or choose another run.'
      : 'Wait for it: GET /jobs/{job_id}?wait=30.';
  return problem('run_not_completed', `The test run ${jobId} is ${status}, not completed. ${remedy}`);
}

/** The completed run before this one of its suite; undefined when it is the first. */
export async function previousRun(
  db: Queryable,
  run: CompletedTestRun,
): Promise<CompletedTestRun | undefined> {
  const previous = await runs(db)
    .where('test_run.test_suite_id', '=', run.test_suite_id)
    .where('job.status', '=', 'completed')
    .where('job.completed_at', '<', run.completed_at)
    .orderBy('job.completed_at', 'desc')
    .orderBy('test_run.job_id', 'desc')
    .executeTakeFirst();
  return previous === undefined || previous.completed_at === null
    ? undefined
    : { ...previous, completed_at: previous.completed_at };
}
