/** Puts the loop, the ledger and the handlers together: what a server starts. */
import { hostname } from 'node:os';
import { runAttempt } from './attempt.ts';
import type { EndPolicy } from './attempt-end.ts';
import type { ConcurrencyLimits } from './concurrency-limits.ts';
import type { JobDatabase, SqlExecutor } from './database.ts';
import { describeJobError, isTransientJobError } from './errors.ts';
import { createEventEmitter, type JobEngineListener } from './events.ts';
import type { JobEvents } from './job-events.ts';
import type { JobHandler, JobHandlers } from './job-handler.ts';
import { createJobLedger } from './job-ledger.ts';
import type { JobRecord } from './job-record.ts';
import { retryDelayMs } from './retry-delay.ts';
import { type JobSettings, jobSettings } from './settings.ts';
import { describeTimeLimit, type TimeLimit } from './time-limit.ts';
import { uuidV7 } from './uuid-v7.ts';
import { type JobWorker, startWorker } from './worker.ts';

export interface JobWorkerOptions<Tx extends SqlExecutor> {
  readonly database: JobDatabase<Tx>;
  /** The worker claims the kinds of jobs named here and leaves others alone: another version may know them. */
  readonly handlers: JobHandlers<Tx>;
  /** The process's one listener; the worker does not close it. */
  readonly events: JobEvents;
  /** Jobs at a time in this process. */
  readonly slots: number;
  readonly limits?: ConcurrencyLimits;
  readonly settings?: Partial<JobSettings>;
  /** Shown with the job; default host, process and a random part. */
  readonly workerId?: string;
  readonly listeners?: readonly JobEngineListener[];
  /** Text for users, never a stack or a secret; default: the error's `userMessage`, else a general sentence. */
  readonly describeError?: (error: unknown) => string;
  /** Text for users of an attempt that took too long; `progress` is the handler's last report. */
  readonly describeTimeLimit?: (limit: TimeLimit, progress: unknown) => string;
  /** Default: the error's `transient` is true. */
  readonly isTransient?: (error: unknown) => boolean;
}

/** Throws RangeError for settings, slots or limits that cannot work. */
export function startJobWorker<Tx extends SqlExecutor>(options: JobWorkerOptions<Tx>): JobWorker {
  const settings = jobSettings(options.settings);
  const keys = Object.keys(options.handlers);
  if (keys.length === 0) throw new RangeError('a worker needs at least one handler');
  requireCount('slots', options.slots);
  requireLimits(options.limits ?? {});
  const emit = createEventEmitter(options.listeners ?? []);
  const { subscribe } = options.events;
  const workerId = options.workerId ?? `${hostname()}:${process.pid}:${uuidV7().slice(-6)}`;
  const ledger = createJobLedger(options.database, {
    workerId,
    keys,
    limits: options.limits ?? {},
    settings,
  });
  const policy: EndPolicy = {
    describeError: options.describeError ?? describeJobError,
    isTransient: options.isTransient ?? isTransientJobError,
    describeTimeLimit: options.describeTimeLimit ?? describeTimeLimit,
    delayMs: (attempt) => retryDelayMs(attempt, settings),
  };
  return startWorker(
    {
      claim: ledger.claim,
      reap: ledger.reap,
      subscribe,
      emit,
      run: (claimed, shutdown) =>
        runAttempt(claimed, {
          ...{ ledger, settings, policy, emit, subscribe, shutdown },
          handler: handlerOf(options.handlers, claimed.job),
        }),
    },
    { slots: options.slots, pollMs: settings.pollMs },
  );
}

function handlerOf<Tx extends SqlExecutor>(handlers: JobHandlers<Tx>, job: JobRecord): JobHandler<Tx> {
  const handler = handlers[job.key];
  // Claims ask for the keys of this very record.
  if (!handler) throw new Error(`job ${job.id} was claimed without a handler for ${job.key}`);
  return handler;
}

function requireLimits({ total, byKind = {} }: ConcurrencyLimits): void {
  if (total !== undefined) requireCount('limits.total', total);
  for (const [kind, atMost] of Object.entries(byKind)) requireCount(`limits.byKind.${kind}`, atMost);
}

function requireCount(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1) throw new RangeError(`${name} must be a whole number from 1`);
}
