/** Workers with short bounds, closed after each test, and a record of what they told. */
import { onTestFinished } from 'vitest';
import type { JobDatabase, SqlExecutor } from '../database.ts';
import type { JobEngineEventName, JobEngineListener } from '../events.ts';
import { openJobEvents } from '../job-events.ts';
import type { JobHandler } from '../job-handler.ts';
import type { JobRecord } from '../job-record.ts';
import { findJob } from '../queue.ts';
import type { JobSettings } from '../settings.ts';
import { type JobWorkerOptions, startJobWorker } from '../start-job-worker.ts';
import type { JobWorker } from '../worker.ts';
import { TEST_KEY } from './job-fixtures.ts';

/** Short enough to watch, long enough for a busy machine. */
export const SHORT: JobSettings = {
  leaseMs: 1_200,
  heartbeatMs: 200,
  pollMs: 150,
  graceMs: 300,
  writeStatementMs: 5_000,
  claimIdleMs: 1_000,
  progressMs: 20,
  retryBaseMs: 20,
  retryMaxMs: 100,
  attemptMs: 60_000,
};

/** Long past every bound in SHORT: a wait that takes this long has failed. */
export const PATIENCE = { timeout: 10_000, interval: 20 };

export interface TestWorker {
  readonly worker: JobWorker;
  /** Names of the events so far. */
  readonly told: JobEngineEventName[];
}

/** A worker that runs test jobs with one handler, stopped when the test is over. */
export async function workerWith(
  database: JobDatabase,
  handler: JobHandler,
  options: Partial<JobWorkerOptions<SqlExecutor>> = {},
): Promise<TestWorker> {
  const told: JobEngineEventName[] = [];
  const listener: JobEngineListener = (name) => told.push(name);
  const events = await openJobEvents(database);
  const worker = startJobWorker({
    ...{ database, events, slots: 2 },
    ...{ handlers: { [TEST_KEY]: handler }, listeners: [listener] },
    ...options,
    settings: { ...SHORT, ...options.settings },
  });
  onTestFinished(async () => {
    await worker.stop();
    await events.close();
  });
  return { worker, told };
}

/** The job as it is now. */
export async function reread(database: JobDatabase, job: Pick<JobRecord, 'id'>): Promise<JobRecord> {
  const found = await findJob(database, job.id);
  if (!found) throw new Error(`job ${job.id} is gone`);
  return found;
}

/** Ends when the signal says stop, as a well-behaved handler does. */
export const untilStopped = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
