/** One attempt at one job, from claim to record. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type AttemptSession, openSession } from './attempt-context.ts';
import {
  type AttemptOutcome,
  decideEnd,
  type EndPolicy,
  type HandlerResult,
  type RecordedEnd,
  recordEnd,
} from './attempt-end.ts';
import type { SqlExecutor } from './database.ts';
import { type AbortKind, JobAbortedError, RecordingFailedError } from './errors.ts';
import type { EmitJobEvent } from './events.ts';
import type { JobHandler } from './job-handler.ts';
import type { JobLedger } from './job-ledger.ts';
import type { ClaimedJob, JobRecord } from './job-record.ts';
import type { JobSignal } from './job-signal.ts';
import { keepLease } from './lease-keeper.ts';
import { createLogWriter } from './log-writer.ts';
import { createProgressReporter } from './progress-reporter.ts';
import type { JobSettings } from './settings.ts';

export interface AttemptParts<Tx extends SqlExecutor> {
  readonly ledger: JobLedger<Tx>;
  readonly handler: JobHandler<Tx>;
  readonly settings: JobSettings;
  readonly policy: EndPolicy;
  readonly emit: EmitJobEvent;
  /** Aborts when the worker stops. */
  readonly shutdown: AbortSignal;
  /** Hears the queue's signals; gives the function that ends it. */
  readonly subscribe: (listener: (signal: JobSignal) => void) => () => void;
}

/**
 * Runs the handler and records how it ended; settles within time-out (or deadline) + grace + lease, whatever the handler
 * does.
 * Rejects with RecordingFailedError, and with nothing else.
 */
export async function runAttempt<Tx extends SqlExecutor>(
  claimed: ClaimedJob,
  parts: AttemptParts<Tx>,
): Promise<AttemptOutcome> {
  const { job, lease } = claimed;
  const { ledger, settings, emit } = parts;
  const timeoutMs = job.timeoutMs ?? settings.attemptMs;
  using stop = createStopper(parts.shutdown);
  const keeper = keepLease(
    {
      heartbeat: () => ledger.heartbeat(lease),
      onCancelRequested: () => stop.abort('canceled'),
      onLost: () => stop.abort('lease_lost'),
      onHeartbeatFailed: (error) => emit('heartbeat_failed', { lease, error }),
    },
    settings,
  );
  const unsubscribe = parts.subscribe((signal) => {
    if (signal.kind === 'cancel_requested' && signal.jobId === job.id) keeper.checkNow();
  });
  const reporter = createProgressReporter(
    (value) => ledger.progress(lease, value),
    settings.progressMs,
    (error) => emit('progress_failed', { lease, error }),
  );
  const log = createLogWriter(
    {
      send: (lines) => ledger.log(lease, lines),
      onFailed: (error) => emit('log_failed', { lease, error }),
    },
    settings.progressMs,
  );
  const session = openSession({ claimed, signal: stop.signal, ledger, keeper, reporter, log });
  if (isResumed(job))
    log.log('info', `${job.workerId} goes on with the job: attempt ${job.attempt} of ${job.maxAttempts}.`);
  try {
    const result = await startAndRun(claimed, parts, session, { stop, timeoutMs });
    if (result.kind === 'left_behind') emit('handler_left_behind', { job });
    const error = result.kind === 'threw' ? result.error : undefined;
    await log.flush();
    const recorded = await settle(claimed, parts, session, () => {
      const progress = reporter.latest();
      const end = decideEnd({ ...job, timeoutMs, progress }, result, stop.kind(), parts.policy);
      return recordEnd(ledger as JobLedger, lease, end, progress);
    });
    emit('attempt_ended', { job, outcome: recorded.outcome, error });
    if (recorded.job?.completedAt) emit('job_ended', { job: recorded.job });
    return recorded.outcome;
  } finally {
    session.close();
    reporter.stop();
    log.stop();
    unsubscribe();
    keeper.stop();
  }
}

/** Somebody had it before: another attempt, or this one before it was handed back. */
const isResumed = ({ claimedAt, attemptedAt }: JobRecord): boolean =>
  claimedAt !== null && attemptedAt !== null && claimedAt < attemptedAt;

interface Stopper extends Disposable {
  readonly signal: AbortSignal;
  /** The first reason stays. */
  abort(kind: AbortKind): void;
  kind(): AbortKind | null;
}

