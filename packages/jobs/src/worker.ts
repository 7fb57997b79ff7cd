/** The loop of a worker: keeps its slots filled. It knows how to look for work and whom to give it; no SQL, no jobs' kinds. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { EmitJobEvent } from './events.ts';
import type { ClaimedJob, JobRecord } from './job-record.ts';
import type { JobSignal } from './job-signal.ts';

export interface WorkerPorts {
  /** Takes up to so many jobs; none when there is nothing to take. */
  claim(atMost: number): Promise<readonly ClaimedJob[]>;
  /** Runs and records one attempt. Rejects only when its end could not be recorded. */
  run(claimed: ClaimedJob, shutdown: AbortSignal): Promise<unknown>;
  /** Ends the jobs that nobody holds and nobody will take over; gives them. */
  reap(): Promise<readonly JobRecord[]>;
  subscribe(listener: (signal: JobSignal) => void): () => void;
  readonly emit: EmitJobEvent;
}

export interface WorkerOptions {
  /** Jobs at a time. */
  readonly slots: number;
  readonly pollMs: number;
}

export interface JobWorker {
  /** Jobs at work in this process now. */
  activeJobs(): readonly JobRecord[];
  /** Slots that take no work since the end of an attempt could not be recorded. */
  closedSlots(): number;
  /**
   * Takes no more work, waits up to `finishWithinMs` (default none) for the jobs at work, then hands the rest
   * back. Resolves when every slot is settled, at the latest one grace time and one lease after that.
   */
  stop(options?: { readonly finishWithinMs?: number }): Promise<void>;
}

/** After a claim that took fewer jobs than it was asked for. */
const LOOK_AGAIN_MS = 20;

/** Starts at once; look for its errors in the events. */
export function startWorker(ports: WorkerPorts, options: WorkerOptions): JobWorker {
  const active = new Map<Promise<void>, JobRecord>();
  const shutdown = new AbortController();
  const bell = createBell();
  let closedSlots = 0;
  let stopping = false;
  let reapDue = 0;

  const freeSlots = (): number => options.slots - active.size - closedSlots;

  const runInSlot = (claimed: ClaimedJob): void => {
    const { job } = claimed;
    ports.emit('job_claimed', { job });
    const running = ports
      .run(claimed, shutdown.signal)
      .then(
        () => {},
        (error: unknown) => {
          closedSlots += 1;
          ports.emit('slot_closed', { job, error });
        },
      )
      .finally(() => {
        active.delete(running);
        bell.ring('ready');
      });
    active.set(running, job);
  };

  const fillSlots = async (): Promise<void> => {
    const free = freeSlots();
    if (stopping || free <= 0) return;
    const claimed = await ports.claim(free);
    // Also when the worker began to stop meanwhile: the attempt sees that and hands the job back.
    for (const one of claimed) runInSlot(one);
    // It may have left some that it could have taken, which is seldom; the jobs that begin now need the database first.
    if (claimed.length > 0 && claimed.length < free) bell.ringIn(LOOK_AGAIN_MS);
  };

  const reap = async (): Promise<void> => {
    reapDue = performance.now() + options.pollMs;
    for (const job of await ports.reap()) ports.emit('job_ended', { job });
    // The database has just written for us, so the next record will not fail for the same reason.
    if (closedSlots === 0) return;
    ports.emit('slots_reopened', { slots: closedSlots });
    closedSlots = 0;
  };

  const loop = async (): Promise<void> => {
    for (let woken: WakeUp = 'poll'; !stopping; woken = await bell.wait(options.pollMs)) {
      // A busy queue rings all the time: jobs of lost workers must not wait for it to fall silent.
      const due = woken !== 'ready' || performance.now() >= reapDue;
      if (due) await reap().catch((error: unknown) => ports.emit('reap_failed', { error }));
      await fillSlots().catch((error: unknown) => ports.emit('claim_failed', { error }));
    }
  };

  const unsubscribe = ports.subscribe((signal) => {
    if (signal.kind === 'cancel_requested') bell.ring('reap');
    else if (signal.kind !== 'progress' && freeSlots() > 0) bell.ring('ready');
  });
  const looping = loop();

  return {
    activeJobs: () => [...active.values()],
    closedSlots: () => closedSlots,
    async stop({ finishWithinMs = 0 } = {}) {
      stopping = true;
      unsubscribe();
      bell.ring('ready');
      await looping;
      bell.still();
      await settledWithin([...active.keys()], finishWithinMs);
      shutdown.abort();
      await Promise.all(active.keys());
    },
  };
}

/** `ready`: there may be work. `reap`: jobs may need an end. `poll`: nobody rang, look at everything. */
type WakeUp = 'ready' | 'reap' | 'poll';

/** A bell that remembers one ring, so that what happens while the loop works is not missed. */
function createBell() {
  let rung: WakeUp | null = null;
  let wake: (() => void) | null = null;
  let later: NodeJS.Timeout | undefined;
  const ring = (reason: Exclude<WakeUp, 'poll'>): void => {
    rung = rung === 'reap' ? 'reap' : reason;
    wake?.();
  };
  return {
    ring,
    ringIn(milliseconds: number): void {
      clearTimeout(later);
      later = setTimeout(ring, milliseconds, 'ready');
    },
    /** Takes back what `ringIn` said. */
    still: () => clearTimeout(later),
    async wait(pollMs: number): Promise<WakeUp> {
      if (rung === null) {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        const timer = setTimeout(resolve, pollMs);
        await promise;
        clearTimeout(timer);
        wake = null;
      }
      const reason = rung ?? 'poll';
      rung = null;
      return reason;
    },
  };
}

async function settledWithin(work: readonly Promise<void>[], milliseconds: number): Promise<void> {
  if (work.length === 0 || milliseconds <= 0) return;
  const timer = new AbortController();
  const late = sleep(milliseconds, undefined, { signal: timer.signal }).catch(() => {});
  await Promise.race([Promise.all(work), late]);
  timer.abort();
}
