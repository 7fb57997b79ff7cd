/** The part of the server that runs jobs. */
import { type JobWorker, startJobWorker } from '@assay/jobs';
import { countJobs } from '../metrics/count-jobs.ts';
import type { ServerResources } from '../open-resources.ts';
import type { ServerModules } from '../start-server.ts';
import { traceJobs } from '../tracing/trace-jobs.ts';
import { describeRunLimit } from './describe-run-limit.ts';
import { logJobs, type WorkerLog } from './log-jobs.ts';

/** Jobs on one connection at a time, over all workers: a user's database is not ours to flood. */
const JOBS_PER_CONNECTION = 2;

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
    limits: { perKey: JOBS_PER_CONNECTION },
    settings: { attemptMs: config.jobTimeoutMs },
    describeTimeLimit: describeRunLimit,
    listeners: [logJobs(log), countJobs(metrics)],
    ...(describeJobError === undefined ? {} : { describeError: describeJobError }),
  });
}
