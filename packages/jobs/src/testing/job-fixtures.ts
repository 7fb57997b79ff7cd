/** Jobs in any state, put there without the statements under test. */
import type { JobDatabase, SqlExecutor } from '../database.ts';
import { createJobLedger, type JobLedger, type LedgerOptions } from '../job-ledger.ts';
import { type ClaimedJob, type JobRecord, jobColumns } from '../job-record.ts';
import type { JobSpec } from '../job-spec.ts';
import { firstJob } from '../queue.ts';
import { DEFAULT_JOB_SETTINGS } from '../settings.ts';
import type { JobStatus } from '../status.ts';
import { submitJob } from '../submit-job.ts';
import { uuidV7 } from '../uuid-v7.ts';

export const TEST_KEY = 'count-sheep';

export async function submitted(executor: SqlExecutor, spec: Partial<JobSpec> = {}): Promise<JobRecord> {
  return (await submitJob(executor, { key: TEST_KEY, source: 'api', ...spec })).job;
}

/** A ledger of its own for a pretended worker. */
export const ledgerFor = (database: JobDatabase, options: Partial<LedgerOptions> = {}) =>
  createJobLedger(database, {
    workerId: 'worker',
    keys: [TEST_KEY],
    limits: {},
    settings: DEFAULT_JOB_SETTINGS,
    ...options,
  });

/** The next job alone; null when there is none. */
export const claimNext = async (ledger: Pick<JobLedger, 'claim'>): Promise<ClaimedJob | null> =>
  (await ledger.claim(1))[0] ?? null;

/** Columns that a job has in each state, when a worker holds it wherever one can. */
const SHAPES: Record<JobStatus, string> = {
  pending: '',
  claimed: 'claimed_at = created_at, attempt = 1, lease_token = $2, lease_until = now() + $3::interval',
  running: `claimed_at = created_at, started_at = created_at, attempt = 1,
    lease_token = $2, lease_until = now() + $3::interval`,
  cancel_requested: `claimed_at = created_at, started_at = created_at, attempt = 1,
    lease_token = $2, lease_until = now() + $3::interval`,
  completed: 'claimed_at = created_at, started_at = created_at, completed_at = created_at, attempt = 1',
  error: `claimed_at = created_at, completed_at = created_at, attempt = 1, error_message = 'no sheep'`,
  canceled: 'completed_at = created_at',
};

export interface StateOptions extends Partial<JobSpec> {
  /** How long the holder's lease still lasts; negative for one that is over. */
  readonly leaseSeconds?: number;
}

/** A job in a state, with a lease that fits. */
export async function jobIn(
  executor: SqlExecutor,
  status: JobStatus,
  { leaseSeconds = 60, ...spec }: StateOptions = {},
): Promise<ClaimedJob> {
  const { id } = await submitted(executor, spec);
  const token = uuidV7();
  if (SHAPES[status] !== '') {
    const set = SHAPES[status].replace('$2', `'${token}'`).replace('$3', `'${leaseSeconds} seconds'`);
    await executor.query(`UPDATE job SET status = '${status}', ${set} WHERE id = $1::uuid`, [id]);
  }
  const job = await firstJob(executor, {
    sql: `SELECT ${jobColumns()} FROM job WHERE id = $1::uuid`,
    values: [id],
  });
  return { job: job as JobRecord, lease: { jobId: id, token } };
}

/** Ends the lease that somebody holds on a job, as if its time had passed. */
export async function expireLease(executor: SqlExecutor, id: string): Promise<void> {
  await executor.query(`UPDATE job SET lease_until = now() - interval '1 second' WHERE id = $1::uuid`, [id]);
}

export async function deleteAllJobs(executor: SqlExecutor): Promise<void> {
  await executor.query('DELETE FROM job');
}
