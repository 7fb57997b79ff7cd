/** How an attempt ends: first decided, without IO, then recorded. */
import type { SqlExecutor } from './database.ts';
import { type AbortKind, JobAbortedError, LostLeaseError } from './errors.ts';
import type { JobLedger } from './job-ledger.ts';
import type { JobRecord, Lease } from './job-record.ts';
import type { TimeLimit } from './time-limit.ts';

/** What the handler did, as far as the engine waited for it. */
export type HandlerResult =
  | { readonly kind: 'returned' }
  | { readonly kind: 'threw'; readonly error: unknown }
  /** Never called, because the attempt was stopped before it began. */
  | { readonly kind: 'not_called' }
  /** Did not stop within the grace time. */
  | { readonly kind: 'left_behind' };

export type AttemptEnd =
  | { readonly outcome: 'completed' }
  | { readonly outcome: 'failed'; readonly message: string }
  | { readonly outcome: 'retrying'; readonly failure: string; readonly delayMs: number }
  | { readonly outcome: 'canceled' }
  | { readonly outcome: 'released' }
  | { readonly outcome: 'lost' };

export type AttemptOutcome = AttemptEnd['outcome'];

export interface EndPolicy {
  /** Text for users. */
  readonly describeError: (error: unknown) => string;
  /** Whether another attempt may succeed where this one threw. */
  readonly isTransient: (error: unknown) => boolean;
  readonly delayMs: (attempt: number) => number;
  /** Text for users of an attempt that took too long; `progress` is the handler's last report. */
  readonly describeTimeLimit: (limit: TimeLimit, progress: unknown) => string;
}

export interface LimitedAttempt extends Pick<JobRecord, 'attempt' | 'maxAttempts' | 'deadline'> {
  /** Its own, or that of the settings. */
  readonly timeoutMs: number;
  /** The handler's last report. */
  readonly progress: unknown;
}

/**
 * A handler that was told to stop is believed only about `complete`: that it returned may just mean that it obeyed.
 * Not for an attempt that has called `complete` with success.
 * @param abort why the attempt was told to stop; null when it was not
 */
export function decideEnd(
  job: LimitedAttempt,
  result: HandlerResult,
  abort: AbortKind | null,
  policy: EndPolicy,
): AttemptEnd {
  switch (abort ?? abortKindOf(result)) {
    case 'canceled':
      return { outcome: 'canceled' };
    case 'lease_lost':
      return { outcome: 'lost' };
    case 'shutdown':
      return { outcome: 'released' };
    case 'timed_out':
      return overLimit(job, { kind: 'timed_out', timeoutMs: job.timeoutMs }, policy);
    case 'deadline_passed':
      // Only a job that has a deadline is stopped for it.
      return overLimit(job, { kind: 'deadline_passed', deadline: job.deadline! }, policy);
    default:
      return result.kind === 'threw' ? decideFailure(job, result.error, policy) : { outcome: 'completed' };
  }
}

/** A refused write tells the handler of an abort before the signal does. */
function abortKindOf(result: HandlerResult): AbortKind | null {
  if (result.kind !== 'threw') return null;
  if (result.error instanceof LostLeaseError) return 'lease_lost';
  return result.error instanceof JobAbortedError ? result.error.kind : null;
}

function decideFailure(
  job: Pick<JobRecord, 'attempt' | 'maxAttempts'>,
  error: unknown,
  policy: EndPolicy,
): AttemptEnd {
  const message = policy.describeError(error);
  if (!policy.isTransient(error) || job.attempt >= job.maxAttempts) return { outcome: 'failed', message };
  return { outcome: 'retrying', failure: message, delayMs: policy.delayMs(job.attempt) };
}

/** Never tried again: a run that takes too long takes as long the next time. */
const overLimit = ({ progress }: LimitedAttempt, limit: TimeLimit, policy: EndPolicy): AttemptEnd => ({
  outcome: 'failed',
  message: policy.describeTimeLimit(limit, progress),
});

export interface RecordedEnd {
  /** What was recorded: a cancel request that came first wins, a lost lease leaves nothing to record. */
  readonly outcome: AttemptOutcome;
  /** The job after the edge; null when it was lost. */
  readonly job: JobRecord | null;
}

/** Takes the edge that was decided. Rejects with the database's error when it could not be reached. */
export async function recordEnd(
  ledger: JobLedger<SqlExecutor>,
  lease: Lease,
  end: AttemptEnd,
  lastProgress: unknown,
): Promise<RecordedEnd> {
  if (end.outcome === 'lost') return { outcome: 'lost', job: null };
  const job = await takeEdge(ledger, lease, end, lastProgress);
  if (job) return { outcome: end.outcome, job };
  const canceled = await ledger.cancel(lease);
  return canceled ? { outcome: 'canceled', job: canceled } : { outcome: 'lost', job: null };
}

/** Null when the edge was refused. */
async function takeEdge(
  ledger: JobLedger<SqlExecutor>,
  lease: Lease,
  end: Exclude<AttemptEnd, { outcome: 'lost' }>,
  lastProgress: unknown,
): Promise<JobRecord | null> {
  switch (end.outcome) {
    case 'completed':
      return ledger.finish(lease, lastProgress);
    case 'failed':
      return ledger.fail(lease, end.message);
    case 'retrying':
      return ledger.retry(lease, end.failure, end.delayMs);
    case 'released':
      return ledger.release(lease);
    case 'canceled':
      return ledger.cancel(lease);
  }
}
