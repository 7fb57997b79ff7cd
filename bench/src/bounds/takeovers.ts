/** How soon a job runs again whose worker was killed. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DEFAULT_JOB_SETTINGS, openJobEvents, startJobWorker, submitJob } from '@assay/jobs';
import { openStore } from '@assay/server';

const JOB_KEY = 'bench-doomed';
const WORKER = fileURLToPath(new URL('./run-worker.ts', import.meta.url));

/** Milliseconds from each kill -9 to the first line of the handler in another process; workers are killed at moments spread over a heartbeat. */
export async function measureTakeovers(databaseUrl: string, workers: number): Promise<readonly number[]> {
  const { store } = await openStore({ databaseUrl, home: '', maxConnections: 6, onError: () => {} });
  const doomed: { child: ChildProcess; jobId: string }[] = [];
  // One after the other, so that it is known who has which job.
  for (let n = 0; n < workers; n++) {
    const child = fork(WORKER, [databaseUrl, JOB_KEY], { execArgv: ['--conditions=@assay/source'] });
    await once(child, 'message');
    const { job } = await submitJob(store.jobs, { key: JOB_KEY, source: 'bench' });
    await once(child, 'message');
    doomed.push({ child, jobId: job.id });
  }
  const runningAgain = new Map<string, number>();
  const all = Promise.withResolvers<void>();
  const events = await openJobEvents(store.jobs);
  const survivor = startJobWorker({
    ...{ database: store.jobs, events, slots: workers },
    handlers: {
      [JOB_KEY]: async (job) => {
        runningAgain.set(job.id, performance.now());
        if (runningAgain.size === workers) all.resolve();
      },
    },
  });
  const killedAt = new Map<string, number>();
  for (const { child, jobId } of doomed) {
    child.kill('SIGKILL');
    killedAt.set(jobId, performance.now());
    await sleep(DEFAULT_JOB_SETTINGS.heartbeatMs / workers);
  }
  await all.promise;
  await survivor.stop();
  await events.close();
  await store.close();
  return [...killedAt].map(([jobId, killed]) => (runningAgain.get(jobId) ?? Number.NaN) - killed);
}
