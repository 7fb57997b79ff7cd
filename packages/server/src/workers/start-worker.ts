/** The part of the server that runs jobs. */
import { type JobWorker, startJobWorker } from '@assay/jobs';
import { countJobs } from '../metrics/count-jobs.ts';
import type { ServerResources } from '../open-resources.ts';
import type { ServerModules } from '../start-server.ts';
import { traceJobs } from '../tracing/trace-jobs.ts';
import { concurrencyLimitsOf } from './concurrency-limits-of.ts';
import { describeRunLimit } from './describe-run-limit.ts';
import { logJobs, type WorkerLog } from './log-jobs.ts';

/** How long jobs may go on after a stop was asked for before they are handed back. */
export const FINISH_JOBS_MS = 2_000;

export function startWorker(
  { config, store, events, metrics }: ServerResources,
  { jobHandlers, describeJobError }: Pick<ServerModules, 'jobHandlers' | 'describeJobError'>,
  log: WorkerLog,
): JobWorker {
  return startJobWorker({
    database: store.jobs,
    handlers: traceJobs(jobHandlers),
    events,
    slots: config.workerSlots,
    limits: concurrencyLimitsOf(config),
    settings: { attemptMs: config.jobTimeoutMs },
    describeTimeLimit: describeRunLimit,
    listeners: [logJobs(log), countJobs(metrics)],
    ...(describeJobError === undefined ? {} : { describeError: describeJobError }),
  });
}
