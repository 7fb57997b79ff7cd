/** Ends jobs in a process without workers: what nobody will take must end too, also when every worker is gone. */
import type { SqlExecutor } from './database.ts';
import { createEventEmitter, type JobEngineListener } from './events.ts';
import { type JobRecord, type JobRow, jobFromRow } from './job-record.ts';
import { DEFAULT_JOB_SETTINGS } from './settings.ts';
import { run } from './statement.ts';
import { expire } from './statements/expire.ts';
import { reap } from './statements/reap.ts';

/** Ends the jobs whose deadline has passed, and those that nobody holds and nobody will take over; gives them. */
export async function reapJobs(database: SqlExecutor): Promise<readonly JobRecord[]> {
  // First, so that a job is told its deadline rather than the loss of a worker that came to the same.
  const overdue = await run<JobRow>(database, expire());
  const lost = await run<JobRow>(database, reap());
  return [...overdue, ...lost].map(jobFromRow);
}

export interface ReaperOptions {
  readonly database: SqlExecutor;
  readonly listeners?: readonly JobEngineListener[];
  readonly pollMs?: number;
}

export interface Reaper {
  /** Waits for the look at hand. */
  stop(): Promise<void>;
}

/** Looks every two seconds. A look that fails is told, and made good by the next. Workers do the same beside their jobs. */
export function startReaper({
  database,
  listeners = [],
  pollMs = DEFAULT_JOB_SETTINGS.pollMs,
}: ReaperOptions): Reaper {
  const emit = createEventEmitter(listeners);
  let looking: Promise<void> | null = null;
  const look = async (): Promise<void> => {
    try {
      for (const job of await reapJobs(database)) emit('job_ended', { job });
    } catch (error) {
      emit('reap_failed', { error });
    }
    looking = null;
  };
  const timer = setInterval(() => {
    looking ??= look();
  }, pollMs);
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
