/** Everything that workers write about jobs. The worker and its attempts see this interface and no SQL. */
import type { ConcurrencyLimits } from './concurrency-limits.ts';
import type { JobDatabase, SqlExecutor } from './database.ts';
import { edgeTogether } from './edge-together.ts';
import { JobAbortedError, LostLeaseError } from './errors.ts';
import type { NewLogLine } from './job-log.ts';
import { type ClaimedJob, type JobRecord, type JobRow, jobFromRow, type Lease } from './job-record.ts';
import { firstJob } from './queue.ts';
import { reapJobs } from './reaper.ts';
import type { JobSettings } from './settings.ts';
import { run } from './statement.ts';
import { addLogLines } from './statements/add-log-lines.ts';
import { cancel } from './statements/cancel.ts';
import { claim } from './statements/claim.ts';
import { complete, completeAll } from './statements/complete.ts';
import { fail } from './statements/fail.ts';
import { fence } from './statements/fence.ts';
import { heartbeat } from './statements/heartbeat.ts';
import { type ClaimTurn, lockClaims } from './statements/lock-claims.ts';
import { progress } from './statements/progress.ts';
import { release } from './statements/release.ts';
import { retry } from './statements/retry.ts';
import { start, startAll } from './statements/start.ts';
import type { JobStatus } from './status.ts';
import { storableText } from './storable-text.ts';
import { uuidV7 } from './uuid-v7.ts';

/** Where an edge is refused (lease lost, or the job in another state), the answer is null and nothing changed. */
export interface JobLedger<Tx extends SqlExecutor = SqlExecutor> {
  /** Takes up to so many jobs, first come first; none when there is none for this worker now. */
  claim(atMost: number): Promise<readonly ClaimedJob[]>;
  /** Ends the jobs that nobody holds and nobody will take over, and those whose deadline passed meanwhile. */
  reap(): Promise<readonly JobRecord[]>;
  start(lease: Lease): Promise<JobRecord | null>;
  /** Renews the lease; gives the status that the job has now. */
  heartbeat(lease: Lease): Promise<JobStatus | null>;
  /** Throws LostLeaseError. */
  write<T>(lease: Lease, work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * The work and running -> completed in one transaction; `lastProgress` is asked after the work, which may have
   * reported. Throws LostLeaseError or JobAbortedError (`canceled`).
   */
  complete(
    lease: Lease,
    lastProgress: (() => unknown) | undefined,
    work: (tx: Tx) => Promise<void>,
  ): Promise<JobRecord>;
  /** running -> completed of a handler that left nothing to write. */
  finish(lease: Lease, lastProgress: unknown): Promise<JobRecord | null>;
  fail(lease: Lease, message: string): Promise<JobRecord | null>;
  retry(lease: Lease, failure: string, delayMs: number): Promise<JobRecord | null>;
  cancel(lease: Lease): Promise<JobRecord | null>;
  release(lease: Lease): Promise<JobRecord | null>;
  progress(lease: Lease, value: unknown): Promise<JobRecord | null>;
  /** Adds lines (at least one) to the job's log; false when the lease is lost. */
  log(lease: Lease, lines: readonly NewLogLine[]): Promise<boolean>;
}

export interface LedgerOptions {
  readonly workerId: string;
  /** Kinds of jobs that the worker can run; not empty. */
  readonly keys: readonly string[];
  readonly limits: ConcurrencyLimits;
  readonly settings: JobSettings;
}

export function createJobLedger<Tx extends SqlExecutor>(
  database: JobDatabase<Tx>,
  options: LedgerOptions,
): JobLedger<Tx> {
  const { leaseMs } = options.settings;
  const startTogether = edgeTogether(
    (lease) => firstJob(database, start(lease, leaseMs)),
    (leases) => run<JobRow>(database, startAll(leases, leaseMs)),
  );
  const finishTogether = edgeTogether(
    (lease) => firstJob(database, complete(lease, undefined)),
    (leases) => run<JobRow>(database, completeAll(leases)),
  );
  return {
    claim: (atMost) => database.transaction((tx) => claimJobs(tx, atMost, options)),
    reap: () => reapJobs(database),
    start: startTogether,
    async heartbeat(lease) {
      const [row] = await run<{ status: JobStatus }>(database, heartbeat(lease, leaseMs));
      return row?.status ?? null;
    },
    write: (lease, work) =>
      database.transaction(async (tx) => {
        await passFence(tx, lease, options.settings);
        return work(tx);
      }),
    complete: (lease, lastProgress, work) =>
      database.transaction(async (tx) => {
        const status = await passFence(tx, lease, options.settings);
        if (status === 'cancel_requested') throw new JobAbortedError('canceled');
        await work(tx);
        const job = await firstJob(tx, complete(lease, lastProgress?.()));
        if (!job) throw new LostLeaseError(lease.jobId);
        return job;
      }),
    finish: (lease, lastProgress) =>
      lastProgress === undefined ? finishTogether(lease) : firstJob(database, complete(lease, lastProgress)),
    fail: (lease, message) => firstJob(database, fail(lease, storableMessage(message))),
    retry: (lease, failure, delayMs) => firstJob(database, retry(lease, storableMessage(failure), delayMs)),
    cancel: (lease) => firstJob(database, cancel(lease)),
    release: (lease) => firstJob(database, release(lease)),
    progress: (lease, value) => firstJob(database, progress(lease, value)),
    log: async (lease, lines) => (await run(database, addLogLines(lease, lines))).length > 0,
  };
}

async function claimJobs(tx: SqlExecutor, atMost: number, options: LedgerOptions): Promise<ClaimedJob[]> {
  const { leaseMs, claimIdleMs } = options.settings;
  const [turn] = await run<ClaimTurn>(tx, lockClaims(claimIdleMs));
  if (!turn?.any_job) return [];
  const token = uuidV7();
  const rows = await run<JobRow>(tx, claim({ ...options, leaseMs, token, atMost }));
  return rows.map((row) => ({ job: jobFromRow(row), lease: { jobId: row.id, token } }));
}

async function passFence(tx: SqlExecutor, lease: Lease, settings: JobSettings): Promise<JobStatus> {
  const [row] = await run<{ status: JobStatus }>(tx, fence(lease, settings));
  if (!row) throw new LostLeaseError(lease.jobId);
  return row.status;
}

/** A message must not be what keeps a failure from being recorded: PostgreSQL's text refuses NUL, the table empty ones. */
function storableMessage(message: string): string {
  return storableText(message) || 'The job failed without saying why.';
}
