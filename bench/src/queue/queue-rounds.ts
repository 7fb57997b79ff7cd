/** What is measured of the queue, over any store. The jobs do nothing, so that only the queue's own work counts. */
import {
  type JobDatabase,
  type JobHandler,
  openJobEvents,
  type SqlExecutor,
  startJobWorker,
  submitJob,
} from '@assay/jobs';
import { seconds } from '../seconds.ts';

const JOB_KEY = 'bench-nothing';
const LATENCY_TIMEOUT_MS = 10_000;

export interface QueueFigures {
  readonly submittedPerSecond: number;
  /** Claimed, run and completed, from the first claim to the last completion. */
  readonly jobsPerSecond: number;
  /** Milliseconds from the call of submit to the first line of the handler, worker idle: one entry a job. */
  readonly untilRunning: readonly number[];
  /** Milliseconds from the call of submit until a waiter knows that the job has ended. */
  readonly untilKnown: readonly number[];
}

export async function measureRounds<Tx extends SqlExecutor>(
  database: JobDatabase<Tx>,
  jobs: { readonly throughput: number; readonly latency: number; readonly slots: number },
): Promise<QueueFigures> {
  const submitting = await seconds(async () => {
    for (let i = 0; i < jobs.throughput; i++) await submit(database);
  });
  const draining = await seconds(() => drain(database, jobs.throughput, jobs.slots));
  const latency = await measureLatency(database, jobs.latency);
  return {
    submittedPerSecond: jobs.throughput / submitting,
    jobsPerSecond: jobs.throughput / draining,
    ...latency,
  };
}

const submit = (database: SqlExecutor) =>
  submitJob(database, { key: JOB_KEY, source: 'bench' }).then(({ job }) => job.id);

/** Runs a worker until it has completed as many jobs as are waiting. */
async function drain<Tx extends SqlExecutor>(database: JobDatabase<Tx>, waiting: number, slots: number) {
  const { promise: empty, resolve } = Promise.withResolvers<void>();
  let ended = 0;
  const events = await openJobEvents(database);
  const worker = startJobWorker<Tx>({
    ...{ database, events, slots },
    handlers: { [JOB_KEY]: async () => {} },
    listeners: [
      (name) => {
        if (name === 'job_ended' && ++ended === waiting) resolve();
      },
    ],
  });
  await empty;
  await worker.stop();
  await events.close();
}

async function measureLatency<Tx extends SqlExecutor>(database: JobDatabase<Tx>, jobs: number) {
  const untilRunning: number[] = [];
  const untilKnown: number[] = [];
  let submittedAt = 0;
  const handler: JobHandler<Tx> = async () => void untilRunning.push(performance.now() - submittedAt);
  const events = await openJobEvents(database);
  const worker = startJobWorker<Tx>({
    ...{ database, events, slots: 2 },
    handlers: { [JOB_KEY]: handler },
  });
  for (let i = 0; i < jobs; i++) {
    submittedAt = performance.now();
    const id = await submit(database);
    const outcome = await events.waitForTerminal(id, LATENCY_TIMEOUT_MS);
    if (outcome !== 'ended') throw new Error(`job ${id} did not end within ${LATENCY_TIMEOUT_MS} ms`);
    untilKnown.push(performance.now() - submittedAt);
  }
  await worker.stop();
  await events.close();
  return { untilRunning, untilKnown };
}
