/** A queue with a recorder in a PostgreSQL store, and the workers on it, for one test file. */
import { findJob, type JobDatabase, type JobRecord, type JobSpec, submitJob } from '@assay/jobs';
import { createPostgresDatabase } from '@assay/test-support';
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import { openStore } from '../../../packages/server/src/store/open-store.ts';
import type { Store } from '../../../packages/server/src/store/store.ts';
import { checkInvariants, type Verdict } from '../invariants.ts';
import { FAULT_RESULTS, installRecorder } from './edge-recorder.ts';
import { checkEnds, FAULT_JOB, type FaultArguments, RESULT_TABLE } from './fault-job.ts';
import { startWorkerProcess, type WorkerProcess, type WorkerStart } from './worker-process.ts';

// Processes start, die and wait for leases in these tests, on cores that others use too.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** Past every bound of FAULT_SETTINGS, on a busy machine: who waits this long has failed. */
export const PATIENCE = { timeout: 60_000, interval: 50 };

/** Of the queue's own store, at most. */
export const OWN_SESSIONS = 4;

export interface FaultQueue {
  readonly url: string;
  readonly store: JobDatabase;
  readonly submitted: string[];
  submit(work?: Partial<FaultArguments>, spec?: Partial<JobSpec>): Promise<JobRecord>;
  job(id: string): Promise<JobRecord>;
  /** Waits until the job has a status. */
  untilStatus(id: string, status: JobRecord['status']): Promise<JobRecord>;
  /** Killed after the test. `at`: where it finds the store, when that is not its own address. */
  startWorker(start?: WorkerStart & { readonly at?: string }): Promise<WorkerProcess>;
  /** Waits until every job has ended, then expects no violation. */
  expectInvariants(patience?: { readonly timeout: number }): Promise<Verdict>;
}

/** A database for the queue, and what becomes of it after the file. */
export interface QueuePlace {
  readonly url: string;
  drop(): Promise<void>;
}

/**
 * Call at the top level of a file or a describe; it is open when the tests run, and not before.
 * @param openPlace for a server that the test breaks; default a database on the shared one
 */
export function faultQueueForFile(openPlace: () => Promise<QueuePlace> = createPostgresDatabase): FaultQueue {
  let place: QueuePlace;
  let opened: Store;
  beforeAll(async () => {
    place = await openPlace();
    const { store } = await openStore({
      ...{ databaseUrl: place.url, home: '', maxConnections: OWN_SESSIONS },
      // The server is killed on purpose; what that breaks shows in the tables.
      onError: () => {},
    });
    opened = store;
    await opened.jobs.query(RESULT_TABLE);
    await installRecorder(opened.jobs, FAULT_RESULTS);
  });
  const workers = new Set<WorkerProcess>();
  const submitted: string[] = [];
  afterEach(async () => {
    await Promise.all([...workers].map((worker) => worker.kill()));
    workers.clear();
  });
  afterAll(async () => {
    await opened?.close();
    await place?.drop();
  });

  const job = async (id: string): Promise<JobRecord> => {
    const found = await findJob(opened.jobs, id);
    if (found === null) throw new Error(`job ${id} is gone`);
    return found;
  };
  return {
    get url() {
      return place.url;
    },
    get store() {
      return opened.jobs;
    },
    submitted,
    job,
    async submit(work = {}, spec = {}) {
      const given: FaultArguments = { steps: 1, stepMs: 0, ending: 'completes', ...work };
      const made = await submitJob(opened.jobs, {
        ...{ key: FAULT_JOB, source: 'faults', arguments: { ...given } },
        ...spec,
      });
      submitted.push(made.job.id);
      return made.job;
    },
    async untilStatus(id, status) {
      await expect.poll(async () => (await job(id)).status, PATIENCE).toBe(status);
      return job(id);
    },
    async startWorker({ at = place.url, ...start } = {}) {
      const worker = await startWorkerProcess(at, start);
      workers.add(worker);
      return worker;
    },
    async expectInvariants(patience) {
      const unended = `SELECT count(*)::integer AS jobs FROM job WHERE completed_at IS NULL`;
      const count = async () => (await opened.jobs.query<{ jobs: number }>(unended))[0]?.jobs;
      await expect.poll(count, { ...PATIENCE, ...patience }).toBe(0);
      const verdict = await checkInvariants(opened.jobs, submitted);
      expect([...verdict.violations, ...(await checkEnds(opened.jobs))]).toEqual([]);
      return verdict;
    },
  };
}
