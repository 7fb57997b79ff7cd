/** Why a job that nobody holds is not at work. */
import type { ConcurrencyLimits } from './concurrency-limits.ts';
import type { SqlExecutor } from './database.ts';
import { run } from './statement.ts';
import { explainWait, type WaitRow } from './statements/explain-wait.ts';

/** The first thing that is in the way; another may be behind it. */
export type JobWait =
  /** Another job of its target is at work, or between two attempts. */
  | { readonly reason: 'target'; readonly jobId: string }
  /** One of its keys has as many jobs at work as it may. */
  | { readonly reason: 'limit'; readonly key: string; readonly jobs: number }
  /** All workers together have as many jobs at work as they may. */
  | { readonly reason: 'total'; readonly jobs: number }
  /** Its time has not come. */
  | { readonly reason: 'delay'; readonly until: Date }
  /** Nothing is in its way but jobs of its project that go first, and those that a free slot takes before it. */
  | { readonly reason: 'turn'; readonly ahead: number };

/** Null for a job that a worker holds, that has ended, or that is not there. The limits are those that workers are given. */
export async function findJobWait(
  executor: SqlExecutor,
  jobId: string,
  limits: ConcurrencyLimits,
): Promise<JobWait | null> {
  const [row] = await run<WaitRow>(executor, explainWait(jobId, limits));
  if (row === undefined) return null;
  if (row.run_after !== null) return { reason: 'delay', until: new Date(row.run_after) };
  if (row.target_holder !== null) return { reason: 'target', jobId: row.target_holder };
  if (row.full_key !== null) return { reason: 'limit', key: row.full_key, jobs: row.full_key_jobs ?? 0 };
  if (limits.total !== undefined && row.jobs_at_work >= limits.total)
    return { reason: 'total', jobs: row.jobs_at_work };
  return { reason: 'turn', ahead: row.ahead };
}
