/** The text that Prometheus reads: what was counted, and what is looked up when it asks. */
import { isTerminal, JOB_STATUSES, type JobWorker } from '@assay/jobs';
import type { Store } from '../store/store.ts';
import type { Metrics } from './metrics.ts';
import { readWaitingWork, type WaitingWork } from './waiting-work.read.ts';

export interface ExposedMetrics {
  readonly contentType: string;
  /** Never rejects because of the store: that it is away is one of the metrics. */
  read(): Promise<string>;
}

export interface MetricSources {
  readonly metrics: Metrics;
  readonly store: Store;
  /** Kinds of jobs that are shown as 0 when there are none. */
  readonly jobKeys: readonly string[];
  /** Null where no jobs are run. */
  readonly worker: () => { readonly worker: JobWorker; readonly slots: number } | null;
}

/** Several scrapers, or an impatient person, cost the store no more than one. */
const FRESH_MS = 3_000;
const LIVE = JOB_STATUSES.filter((status) => !isTerminal(status));

export function exposeMetrics(sources: MetricSources): ExposedMetrics {
  const { metrics, store } = sources;
  const look = cached(() => readWaitingWork(store).catch(() => null));
  return {
    contentType: metrics.registry.contentType,
    async read() {
      showWaitingWork(sources, await look());
      showSessions(sources);
      showSlots(sources);
      return metrics.registry.metrics();
    },
  };
}

/** Who asks while it is asked waits for the same answer. */
function cached<T>(read: () => Promise<T>): () => Promise<T> {
  let latest: { readonly at: number; readonly value: Promise<T> } | null = null;
  return () => {
    const now = performance.now();
    if (latest === null || now - latest.at >= FRESH_MS) latest = { at: now, value: read() };
    return latest.value;
  };
}

function showWaitingWork({ metrics, jobKeys }: MetricSources, work: WaitingWork | null): void {
  const { storeUp, jobs, oldestJob, events, deliveries } = metrics;
  storeUp.set(work === null ? 0 : 1);
  for (const gauge of [jobs, oldestJob]) gauge.reset();
  for (const gauge of [events, deliveries]) gauge.remove();
  // The last known numbers would look like the present ones.
  if (work === null) return;
  for (const key of jobKeys) for (const status of LIVE) jobs.set({ key, status }, 0);
  for (const { key, status, count, oldestAge } of work.jobs) {
    jobs.set({ key, status }, count);
    oldestJob.set({ key, status }, oldestAge);
  }
  events.set(work.events);
  deliveries.set(work.deliveries);
}

function showSessions({ metrics, store }: MetricSources): void {
  const { busy, idle, waiting, limit } = store.sessions();
  metrics.storeSessions.set({ state: 'busy' }, busy);
  metrics.storeSessions.set({ state: 'idle' }, idle);
  metrics.storeSessions.set({ state: 'waiting' }, waiting);
  metrics.storeSessionsLimit.set(limit);
}

function showSlots({ metrics, worker }: MetricSources): void {
  const running = worker();
  if (running === null) return;
  const busy = running.worker.activeJobs().length;
  const closed = running.worker.closedSlots();
  metrics.workerSlots.set({ state: 'busy' }, busy);
  metrics.workerSlots.set({ state: 'closed' }, closed);
  metrics.workerSlots.set({ state: 'free' }, Math.max(0, running.slots - busy - closed));
}
