/** The kind of job that the suite runs, as those who submit it, those who run it and those who judge it see it. */
import type { JobSettings, SqlExecutor } from '@assay/jobs';

export const FAULT_JOB = 'fault';

/** How a job ends when nobody disturbs it. */
export type Ending =
  | 'completes'
  /** Throws what another attempt would not change. */
  | 'fails'
  /** Throws at its first attempt what passes, and completes at its second. */
  | 'fails_once'
  /** Takes memory until its process dies of it. */
  | 'takes_all_memory';

export interface FaultArguments {
  readonly steps: number;
  readonly stepMs: number;
  readonly ending: Ending;
  /** After its signal it tries to write, which says whether the fence holds. */
  readonly writesLate?: boolean;
  /** Where its first attempt stays until it is told to stop, or for ever. */
  readonly hangs?: 'after_first_step' | 'inside_write';
}

/** Short, so that tests are; long enough for processes that share two cores. */
export const FAULT_SETTINGS: Partial<JobSettings> = {
  leaseMs: 2_000,
  heartbeatMs: 400,
  pollMs: 250,
  graceMs: 400,
  claimIdleMs: 1_000,
  retryBaseMs: 100,
  retryMaxMs: 500,
};

export const RESULT_TABLE = `CREATE TABLE fault_result (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  job_id uuid NOT NULL,
  attempt integer NOT NULL,
  part text NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp())`;

export async function writePart(
  tx: SqlExecutor,
  jobId: string,
  attempt: number,
  part: string,
): Promise<void> {
  const sql = 'INSERT INTO fault_result (job_id, attempt, part) VALUES ($1::uuid, $2::integer, $3::text)';
  await tx.query(sql, [jobId, attempt, part]);
}

/** `1 step 0`, `1 step 1`, `2 end`: what the attempts at a job left, in order. */
export async function partsOf(store: SqlExecutor, jobId: string): Promise<readonly string[]> {
  const rows = await store.query<{ attempt: number; part: string }>(
    'SELECT attempt, part FROM fault_result WHERE job_id = $1::uuid ORDER BY id',
    [jobId],
  );
  return rows.map(({ attempt, part }) => `${attempt} ${part}`);
}

/** `completed` means that the end was written, once; nothing else does. Gives sentences like checkInvariants. */
export async function checkEnds(store: SqlExecutor): Promise<readonly string[]> {
  const rows = await store.query<{ id: string; status: string; ends: number }>(
    `SELECT job.id, job.status, count(part)::integer AS ends
       FROM job LEFT JOIN fault_result ON job_id = job.id AND part = 'end'
      WHERE job.key = '${FAULT_JOB}' GROUP BY job.id, job.status
     HAVING count(part) <> CASE job.status WHEN 'completed' THEN 1 ELSE 0 END`,
  );
  return rows.map(({ id, status, ends }) => `job ${id} is ${status} and has ${ends} ends`);
}
