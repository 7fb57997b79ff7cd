/** One attempt at a job, done by the test itself on a server without workers, with the statements that it sends to the store. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { findJob, type JobContext } from '@assay/jobs';
import { composeFeatures } from '../../compose.ts';
import type { StoreTransaction } from '../../store/store.ts';
import type { TestServer } from './server-for-test.ts';

/**
 * What is stored while the run goes on, because so much time has passed, is left out. So is what the queue itself writes to
 * keep the job: its claim, its lease and its progress.
 */
export async function statementsOfJob(
  { store, resources }: Pick<TestServer, 'store' | 'resources'>,
  jobId: string,
): Promise<string[]> {
  const job = await findJob(store.jobs, jobId);
  if (job === null) throw new Error('the job is not there');
  const handler = composeFeatures(resources).jobHandlers[job.key];
  if (handler === undefined) throw new Error(`nobody does jobs of the kind ${job.key}`);
  const inside = new AsyncLocalStorage<boolean>();
  const statements: string[] = [];
  const stop = store.observe((sql) => {
    if (inside.getStore() === true) statements.push(sql);
  });
  let writes = 0;
  const context: JobContext<StoreTransaction> = {
    signal: new AbortController().signal,
    attempt: 1,
    write: (work) => inside.run(writes++ === 0, () => store.transaction(work)),
    complete: (work = async () => {}) => store.transaction(work),
    progress: () => {},
    log: () => {},
  };
  try {
    await inside.run(true, () => handler(job, context));
    return statements;
  } finally {
    stop();
  }
}
