/** Keeps deadlines in a process without workers: a job that nobody takes must end too, also when every worker is gone. */
import type { JobDatabase } from './database.ts';
import { createEventEmitter, type JobEngineListener } from './events.ts';
import { type JobRow, jobFromRow } from './job-record.ts';
import { DEFAULT_JOB_SETTINGS } from './settings.ts';
import { run } from './statement.ts';
import { expire } from './statements/expire.ts';

export interface DeadlineKeeperOptions {
  readonly database: Pick<JobDatabase, 'query'>;
  readonly listeners?: readonly JobEngineListener[];
  readonly pollMs?: number;
}

export interface DeadlineKeeper {
  /** Waits for the look at hand. */
  stop(): Promise<void>;
}

/** Looks every two seconds. A look that fails is told, and made good by the next. */
export function startDeadlineKeeper({
  database,
  listeners = [],
  pollMs = DEFAULT_JOB_SETTINGS.pollMs,
}: DeadlineKeeperOptions): DeadlineKeeper {
  const emit = createEventEmitter(listeners);
  let looking: Promise<void> | null = null;
  const look = async (): Promise<void> => {
    try {
      for (const row of await run<JobRow>(database as JobDatabase, expire()))
        emit('job_ended', { job: jobFromRow(row) });
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
