/** Whether a process can do its work. */
import type { JobWorker } from '@assay/jobs';
import type { Readiness } from './http/probes.ts';
import type { Store } from './store/store.ts';

/** @param worker null where no jobs are run */
export async function readinessOf(store: Store, worker: JobWorker | null): Promise<Readiness> {
  const reachable = await store.ping().then(
    () => true,
    () => false,
  );
  const stuck = worker !== null && worker.closedSlots() > 0 && worker.activeJobs().length === 0;
  return {
    store: reachable ? 'ok' : 'unreachable',
    worker: worker === null ? 'off' : stuck ? 'stuck' : 'ok',
  };
}