function createStopper(shutdown: AbortSignal): Stopper {
  const controller = new AbortController();
  let kind: AbortKind | null = null;
  const abort = (reason: AbortKind): void => {
    if (kind !== null) return;
    kind = reason;
    controller.abort(new JobAbortedError(reason));
  };
  const onShutdown = (): void => abort('shutdown');
  if (shutdown.aborted) onShutdown();
  shutdown.addEventListener('abort', onShutdown);
  return {
    signal: controller.signal,
    abort,
    kind: () => kind,
    [Symbol.dispose]: () => shutdown.removeEventListener('abort', onShutdown),
  };
}

/** What `setTimeout` takes; attempts are limited to less. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Stops the attempt when its time is up. The deadline counts from the claim, by the store's clock at that moment and this
 * process's from then on, so that clocks that disagree move nothing.
 */
function watchLimits({ deadline, attemptedAt }: JobRecord, timeoutMs: number, stop: Stopper): Disposable {
  const timeout = setTimeout(() => stop.abort('timed_out'), Math.min(timeoutMs, LONGEST_TIMER_MS));
  const leftMs =
    deadline === null || attemptedAt === null ? null : deadline.getTime() - attemptedAt.getTime();
  let overdue: NodeJS.Timeout | undefined;
  if (leftMs !== null && leftMs <= 0) stop.abort('deadline_passed');
  else if (leftMs !== null && leftMs <= LONGEST_TIMER_MS)
    overdue = setTimeout(() => stop.abort('deadline_passed'), leftMs);
  return {
    [Symbol.dispose]() {
      clearTimeout(timeout);
      clearTimeout(overdue);
    },
  };
}

async function startAndRun<Tx extends SqlExecutor>(
  claimed: ClaimedJob,
  parts: AttemptParts<Tx>,
  session: AttemptSession<Tx>,
  { stop, timeoutMs }: { readonly stop: Stopper; readonly timeoutMs: number },
): Promise<HandlerResult> {
  using _limits = watchLimits(claimed.job, timeoutMs, stop);
  if (stop.kind()) return { kind: 'not_called' };
  const { ledger, settings } = parts;
  const started = await insist(claimed, settings.leaseMs, () => ledger.start(claimed.lease));
  if (!started) {
    const status = await insist(claimed, settings.leaseMs, () => ledger.heartbeat(claimed.lease));
    stop.abort(status === 'cancel_requested' ? 'canceled' : 'lease_lost');
  }
  if (stop.kind()) return { kind: 'not_called' };
  const handler = callHandler(() => parts.handler(started ?? claimed.job, session.context));
  return await Promise.race([resultOf(handler), leftBehind(stop.signal, settings.graceMs, handler)]);
}

/** A handler that throws before its first await has failed like any other. */
const callHandler = async (handler: () => Promise<void>): Promise<void> => handler();

const resultOf = (handler: Promise<void>): Promise<HandlerResult> =>
  handler.then(
    () => ({ kind: 'returned' }),
    (error: unknown) => ({ kind: 'threw', error }),
  );

/** Resolves a grace time after the signal; its timer does not outlive the handler. */
async function leftBehind(
  signal: AbortSignal,
  graceMs: number,
  handler: Promise<void>,
): Promise<HandlerResult> {
  if (!signal.aborted)
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  const done = new AbortController();
  handler.then(
    () => done.abort(),
    () => done.abort(),
  );
  await sleep(graceMs, undefined, { signal: done.signal }).catch(() => {});
  return { kind: 'left_behind' };
}

/** Closes the handler's access, then records, unless `complete` did that already. */
async function settle<Tx extends SqlExecutor>(
  claimed: ClaimedJob,
  { settings }: AttemptParts<Tx>,
  session: AttemptSession<Tx>,
  record: () => Promise<RecordedEnd>,
): Promise<RecordedEnd> {
  session.close();
  const completed = session.completedJob();
  if (completed) return { outcome: 'completed', job: completed };
  return insist(claimed, settings.leaseMs, record);
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 1_000;

/**
 * Repeats a statement that rejects, because a database may be away for a moment, for as long as a lease lasts
 * without it. After that the job is another worker's and there is nothing left to record.
 */
async function insist<T>(claimed: ClaimedJob, forMs: number, work: () => Promise<T>): Promise<T> {
  const until = performance.now() + forMs;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 2)) {
    try {
      return await work();
    } catch (error) {
      if (performance.now() + pause >= until) throw new RecordingFailedError(claimed.job.id, error);
      await sleep(pause);
    }
  }
}
