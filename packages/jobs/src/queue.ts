/**
 * What the rest of the program does with jobs. Every function takes any executor: with a transaction's own
 * handle the job, its signal and the caller's rows appear together or not at all.
 */
import type { SqlExecutor } from './database.ts';
import type { JobFilter, Page } from './job-filter.ts';
import { type JobRecord, type JobRow, jobFromRow } from './job-record.ts';
import { run, type Statement } from './statement.ts';
import { countByStatus } from './statements/count-by-status.ts';
import { endLeases as endLeasesStatement } from './statements/end-leases.ts';
import { find } from './statements/find.ts';
import { list } from './statements/list.ts';
import { type PruneRequest, prune } from './statements/prune.ts';
import { requestCancel as requestCancelStatement } from './statements/request-cancel.ts';
import type { JobStatus } from './status.ts';

export { type Submission, submitJob } from './submit-job.ts';

/** Null when there is no such job. */
export async function findJob(executor: SqlExecutor, id: string): Promise<JobRecord | null> {
  return firstJob(executor, find([id]));
}

/** Those of some jobs that exist, by id, with one statement. */
export async function findJobs(
  executor: SqlExecutor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, JobRecord>> {
  if (ids.length === 0) return new Map();
  const rows = await run<JobRow>(executor, find(ids));
  return new Map(rows.map((row) => [row.id, jobFromRow(row)]));
}

export interface JobPage {
  readonly jobs: readonly JobRecord[];
  /** All that the filter lets through, on every page. */
  readonly total: number;
}

/** Newest first. A page past the end is empty and has the true total. */
export async function listJobs(executor: SqlExecutor, filter: JobFilter, page: Page): Promise<JobPage> {
  const rows = await run<{ total: number } & (JobRow | { id: null })>(executor, list(filter, page));
  const jobs = rows.flatMap((row) => (row.id === null ? [] : [jobFromRow(row)]));
  return { jobs, total: rows[0]?.total ?? 0 };
}

export type CancelOutcome =
  | { readonly outcome: 'requested'; readonly job: JobRecord }
  | { readonly outcome: 'not_allowed'; readonly status: JobStatus }
  | { readonly outcome: 'not_found' };

/**
 * Asks for a job to stop; the job turns `canceled` later. Asking again is fine. `not_allowed`: it has ended.
 * @param by who asks, as users know them
 */
export async function requestCancel(executor: SqlExecutor, id: string, by: string): Promise<CancelOutcome> {
  const job = await firstJob(executor, requestCancelStatement(id, by));
  if (job) return { outcome: 'requested', job };
  const existing = await findJob(executor, id);
  return existing ? { outcome: 'not_allowed', status: existing.status } : { outcome: 'not_found' };
}

/** Deletes one batch of ended jobs and gives their ids; call again while the batch was full. */
export async function pruneJobs(executor: SqlExecutor, request: PruneRequest): Promise<readonly string[]> {
  const rows = await run<{ id: string }>(executor, prune(request));
  return rows.map((row) => row.id);
}

/**
 * Ends the leases of all workers, whose jobs may be taken over at once. Only for who knows that there is no worker, because
 * nobody else can have the database open: then waiting for a lease to run out is waiting for the dead.
 */
export async function endLeases(executor: SqlExecutor): Promise<void> {
  await run(executor, endLeasesStatement());
}

export interface LiveJobCount {
  readonly jobs: number;
  /** Seconds since the oldest of them was submitted. */
  readonly oldestSeconds: number;
}

/** Jobs that have not ended, by status; a status without jobs is left out. For health pages and metrics. */
export async function countLiveJobs(
  executor: SqlExecutor,
): Promise<Partial<Record<JobStatus, LiveJobCount>>> {
  type Row = { status: JobStatus; jobs: number; oldest_seconds: number };
  const rows = await run<Row>(executor, countByStatus());
  return Object.fromEntries(
    rows.map((row) => [row.status, { jobs: row.jobs, oldestSeconds: row.oldest_seconds }]),
  );
}

/** The first row of a statement that gives jobs, or null. */
export async function firstJob(executor: SqlExecutor, built: Statement): Promise<JobRecord | null> {
  const [row] = await run<JobRow>(executor, built);
  return row ? jobFromRow(row) : null;
}
