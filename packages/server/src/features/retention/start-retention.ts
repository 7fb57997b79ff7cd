/** Submits the removal of what is too old, once a day for each project that wants it. Any number of processes run it. */
import { submitJob } from '@assay/jobs';
import type { Store, StoreTransaction } from '../../store/store.ts';
import { takeDueProjects } from './retention.store.ts';

export const RETENTION_JOB_KEY = 'apply-retention';

/** Behind what people wait for. */
const PRIORITY = -100;

const LOOK_MS = 5 * 60_000;

export interface RetentionParts {
  readonly store: Store;
  readonly onError: (error: unknown) => void;
  readonly lookMs?: number;
}

/** Looks at once, then every five minutes. Gives its end, which waits for the look at hand. */
export async function startRetention({
  store,
  onError,
  lookMs = LOOK_MS,
}: RetentionParts): Promise<() => Promise<void>> {
  let looking: Promise<void> = Promise.resolve();
  const look = (): void => {
    looking = looking.then(() => submitDue(store)).catch(onError);
  };
  const timer = setInterval(look, lookMs).unref();
  look();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}

/** In one transaction: a project is put off until tomorrow only together with its job. */
export function submitDue(store: Store): Promise<void> {
  return store.transaction(async (tx) => {
    for (const projectId of await takeDueProjects(tx.db)) await submitRetention(tx, projectId);
  });
}

/** Not a second one while the first has not ended. */
const submitRetention = (tx: StoreTransaction, projectId: string) =>
  submitJob(tx, {
    ...{ key: RETENTION_JOB_KEY, source: 'scheduler', internal: true, projectId, priority: PRIORITY },
    ...{ targetKey: `retention ${projectId}`, whenBusy: 'join' },
  });
