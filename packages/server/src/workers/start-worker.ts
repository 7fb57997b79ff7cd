/** The part of the server that runs jobs. */
import { JobAbortedError, type JobEngineListener, type JobWorker, startJobWorker } from '@assay/jobs';
import { countJobs } from '../metrics/count-jobs.ts';
import type { ServerResources } from '../open-resources.ts';
import type { ServerModules } from '../start-server.ts';
import { JobFailedError } from './job-error.ts';

/** Jobs on one connection at a time, over all workers: a user's database is not ours to flood. */
const JOBS_PER_CONNECTION = 2;

/** How long jobs may go on after a stop was asked for before they are handed back. */
export const FINISH_JOBS_MS = 2_000;

/** Where the engine's events are written: the part of a pino logger that is used. */
export interface WorkerLog {
  info(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export function startWorker(
  { config, store, events, metrics }: ServerResources,
  { jobHandlers, describeJobError }: Pick<ServerModules, 'jobHandlers' | 'describeJobError'>,
  log: WorkerLog,
): JobWorker {
  return startJobWorker({
    database: store.jobs,
    handlers: jobHandlers,
    events,
    slots: config.workerSlots,
    limits: { perKey: JOBS_PER_CONNECTION },
    listeners: [logListener(log), countJobs(metrics)],
    ...(describeJobError === undefined ? {} : { describeError: describeJobError }),
  });
}

/** What the engine tells, at the level that it deserves. */
function logListener(log: WorkerLog): JobEngineListener {
  return (name, detail) => {
    const facts = {
      event: name,
      ...('job' in detail ? { job: detail.job.id, key: detail.job.key, status: detail.job.status } : {}),
    };
    const error = 'error' in detail ? detail.error : undefined;
    if (error === undefined) log.info(facts, 'job engine');
    // Somebody wanted it so, or the failure is told to the user in full: neither is trouble of ours.
    else if (isExpected(error)) log.info({ ...facts, reason: (error as Error).message }, 'job engine');
    else log.error({ ...facts, err: error }, 'job engine');
  };
}

const isExpected = (error: unknown): boolean =>
  error instanceof JobAbortedError || error instanceof JobFailedError;
