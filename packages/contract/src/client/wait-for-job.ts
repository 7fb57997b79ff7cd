/** Follows a job to its end by long polls, and sits out a server that restarts meanwhile. */
import { isTerminal, type Job, type JobProgress } from '../schemas/job.ts';
import type { OperationMethods } from './client.ts';
import { type Ask, patiently, pause } from './patiently.ts';

export interface WaitOptions {
  /** Called about every two seconds and once at the end. */
  readonly onProgress?: ((progress: JobProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How long to wait; without it, as long as it takes. The job goes on when the time is up. */
  readonly timeoutMs?: number | undefined;
  /** How long the server may be out of reach before that is an error. Default: 60,000. */
  readonly patienceMs?: number | undefined;
}

/** The time was up before the job ended. */
export class JobWaitTimeoutError extends Error {
  /** The job as last seen; null when it was never seen. */
  readonly job: Job | null;
  constructor(jobId: string, timeoutMs: number, job: Job | null) {
    super(
      `Job ${jobId} had not ended after ${timeoutMs / 1000} seconds; it goes on (status ${job?.status ?? 'unknown'}).`,
    );
    this.name = 'JobWaitTimeoutError';
    this.job = job;
  }
}

type JobMethods = Pick<OperationMethods, 'getJob' | 'getJobProgress'>;

const LONGEST_POLL_SECONDS = 30;
const PROGRESS_POLL_SECONDS = 2;
/** A server that does not hold its answers must not be asked in a tight loop. */
const SHORTEST_ROUND_MS = 250;

export async function waitForJob(client: JobMethods, jobId: string, options: WaitOptions): Promise<Job> {
  const { onProgress, signal, timeoutMs = Number.POSITIVE_INFINITY, patienceMs = 60_000 } = options;
  const deadline = Date.now() + timeoutMs;
  const longest = onProgress === undefined ? LONGEST_POLL_SECONDS : PROGRESS_POLL_SECONDS;
  const ask = patiently({ patienceMs, deadline, signal });
  let job: Job | null = null;
  for (;;) {
    const asked = Date.now();
    const wait = Math.max(0, Math.min(longest, Math.floor((deadline - asked) / 1000)));
    job = (await ask(() => client.getJob({ job_id: jobId, wait }, { signal }))) ?? job;
    if (job !== null) await report(client, jobId, onProgress, ask, signal);
    if (job !== null && isTerminal(job.status)) return job;
    if (Date.now() >= deadline) throw new JobWaitTimeoutError(jobId, timeoutMs, job);
    const rest = Math.min(asked + SHORTEST_ROUND_MS, deadline) - Date.now();
    if (rest > 0) await pause(rest, signal);
  }
}

async function report(
  client: JobMethods,
  jobId: string,
  onProgress: WaitOptions['onProgress'],
  ask: Ask,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (onProgress === undefined) return;
  const progress = await ask(() => client.getJobProgress({ job_id: jobId }, { signal }));
  if (progress !== null) onProgress(progress);
}
