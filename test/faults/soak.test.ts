/** Three workers, jobs of every kind, and faults one after another: short in every test run, minutes by flag (README). */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { requestCancel, submitJob } from '@assay/jobs';
import {
  findPostgresBinaries,
  type PostgresServer,
  startPostgresServer,
  startTcpProxy,
} from '@assay/test-support';
import { afterAll, describe, expect, it } from 'vitest';
import { FAULT_JOB, type FaultArguments } from './support/fault-job.ts';
import { faultOptions } from './support/fault-options.ts';
import { faultQueueForFile, OWN_SESSIONS } from './support/fault-queue.ts';
import { type Random, randomFrom } from './support/random.ts';
import { type Fault, pickFault, type SoakWorker, soakFaults } from './support/soak-faults.ts';
import type { WorkerProcess } from './support/worker-process.ts';

const binaries = findPostgresBinaries();
const WORKERS = 3;
const { seconds, seed, jobs } = faultOptions();
/** Leases, retries and restarts after the last fault. */
const SETTLING_SECONDS = 60;
const START_ATTEMPTS = 20;
const USED_UP = /was lost, on the last of 4 attempts|could not reach its own store/;

describe.runIf(binaries !== null)(`${WORKERS} workers and ${jobs} jobs, seed ${seed}`, () => {
  let server: PostgresServer;
  const queue = faultQueueForFile(async () => {
    server = await startPostgresServer(binaries ?? '', { durable: true });
    return { url: server.url, drop: () => server.stop() };
  });
  const workers: SoakWorker[] = [];
  afterAll(async () => {
    for (const { proxy } of workers) await proxy.close();
  });

  const startWorker = async () => {
    const proxy = await startTcpProxy(server.url);
    /** A worker does not start while the store is away; whoever supervises it tries again. */
    const restart = async (): Promise<WorkerProcess> => {
      for (let attempt = 1; ; attempt++) {
        try {
          return await queue.startWorker({ slots: 2, at: proxy.url });
        } catch (error) {
          if (attempt === START_ATTEMPTS) throw error;
          await pause(200);
        }
      }
    };
    workers.push({ proxy, restart, process: await restart() });
  };

  /** Until it is answered, as a client should: each time with the same key. */
  const submit = async (random: Random) => {
    const work: FaultArguments = {
      steps: random.between(1, 4),
      stepMs: random.between(0, 150),
      ending: random.pick(['completes', 'completes', 'completes', 'completes', 'fails', 'fails_once']),
    };
    const spec = {
      ...{ key: FAULT_JOB, source: 'soak', arguments: { ...work }, maxAttempts: 4 },
      targetKey: random.pick([null, null, 'a', 'b', 'c']),
      idempotency: { key: randomUUID(), fingerprint: 'the same' },
    };
    for (;;) {
      const made = await queue.store.transaction((tx) => submitJob(tx, spec)).catch(() => null);
      if (made !== null) return made.job.id;
      await pause(50);
    }
  };
  const submitAll = async (random: Random, until: number) => {
    for (let sent = 0; sent < jobs; sent++) {
      const id = await submit(random);
      queue.submitted.push(id);
      if (random.next() < 0.08) {
        const asking = pause(random.between(0, 300)).then(() => requestCancel(queue.store, id, 'the soak'));
        void asking.catch(() => {});
      }
      await pause(Math.max(0, (until - Date.now()) / (jobs - sent)));
    }
  };
  const strikeAll = async (random: Random, until: number): Promise<Record<string, number>> => {
    const struck: Record<string, number> = {};
    const busy = new Map<SoakWorker, Promise<void>>();
    const strike = (fault: Fault, worker: SoakWorker) => {
      struck[fault.name] = (struck[fault.name] ?? 0) + 1;
      busy.set(
        worker,
        fault.strike(worker, random).finally(() => busy.delete(worker)),
      );
    };
    while (Date.now() < until) {
      const idle = workers.filter((worker) => !busy.has(worker));
      for (const { process } of idle)
        expect(
          process.ended(),
          `a worker ended by itself:\n${process.said.slice(-30).join('\n')}`,
        ).toBeNull();
      if (idle.length > 0) {
        const fault = pickFault(soakFaults(server), random);
        const worker = random.pick(idle);
        strike(fault, worker);
        // Everybody meets it, and a second one at the same time would be none.
        if (fault.name === 'store killed') await busy.get(worker);
      }
      await pause(random.between(200, 900));
    }
    await Promise.all(busy.values());
    return struck;
  };

  it('keep every invariant', { timeout: (seconds + 4 * SETTLING_SECONDS) * 1_000 }, async () => {
    await Promise.all(Array.from({ length: WORKERS }, startWorker));
    const until = Date.now() + seconds * 1_000;
    const [faults] = await Promise.all([
      strikeAll(randomFrom(seed), until),
      submitAll(randomFrom(seed + 1), until),
    ]);
    const verdict = await queue.expectInvariants({ timeout: SETTLING_SECONDS * 1_000 });
    // Faults may use up the attempts of a job. Nothing else ends one in error that did not ask for it.
    const failed = await queue.store.query<{ error_message: string; jobs: number }>(
      `SELECT error_message, count(*)::integer AS jobs FROM job
        WHERE status = 'error' AND arguments ->> 'ending' <> 'fails' GROUP BY error_message`,
    );
    expect(failed.filter(({ error_message }) => !USED_UP.test(error_message))).toEqual([]);
    for (const { process } of workers) await process.stop();
    const sessions = async () =>
      (await queue.store.query(`SELECT pid FROM pg_stat_activity WHERE application_name = 'assay'`)).length;
    await expect.poll(sessions, { timeout: 10_000 }).toBeLessThanOrEqual(OWN_SESSIONS);
    const injected = Object.values(faults).reduce((sum, count) => sum + count, 0);
    console.log(
      JSON.stringify({ seed, seconds, injected, faults, ...verdict.counts, failed, violations: 0 }, null, 2),
    );
    expect(injected).toBeGreaterThan(0);
  });
});
