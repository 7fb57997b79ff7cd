/** The one shape of every edge: a guarded UPDATE that gives the changed rows and sends a signal for each. */
import { jobColumns, type Lease } from './job-record.ts';
import { type JobSignalKind, notifySql } from './job-signal.ts';
import type { Bind } from './statement.ts';
import { type JobStatus, sqlStatusList } from './status.ts';

export interface Transition {
  /** A common table expression to run before, `name AS (...)`. */
  readonly after?: string;
  /** SQL of the SET clause. */
  readonly set: readonly string[];
  /** SQL of the WHERE clause: which job, who may, and from which states. */
  readonly where: readonly string[];
  /** Null where nobody needs to know. */
  readonly signal: JobSignalKind | null;
}

/** Zero rows mean that the guard refused: the caller lost the job, or the edge is not in the table. */
export function transitionSql({ after, set, where, signal }: Transition): string {
  return `WITH ${after ? `${after}, ` : ''}changed AS (
  UPDATE job SET ${set.join(', ')}
   WHERE ${where.join(' AND ')}
  RETURNING ${jobColumns()})
SELECT ${jobColumns('changed')}${signal ? `, ${notifySql(signal, 'changed.id')}` : ''} FROM changed`;
}

/** Guard of the edges that only a job's holder may take. */
export function heldBy(bind: Bind, lease: Lease, statuses: readonly JobStatus[]): string[] {
  return [
    `job.id = ${bind(lease.jobId, 'uuid')}`,
    `job.lease_token = ${bind(lease.token, 'uuid')}`,
    `job.status IN (${sqlStatusList(statuses)})`,
  ];
}

/** SET clause that gives a lease up. */
export const LEASE_ENDED = ['lease_token = NULL', 'lease_until = NULL'] as const;
