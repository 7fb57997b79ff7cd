/** One LISTEN a process, shared by everybody who wants to know when something happens to a job. */
import type { JobDatabase } from './database.ts';
import { JOB_CHANNEL, type JobSignal, parseJobSignal } from './job-signal.ts';
import { DEFAULT_JOB_SETTINGS } from './settings.ts';
import { run } from './statement.ts';
import { listEnded } from './statements/list-ended.ts';
import { readTogether } from './together.ts';

/** `ended`: terminal by now. `waited`: the time is over, or the caller's signal aborted. `unknown`: no such job. */
export type WaitOutcome = 'ended' | 'waited' | 'unknown';

export interface JobEvents {
  /** Hears every signal until the returned function is called. A listener must not throw. */
  subscribe(listener: (signal: JobSignal) => void): () => void;
  /**
   * Resolves when the job has reached a terminal status, or after `timeoutMs`. Costs one query for all waiters that begin
   * at the same time, and one for all together at each slow poll, which is there for notifications that got lost.
   */
  waitForTerminal(jobId: string, timeoutMs: number, signal?: AbortSignal): Promise<WaitOutcome>;
  /** Everybody who still waits gets `waited`. */
  close(): Promise<void>;
}

type Waiter = (outcome: WaitOutcome) => void;

/** @param pollMs how often to look for ended jobs whose notification got lost */
export async function openJobEvents(
  database: JobDatabase,
  { pollMs = DEFAULT_JOB_SETTINGS.pollMs }: { readonly pollMs?: number } = {},
): Promise<JobEvents> {
  const listeners = new Set<(signal: JobSignal) => void>();
  const waiters = createWaiters();
  let closed = false;

  const unlisten = await database.listen(JOB_CHANNEL, (payload) => {
    const signal = parseJobSignal(payload);
    if (!signal) return;
    if (signal.kind === 'ended') waiters.settle(signal.jobId, 'ended');
    for (const listener of [...listeners]) listener(signal);
  });
  /** Tells of the ids that exist whether they have ended, and settles those that have. */
  const look = async (ids: readonly string[]): Promise<ReadonlyMap<string, boolean>> => {
    const rows = await run<{ id: string; ended: boolean }>(database, listEnded(ids));
    for (const row of rows) if (row.ended) waiters.settle(row.id, 'ended');
    return new Map(rows.map((row) => [row.id, row.ended]));
  };
  const hasEnded = readTogether(look);
  const poll = setInterval(() => {
    const ids = waiters.ids();
    // A poll that fails is made good by the next one; the waiters' own time limits hold regardless.
    if (ids.length > 0) void look(ids).catch(() => {});
  }, pollMs);
  poll.unref();

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async waitForTerminal(jobId, timeoutMs, signal) {
      if (closed || signal?.aborted) return 'waited';
      // Waits first and looks second: an end between the two is not missed.
      const waiting = waiters.add(jobId, timeoutMs, signal);
      try {
        if ((await hasEnded(jobId)) === undefined) waiting.settle('unknown');
      } catch (error) {
        waiting.settle('waited');
        throw error;
      }
      return waiting.outcome;
    },
    async close() {
      closed = true;
      clearInterval(poll);
      listeners.clear();
      waiters.settleAll('waited');
      await unlisten();
    },
  };
}

function createWaiters() {
  const byJob = new Map<string, Set<Waiter>>();
  const settle = (jobId: string, outcome: WaitOutcome): void => {
    for (const waiter of [...(byJob.get(jobId) ?? [])]) waiter(outcome);
  };
  return {
    settle,
    ids: () => [...byJob.keys()],
    settleAll(outcome: WaitOutcome): void {
      for (const jobId of [...byJob.keys()]) settle(jobId, outcome);
    },
    add(jobId: string, timeoutMs: number, signal?: AbortSignal) {
      const { promise, resolve } = Promise.withResolvers<WaitOutcome>();
      const waiter: Waiter = (outcome) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', giveUp);
        const others = byJob.get(jobId);
        others?.delete(waiter);
        if (others?.size === 0) byJob.delete(jobId);
        resolve(outcome);
      };
      const giveUp = (): void => waiter('waited');
      const timer = setTimeout(giveUp, timeoutMs);
      signal?.addEventListener('abort', giveUp, { once: true });
      byJob.set(jobId, (byJob.get(jobId) ?? new Set()).add(waiter));
      return { outcome: promise, settle: waiter };
    },
  };
}
