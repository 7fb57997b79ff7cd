/** What this process knows of the jobs that somebody watches: read once for all readers, when a signal says so. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { DEFAULT_JOB_SETTINGS, findJobs, isTerminal, type JobEvents, type JobRecord } from '@assay/jobs';
import type { Store } from '../../store/store.ts';
import type { JobLogLine } from '../../store/tables/job-log-table.ts';
import { readLogLines } from './job-log.read.ts';

const LINES_A_PAGE = 200;

/** The job as last read; null when it does not exist, undefined before the first read. */
export type KnownJob = JobRecord | null | undefined;

export interface JobWatch extends Disposable {
  job(): KnownJob;
  /** Lines of the log behind one, as far as they fit on a page. Rejects when the store does not answer. */
  linesBehind(line: number): Promise<readonly JobLogLine[]>;
  /** Resolves when `job()` is something else than `known`, and when the signal aborts. */
  changed(known: KnownJob, signal: AbortSignal): Promise<void>;
}

export interface JobWatches {
  /** Dispose it when it is needed no longer. */
  open(jobId: string): JobWatch;
}

interface Watched {
  readers: number;
  job: KnownJob;
  /** Pages of the log by the line that they come behind, as of the last read of the job. */
  readonly pages: Map<number, Promise<readonly JobLogLine[]>>;
  readonly wakers: Set<() => void>;
}

/**
 * However many readers there are: one subscription, and one statement for all jobs that signals named since the last
 * one. A slow poll finds what a lost signal would have told; a read that fails is made good by it.
 */
export function createJobWatches(
  store: Pick<Store, 'jobs' | 'db'>,
  events: Pick<JobEvents, 'subscribe'>,
  { pollMs = DEFAULT_JOB_SETTINGS.pollMs }: { readonly pollMs?: number } = {},
): JobWatches {
  // Signals arrive in whatever async context sent them, which may be that of a transaction.
  const outsideTransactions = AsyncLocalStorage.snapshot();
  const watched = new Map<string, Watched>();
  const unread = new Set<string>();
  let reading = false;
  let stopListening: (() => void) | null = null;

  const read = async (): Promise<void> => {
    if (reading || unread.size === 0) return;
    reading = true;
    const ids = [...unread];
    unread.clear();
    try {
      const found = await findJobs(store.jobs, ids);
      for (const id of ids) learn(watched.get(id), found.get(id) ?? null);
    } catch {
      // The next poll reads them all again.
    } finally {
      reading = false;
    }
    void read();
  };
  const readSoon = (id: string): void => {
    unread.add(id);
    outsideTransactions(() => setImmediate(() => void read()));
  };
  const listen = (): (() => void) => {
    const unsubscribe = events.subscribe(({ jobId }) => {
      if (watched.has(jobId)) readSoon(jobId);
    });
    const poll = setInterval(() => {
      for (const [id, { job }] of watched) if (!job || !isTerminal(job.status)) readSoon(id);
    }, pollMs);
    poll.unref();
    return () => {
      unsubscribe();
      clearInterval(poll);
    };
  };
  const close = (jobId: string, entry: Watched): void => {
    entry.readers -= 1;
    if (entry.readers === 0) watched.delete(jobId);
    if (watched.size > 0) return;
    stopListening?.();
    stopListening = null;
  };
  return {
    open(jobId) {
      stopListening ??= listen();
      const entry = watched.get(jobId) ?? { readers: 0, job: undefined, pages: new Map(), wakers: new Set() };
      watched.set(jobId, entry);
      entry.readers += 1;
      if (entry.job === undefined) readSoon(jobId);
      return {
        job: () => entry.job,
        linesBehind: (line) => pageOf(entry, line, () => readLogLines(store.db, jobId, line, LINES_A_PAGE)),
        changed: (known, signal) => untilChanged(entry, known, signal),
        [Symbol.dispose]: () => close(jobId, entry),
      };
    },
  };
}

function learn(entry: Watched | undefined, job: JobRecord | null): void {
  if (entry === undefined) return;
  entry.job = job;
  entry.pages.clear();
  for (const wake of [...entry.wakers]) wake();
}

/** Readers that stand at the same line share one statement. */
function pageOf(
  { pages }: Watched,
  line: number,
  read: () => Promise<readonly JobLogLine[]>,
): Promise<readonly JobLogLine[]> {
  const page = pages.get(line) ?? read();
  pages.set(line, page);
  return page;
}

function untilChanged(entry: Watched, known: KnownJob, signal: AbortSignal): Promise<void> {
  if (entry.job !== known || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const wake = (): void => {
      entry.wakers.delete(wake);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    entry.wakers.add(wake);
    signal.addEventListener('abort', wake, { once: true });
  });
}
