/** Counts what the job engine tells. */
import type { JobEngineListener } from '@assay/jobs';
import type { Metrics } from './metrics.ts';

export function countJobs(metrics: Metrics): JobEngineListener {
  return (name, detail) => {
    if (!('job' in detail)) return;
    const { job } = detail;
    const { key } = job;
    // A job that was handed back keeps the time of its first claim, and was counted then.
    if (
      name === 'job_claimed' &&
      job.claimedAt !== null &&
      job.claimedAt.getTime() === job.attemptedAt?.getTime()
    ) {
      metrics.queueSeconds.observe({ key }, secondsBetween(job.createdAt, job.claimedAt));
    }
    if (name === 'attempt_ended' && 'outcome' in detail)
      metrics.attempts.inc({ key, outcome: detail.outcome });
    if (name !== 'job_ended') return;
    metrics.jobsEnded.inc({ key, status: job.status });
    if (job.startedAt === null || job.completedAt === null) return;
    metrics.runSeconds.observe({ key, status: job.status }, secondsBetween(job.startedAt, job.completedAt));
  };
}

const secondsBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 1000;
