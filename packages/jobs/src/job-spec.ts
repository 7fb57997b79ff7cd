/** What somebody who wants a job says about it. */
import type { JobRecord } from './job-record.ts';

export interface JobSpec {
  /** Which handler runs it. */
  readonly key: string;
  /** Where it was asked for. */
  readonly source: string;
  readonly projectId?: string | null;
  /** Anything that survives JSON. */
  readonly arguments?: Readonly<Record<string, unknown>>;
  /** Upkeep that lists leave out unless asked. */
  readonly internal?: boolean;
  /** Higher goes first among the jobs of one project; -32768..32767, default 0. */
  readonly priority?: number;
  /** What the job is about: no two jobs with the same one run at a time. */
  readonly targetKey?: string | null;
  /** What to do when the target has a job already; default `queue`. */
  readonly whenBusy?: WhenBusy;
  /** Narrows `join` among jobs of this key: whether one that has not ended does all that this one would. */
  readonly isSameWork?: (live: JobRecord) => boolean;
  /** What the job loads, as `kind:id`: a limited number run at a time; see concurrency-limits.ts. */
  readonly concurrencyKeys?: readonly string[];
  /** Not before so many milliseconds from now. */
  readonly delayMs?: number;
  /** Attempts in all, the first included; default 3. */
  readonly maxAttempts?: number;
  /** Longest that one attempt may take, milliseconds; default what the settings of its worker say. */
  readonly timeoutMs?: number | null;
  /** When the job must have completed; it is ended then, whatever it does. Default none. */
  readonly deadline?: Date | null;
  readonly idempotency?: Idempotency;
}

/**
 * `queue`: wait behind what the target has. `join`: the answer is the newest job of the same key that is there.
 * `reject`: no new job. `replace`: ask the jobs of the same key to stop, then wait behind them.
 * A target has jobs of several keys: whoever joins wants the results of one, and nobody wants to stop the others.
 * Jobs that were asked to stop already are on their way out and count for none of this.
 * All but `queue` look before they act and so need an executor that is inside a transaction.
 */
export type WhenBusy = 'queue' | 'join' | 'reject' | 'replace';

/** For a day, a key stands for the first job submitted with it in its project. */
export interface Idempotency {
  readonly key: string;
  /** A digest of the request: the same key with another request is a mistake of the caller. */
  readonly fingerprint: string;
}
