/** How soon a submitted job runs, into a worker with a free slot. */
import {
  type JobDatabase,
  type JobHandler,
  openJobEvents,
  type SqlExecutor,
  startJobWorker,
  submitJob,
} from '@assay/jobs';

const WAITING_KEY = 'bench-waiting';
const JOB_KEY = 'bench-nothing';

/**
 * Milliseconds from each call of submit to the first line of the handler. Meanwhile `queued` jobs, all older, wait for their
 * connection, whose limit of one is reached: a claim has to look past all of them.
 */
export async function measureStarts<Tx extends SqlExecutor>(
  database: JobDatabase<Tx>,
  jobs: { readonly samples: number; readonly queued: number },
): Promise<readonly number[]> {
  const samples: number[] = [];
  let submittedAt = 0;
  let started = Promise.withResolvers<void>();
  const blocking = Promise.withResolvers<void>();
  const blocked = Promise.withResolvers<void>();
  const wait: JobHandler<Tx> = async () => {
    blocked.resolve();
    await blocking.promise;
  };
  const measure: JobHandler<Tx> = async () => {
    samples.push(performance.now() - submittedAt);
    started.resolve();
  };
  const submitWaiting = () =>
    submitJob(database, {
      ...{ key: WAITING_KEY, source: 'bench', concurrencyKeys: ['connection:bench'] },
    });
  const events = await openJobEvents(database);
  const worker = startJobWorker<Tx>({
    ...{ database, events, slots: 2, limits: { byKind: { connection: 1 } } },
    handlers: { [JOB_KEY]: measure, [WAITING_KEY]: wait },
  });
  if (jobs.queued > 0) {
    for (let n = 0; n <= jobs.queued; n++) await submitWaiting();
    await blocked.promise;
  }
  for (let n = 0; n < jobs.samples; n++) {
    started = Promise.withResolvers<void>();
    submittedAt = performance.now();
    const { job } = await submitJob(database, { key: JOB_KEY, source: 'bench' });
    await started.promise;
    await events.waitForTerminal(job.id, 10_000);
  }
  blocking.resolve();
  await worker.stop();
  await database.query(`DELETE FROM job WHERE key IN ('${WAITING_KEY}', '${JOB_KEY}')`);
  await events.close();
  return samples;
}
