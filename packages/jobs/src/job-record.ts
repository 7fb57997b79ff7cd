/** A job as the queue stores it, and as code outside sees it. */
import type { JobStatus } from './status.ts';

export interface JobRecord {
  /** UUIDv7. */
  readonly id: string;
  /** Null for jobs that belong to no project. */
  readonly projectId: string | null;
  /** Which handler runs it. */
  readonly key: string;
  /** What the handler needs; private to it. */
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly source: string;
  /** Upkeep that lists leave out unless asked. */
  readonly internal: boolean;
  readonly status: JobStatus;
  /** Higher goes first among the jobs of one project. */
  readonly priority: number;
  /** What the job is about: no two jobs with the same one run at a time. */
  readonly targetKey: string | null;
  /** What the job loads, a connection say, as `kind:id`: a limited number run at a time. */
  readonly concurrencyKeys: readonly string[];
  readonly createdAt: Date;
  /** Not claimed before this; null means at once. */
  readonly runAfter: Date | null;
  /** First claim, first start: a second attempt does not move them. */
  readonly claimedAt: Date | null;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  /** Set exactly for status `error`; fit for users. */
  readonly errorMessage: string | null;
  /** Who asked first for it to stop. */
  readonly canceledBy: string | null;
  /** Attempts so far, the present one included. */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** Begin of the latest attempt. */
  readonly attemptedAt: Date | null;
  /** Why the attempt before this one failed; fit for users. */
  readonly lastFailure: string | null;
  /** Longest that one attempt may take, milliseconds; null for what the settings of its worker say. */
  readonly timeoutMs: number | null;
  /** The job ends in `error` when it has not completed by then; null for none. */
  readonly deadline: Date | null;
  /** Holder's word of life is good until then; null when nobody holds the job. */
  readonly leaseUntil: Date | null;
  /** The worker that holds it, or held it last. */
  readonly workerId: string | null;
  /** The handler's last report, in the handler's own shape. */
  readonly progress: unknown;
  readonly progressedAt: Date | null;
  readonly idempotencyFingerprint: string | null;
  /** Lines logged so far, also those that were too many to be kept. */
  readonly logLines: number;
}

/** The right to write for a job: good while the job still carries this very token. */
export interface Lease {
  readonly jobId: string;
  readonly token: string;
}

export interface ClaimedJob {
  readonly job: JobRecord;
  readonly lease: Lease;
}

export interface JobRow {
  readonly id: string;
  readonly project_id: string | null;
  readonly key: string;
  readonly arguments: Record<string, unknown>;
  readonly source: string;
  readonly internal: boolean;
  readonly status: JobStatus;
  readonly priority: number;
  readonly target_key: string | null;
  readonly concurrency_keys: readonly string[];
  readonly created_at: Date | string;
  readonly run_after: Date | string | null;
  readonly claimed_at: Date | string | null;
  readonly started_at: Date | string | null;
  readonly completed_at: Date | string | null;
  readonly error_message: string | null;
  readonly canceled_by: string | null;
  readonly attempt: number;
  readonly max_attempts: number;
  readonly attempted_at: Date | string | null;
  readonly last_failure: string | null;
  readonly timeout_ms: number | null;
  readonly deadline: Date | string | null;
  readonly lease_token: string | null;
  readonly lease_until: Date | string | null;
  readonly worker_id: string | null;
  readonly progress: unknown;
  readonly progressed_at: Date | string | null;
  readonly idempotency_fingerprint: string | null;
  readonly log_line_ct: number;
}

const COLUMN_NAMES: Record<keyof JobRow, true> = {
  id: true,
  project_id: true,
  key: true,
  arguments: true,
  source: true,
  internal: true,
  status: true,
  priority: true,
  target_key: true,
  concurrency_keys: true,
  created_at: true,
  run_after: true,
  claimed_at: true,
  started_at: true,
  completed_at: true,
  error_message: true,
  canceled_by: true,
  attempt: true,
  max_attempts: true,
  attempted_at: true,
  last_failure: true,
  timeout_ms: true,
  deadline: true,
  lease_token: true,
  lease_until: true,
  worker_id: true,
  progress: true,
  progressed_at: true,
  idempotency_fingerprint: true,
  log_line_ct: true,
};

/** The columns of a `JobRow`, for a select list or RETURNING. Named one by one: later migrations add others. */
export const jobColumns = (table = 'job'): string =>
  Object.keys(COLUMN_NAMES)
    .map((name) => `${table}.${name}`)
    .join(', ');

export function jobFromRow(row: JobRow): JobRecord {
  return {
    id: row.id,
    projectId: row.project_id,
    key: row.key,
    arguments: row.arguments,
    source: row.source,
    internal: row.internal,
    status: row.status,
    priority: row.priority,
    targetKey: row.target_key,
    concurrencyKeys: row.concurrency_keys,
    createdAt: new Date(row.created_at),
    runAfter: dateOrNull(row.run_after),
    claimedAt: dateOrNull(row.claimed_at),
    startedAt: dateOrNull(row.started_at),
    completedAt: dateOrNull(row.completed_at),
    errorMessage: row.error_message,
    canceledBy: row.canceled_by,
    attempt: row.attempt,
    maxAttempts: row.max_attempts,
    attemptedAt: dateOrNull(row.attempted_at),
    lastFailure: row.last_failure,
    timeoutMs: row.timeout_ms,
    deadline: dateOrNull(row.deadline),
    leaseUntil: dateOrNull(row.lease_until),
    workerId: row.worker_id,
    progress: row.progress,
    progressedAt: dateOrNull(row.progressed_at),
    idempotencyFingerprint: row.idempotency_fingerprint,
    logLines: row.log_line_ct,
  };
}

const dateOrNull = (value: Date | string | null): Date | null => (value === null ? null : new Date(value));
