/** What a kind of job is made of: one function. */
import type { SqlExecutor } from './database.ts';
import type { JobLogFacts, JobLogLevel } from './job-log.ts';
import type { JobRecord } from './job-record.ts';

export interface JobContext<Tx extends SqlExecutor = SqlExecutor> {
  /** Aborts when the work should stop; its `reason` is a `JobAbortedError` that says why. */
  readonly signal: AbortSignal;
  /** From 1. What earlier attempts wrote is there: a handler must be able to run again. */
  readonly attempt: number;
  /**
   * Runs the work in a transaction that first proves that this worker still holds the job, and keeps the proof locked
   * until it commits. Throws LostLeaseError, with nothing written, when it does not. Keep it short: between two
   * statements at most the lease (15 s), in one statement at most 60 s, or PostgreSQL rolls it back.
   */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Writes the last results and turns the job `completed`, in one transaction: who sees `completed` sees them all.
   * Throws JobAbortedError (`canceled`), with nothing written, when a cancel request came first; LostLeaseError
   * like `write`. Call it once, as the last thing.
   */
  complete(work?: (tx: Tx) => Promise<void>): Promise<void>;
  /** Reports how far the work is: any JSON value. Returns at once; the newest report wins, a lost one is no error. */
  progress(value: unknown): void;
  /**
   * Adds a line to the job's log: a sentence for people, never a secret or a value of somebody's rows. Returns at once;
   * lines are written some at a time, under the lease, the last of them before the attempt's end is recorded.
   */
  log(level: JobLogLevel, message: string, facts?: JobLogFacts): void;
}

/**
 * Runs one attempt at a job. Resolving without `complete` completes the job. An error with `transient: true` means
 * another attempt after a while, as long as there is one left; any other error ends the job in `error`, with the
 * error's `userMessage` for users to read.
 */
export type JobHandler<Tx extends SqlExecutor = SqlExecutor> = (
  job: JobRecord,
  context: JobContext<Tx>,
) => Promise<void>;

/** Handlers by job key. */
export type JobHandlers<Tx extends SqlExecutor = SqlExecutor> = Readonly<Record<string, JobHandler<Tx>>>;
