/** The handler's side of an attempt: a context whose writes pass the fence. */
import type { SqlExecutor } from './database.ts';
import { JobAbortedError, LostLeaseError } from './errors.ts';
import type { JobContext } from './job-handler.ts';
import type { JobLedger } from './job-ledger.ts';
import type { ClaimedJob, JobRecord } from './job-record.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import type { LogWriter } from './log-writer.ts';
import type { ProgressReporter } from './progress-reporter.ts';

export interface AttemptSession<Tx extends SqlExecutor> {
  readonly context: JobContext<Tx>;
  /** The job as `complete` left it; null before. */
  completedJob(): JobRecord | null;
  /** From now on every write is refused here too: the attempt is settled, whatever the handler still does. */
  close(): void;
}

export interface SessionParts<Tx extends SqlExecutor> {
  readonly claimed: ClaimedJob;
  readonly signal: AbortSignal;
  readonly ledger: JobLedger<Tx>;
  readonly keeper: LeaseKeeper;
  readonly reporter: ProgressReporter;
  readonly log: LogWriter;
}

export function openSession<Tx extends SqlExecutor>(parts: SessionParts<Tx>): AttemptSession<Tx> {
  const { claimed, signal, ledger, keeper, reporter, log } = parts;
  const { job, lease } = claimed;
  let closed = false;
  let completed: JobRecord | null = null;

  const fenced = async <T>(work: () => Promise<T>): Promise<T> => {
    if (closed || completed || isLost(signal)) throw new LostLeaseError(job.id);
    return keeper.whileLocked(work);
  };
  const completeNow = async (work: (tx: Tx) => Promise<void>): Promise<void> => {
    completed = await ledger.complete(lease, reporter.latest, work);
    // Before any heartbeat: the lease ended well, and that must not look like a loss.
    keeper.stop();
  };
  return {
    context: {
      signal,
      attempt: job.attempt,
      write: (work) => fenced(() => ledger.write(lease, work)),
      async complete(work = async () => {}) {
        await log.flush();
        await fenced(() => completeNow(work));
      },
      progress: (value) => {
        if (!closed && !completed) reporter.report(value);
      },
      log(level, message, facts) {
        if (!closed && !completed) log.log(level, message, facts);
      },
    },
    completedJob: () => completed,
    close() {
      closed = true;
    },
  };
}

/**
 * A worker that has given its lease up keeps to that, even when the database would still let it write because nobody
 * has taken the job over yet: the attempt will be recorded by nobody, so its results must not be.
 */
function isLost({ aborted, reason }: AbortSignal): boolean {
  return aborted && reason instanceof JobAbortedError && reason.kind === 'lease_lost';
}
