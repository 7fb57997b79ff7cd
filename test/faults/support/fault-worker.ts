/**
 * A worker as a process of its own, over the product's own store: `node fault-worker.ts <database url> <slots>`. It says on
 * standard output what it does, a line at a time, and stops at SIGTERM.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type JobHandler, openJobEvents, startJobWorker } from '@assay/jobs';
// By its path, because the whole server would take each of many processes two seconds to load.
import { openStore } from '../../../packages/server/src/store/open-store.ts';
import type { StoreTransaction } from '../../../packages/server/src/store/store.ts';
import { FAULT_JOB, FAULT_SETTINGS, type FaultArguments, writePart } from './fault-job.ts';

const say = (...words: readonly unknown[]): void => void process.stdout.write(`${words.join(' ')}\n`);

class PassingTrouble extends Error {
  readonly transient = true;
}

const handler: JobHandler<StoreTransaction> = async (job, { attempt, signal, write, complete }) => {
  const { steps, stepMs, ending, writesLate, hangs } = job.arguments as unknown as FaultArguments;
  say('began', job.id, attempt);
  try {
    for (let step = 0; step < steps; step++) {
      await sleep(stepMs, undefined, { signal });
      await write(async (tx) => {
        await writePart(tx, job.id, attempt, `step ${step}`);
        if (hangs !== 'inside_write' || attempt > 1) return;
        say('inside', job.id);
        await new Promise(() => {});
      });
      if (hangs === 'after_first_step' && attempt === 1) await untilStopped(job.id, signal);
    }
    if (ending === 'takes_all_memory') takeAllMemory();
    if (ending === 'fails') throw new Error('as was asked for');
    if (ending === 'fails_once' && attempt === 1) throw new PassingTrouble('as was asked for');
    await complete((tx) => writePart(tx, job.id, attempt, 'end'));
  } catch (error) {
    if (!signal.aborted) throw error;
    say('stopped', job.id, signal.reason.kind);
    if (writesLate) {
      await write((tx) => writePart(tx, job.id, attempt, 'late')).then(
        () => say('wrote', job.id),
        (refusal: Error) => say('refused', job.id, refusal.name),
      );
    }
    throw signal.reason;
  }
};

async function untilStopped(jobId: string, signal: AbortSignal): Promise<never> {
  say('hangs', jobId);
  if (!signal.aborted)
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  throw signal.reason;
}

function takeAllMemory(): never {
  say('takes memory');
  const taken: unknown[] = [];
  for (;;) taken.push(Array.from({ length: 100_000 }, () => ({})));
}

const [url = '', slots = '2'] = process.argv.slice(2);
const onError = (error: Error) => say('store', error.message);
const { store } = await openStore({ databaseUrl: url, home: '', maxConnections: 6, onError });
const worker = startJobWorker({
  ...{ database: store.jobs, events: await openJobEvents(store.jobs), settings: FAULT_SETTINGS },
  ...{ handlers: { [FAULT_JOB]: handler }, slots: Number(slots) },
  listeners: [
    (name, detail) => {
      const error = 'error' in detail && detail.error instanceof Error ? detail.error : null;
      if (error !== null) say(name, error.name, error.message.split('\n')[0]);
      else if (name === 'slots_reopened') say(name);
    },
  ],
});
process.once('SIGTERM', async () => {
  await worker.stop();
  process.exit(0);
});
say('ready');
