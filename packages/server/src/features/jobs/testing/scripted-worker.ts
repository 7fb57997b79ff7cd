/** A worker whose jobs do what a test says, step by step. */
import {
  type JobContext,
  type JobRecord,
  type JobSettings,
  openJobEvents,
  startJobWorker,
} from '@assay/jobs';
import { onTestFinished } from 'vitest';
import type { StoreTransaction } from '../../../store/store.ts';
import type { TestServer } from '../../testing/server-for-test.ts';
import type { StoredProgress } from '../run-progress.ts';

export type ScriptedAttempt = (job: JobRecord, context: JobContext<StoreTransaction>) => Promise<void>;

/** Does profiling runs on the store of a server that has no worker of its own; stopped when the test is over. */
export async function scriptedWorker(
  { store }: Pick<TestServer, 'store'>,
  attempt: ScriptedAttempt,
  settings: Partial<JobSettings> = {},
): Promise<void> {
  const events = await openJobEvents(store.jobs);
  const worker = startJobWorker({
    ...{ database: store.jobs, events, slots: 4 },
    handlers: { 'run-profile': attempt },
    settings: { progressMs: 10, retryBaseMs: 20, retryMaxMs: 50, pollMs: 100, graceMs: 300, ...settings },
  });
  onTestFinished(async () => {
    await worker.stop();
    await events.close();
  });
}

/** Progress of one step of a hundred pieces. */
export const piecesDone = (done: number, detail: string | null = null): StoredProgress => ({
  steps: [{ key: 'work', label: 'Working', status: 'running', done, total: 100, detail }],
});

/** A step of a script that a test opens. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
