/** What a handler may meet, and what the engine may throw. Told apart by class and `kind`, never by text. */

/**
 * Why an attempt was told to stop; the `reason` of a handler's AbortSignal.
 *
 * - `canceled`: somebody asked for it. Results kept so far may still be written within the grace time.
 * - `timed_out`: the attempt took longer than its time-out.
 * - `deadline_passed`: the job has not completed by its deadline.
 * - `lease_lost`: another worker has the job, or may have. Every write is refused.
 * - `shutdown`: the worker stops; the job goes on elsewhere, as the same attempt.
 */
export type AbortKind = 'canceled' | 'timed_out' | 'deadline_passed' | 'lease_lost' | 'shutdown';

const ABORT_TEXT: Record<AbortKind, string> = {
  canceled: 'the job was asked to stop',
  timed_out: 'the job took longer than its time-out',
  deadline_passed: 'the deadline of the job has passed',
  lease_lost: 'this worker no longer holds the job',
  shutdown: 'the worker is shutting down',
};

export class JobAbortedError extends Error {
  override readonly name = 'JobAbortedError';
  readonly kind: AbortKind;

  constructor(kind: AbortKind) {
    super(ABORT_TEXT[kind]);
    this.kind = kind;
  }
}

/** A write was refused by the fence: the job is another worker's, or has ended. Nothing was written. */
export class LostLeaseError extends Error {
  override readonly name = 'LostLeaseError';
  readonly jobId: string;

  constructor(jobId: string) {
    super(`the lease of job ${jobId} is lost; nothing was written`);
    this.jobId = jobId;
  }
}

/** How an attempt ended could not be recorded while its lease lasted. The job will be taken over. */
export class RecordingFailedError extends Error {
  override readonly name = 'RecordingFailedError';
  readonly jobId: string;

  constructor(jobId: string, cause: unknown) {
    super(`the end of an attempt at job ${jobId} could not be recorded`, { cause });
    this.jobId = jobId;
  }
}

/** Shown to users when an error says nothing that is meant for them. */
const UNEXPECTED = 'The job failed for an unexpected reason; the server’s log has the details.';

/** The `userMessage` of an error that carries one, else a sentence that gives nothing away. */
export function describeJobError(error: unknown): string {
  const message = error instanceof Error && 'userMessage' in error ? error.userMessage : null;
  return typeof message === 'string' && message !== '' ? message : UNEXPECTED;
}

/** True for an error that says of itself that another attempt may succeed. */
export function isTransientJobError(error: unknown): boolean {
  return error instanceof Error && 'transient' in error && error.transient === true;
}
