/** The two rounds that every queue goes through. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { seconds } from '../seconds.ts';
import type { OpenRival, Rival, Working } from './rival.ts';

export interface RivalFigures {
  readonly submittedPerSecond: number;
  /** From the start of a worker with every job waiting until the last one's end is stored. */
  readonly jobsPerSecond: number;
  /** Milliseconds from the call of submit to the first line of the handler, worker idle: one entry a job. */
  readonly untilRunning: readonly number[];
}

export interface RoundSizes {
  readonly jobs: number;
  readonly slots: number;
  readonly latencyJobs: number;
}

const LONGEST_MS = 120_000;
/** Between two jobs of the round of latencies, so that the worker is idle again. */
const PAUSE_MS = 20;

/** @param url an empty database @param client counts in it */
export async function measureRival(
  rival: Rival,
  url: string,
  client: Client,
  sizes: RoundSizes,
): Promise<RivalFigures> {
  const open = await rival.open(url);
  try {
    const submitting = await seconds(async () => {
      for (let n = 0; n < sizes.jobs; n++) await open.submit();
    });
    const began = performance.now();
    const working = await drain(open, client, sizes);
    const draining = (performance.now() - began) / 1000;
    await working.stop();
    return {
      submittedPerSecond: sizes.jobs / submitting,
      jobsPerSecond: sizes.jobs / draining,
      untilRunning: await latencies(open, sizes.latencyJobs),
    };
  } finally {
    await open.close();
  }
}

async function drain(open: OpenRival, client: Client, { jobs, slots }: RoundSizes): Promise<Working> {
  let handled = 0;
  const all = Promise.withResolvers<void>();
  const working = await open.work(slots, () => {
    handled += 1;
    if (handled === jobs) all.resolve();
  });
  await within(all.promise, 'every job handled');
  for (const until = performance.now() + LONGEST_MS; (await ended(client, open)) < jobs; await sleep(5))
    if (performance.now() > until) throw new Error('the ends of some jobs were not stored');
  return working;
}

async function latencies(open: OpenRival, jobs: number): Promise<number[]> {
  const samples: number[] = [];
  let arrived = Promise.withResolvers<void>();
  const working = await open.work(2, () => arrived.resolve());
  await sleep(1_000);
  for (let n = 0; n < jobs; n++) {
    arrived = Promise.withResolvers<void>();
    const began = performance.now();
    await open.submit();
    await within(arrived.promise, 'a job running');
    samples.push(performance.now() - began);
    await sleep(PAUSE_MS);
  }
  await working.stop();
  return samples;
}

async function ended(client: Client, open: OpenRival): Promise<number> {
  const { rows } = await client.query<[string]>({ text: open.countEndedSql, rowMode: 'array' });
  return Number(rows[0]?.[0]);
}

async function within(work: Promise<void>, what: string): Promise<void> {
  const timer = new AbortController();
  const late = sleep(LONGEST_MS, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`not within ${LONGEST_MS} ms: ${what}`);
  });
  await Promise.race([work, late]);
  timer.abort();
  await late.catch(() => {});
}
