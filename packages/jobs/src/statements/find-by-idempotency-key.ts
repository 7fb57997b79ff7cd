import { type JobRow, jobColumns } from '../job-record.ts';
import { type Statement, statement } from '../statement.ts';
import { hasIdempotencyKey } from './has-idempotency-key.ts';

export interface TwinRow extends JobRow {
  /** Of the request that the job answered. */
  readonly twin_fingerprint: string;
}

/** The job that an idempotency key stands for in a project: made by its request, or joined by it. */
export function findByIdempotencyKey(projectId: string | null, key: string): Statement {
  return statement((bind) => {
    const isTwin = hasIdempotencyKey(bind, projectId, key);
    return `SELECT ${jobColumns()}, twin.fingerprint AS twin_fingerprint
  FROM (SELECT id AS job_id, idempotency_fingerprint AS fingerprint FROM job WHERE ${isTwin}
        UNION ALL
        SELECT job_id, fingerprint FROM joined_request WHERE ${isTwin}) AS twin
  JOIN job ON job.id = twin.job_id`;
  });
}
