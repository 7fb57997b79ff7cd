import type { ConcurrencyLimits } from '../concurrency-limits.ts';
import { CLOCK, type Statement, statement } from '../statement.ts';
import { activeJobs, holdsTarget, keysAtWork, projectOf } from './at-work.ts';

export interface WaitRow {
  readonly target_holder: string | null;
  readonly full_key: string | null;
  readonly full_key_jobs: number | null;
  readonly jobs_at_work: number;
  readonly run_after: Date | string | null;
  readonly ahead: number;
}

/** What a claim would find in the way of a job that nobody holds; no row for any other job. */
export function explainWait(jobId: string, limits: ConcurrencyLimits): Statement {
  return statement(
    (bind) => `WITH ${activeJobs()}, ${keysAtWork(bind, limits)}
SELECT holder.id AS target_holder, busiest.key AS full_key, busiest.jobs::integer AS full_key_jobs,
       (SELECT count(*)::integer FROM active WHERE at_work) AS jobs_at_work,
       CASE WHEN job.run_after > ${CLOCK} THEN job.run_after END AS run_after,
       (SELECT count(*)::integer FROM job AS other
         WHERE other.status = 'pending' AND job.status = 'pending' AND ${projectOf('other')} = ${projectOf('job')}
           AND (-other.priority, other.created_at, other.id) < (-job.priority, job.created_at, job.id)) AS ahead
  FROM job
  LEFT JOIN LATERAL (
    SELECT active.id FROM active
     WHERE active.target_key = job.target_key AND active.id <> job.id AND ${holdsTarget('active')} LIMIT 1) AS holder ON true
  LEFT JOIN LATERAL (
    SELECT key, jobs FROM key_at_work
     WHERE key = ANY (job.concurrency_keys) AND jobs >= at_most ORDER BY jobs DESC, key LIMIT 1) AS busiest ON true
 WHERE job.id = ${bind(jobId, 'uuid')} AND job.lease_token IS NULL AND job.status IN ('pending', 'claimed', 'running')`,
  );
}
