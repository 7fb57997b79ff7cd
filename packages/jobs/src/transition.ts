/** The one shape of every edge: a guarded UPDATE that gives the changed rows and sends a signal for each. */
import { insertLinesSql, type JobLogLevel } from './job-log.ts';
import { jobColumns, type Lease } from './job-record.ts';
import { type JobSignalKind, notifySql } from './job-signal.ts';
import { type Bind, CLOCK } from './statement.ts';
import { type JobStatus, sqlStatusList } from './status.ts';

export interface Transition {
  /** A common table expression to run before, `name AS (...)`. */
  readonly after?: string;
  /** SQL of the SET clause. */
  readonly set: readonly string[];
  /** SQL of the WHERE clause: which job, who may, and from which states. */
  readonly where: readonly string[];
  /** Adds a line to the job's log, in the same moment. SQL of the changed row: `changed.attempt`. */
  readonly logs?: {
    readonly level: JobLogLevel;
    readonly message: string;
    /** The attempt it is about; default the job's. */
    readonly attempt?: string;
  };
  /** Null where nobody needs to know. */
  readonly signal: JobSignalKind | null;
}

/** Zero rows mean that the guard refused: the caller lost the job, or the edge is not in the table. */
export function transitionSql({ after, set, where, logs, signal }: Transition): string {
  const sets = logs ? [...set, 'log_line_ct = job.log_line_ct + 1'] : set;
  return `WITH ${after ? `${after}, ` : ''}changed AS (
  UPDATE job SET ${sets.join(', ')}
   WHERE ${where.join(' AND ')}
  RETURNING ${jobColumns()})${logs ? `, logged AS (${logLineSql(logs)})` : ''}
SELECT ${jobColumns('changed')}${signal ? `, ${notifySql(signal, 'changed.id')}` : ''} FROM changed`;
}

const logLineSql = ({
  level,
  message,
  attempt = 'changed.attempt',
}: NonNullable<Transition['logs']>): string =>
  insertLinesSql(`SELECT changed.id AS job_id, changed.log_line_ct AS line, ${CLOCK} AS at, '${level}' AS level,
         ${attempt} AS attempt, ${message} AS message, '{}'::jsonb AS facts FROM changed`);

/** Guard of the edges that only a job's holder may take. */
export function heldBy(bind: Bind, lease: Lease, statuses: readonly JobStatus[]): string[] {
  return [
    `job.id = ${bind(lease.jobId, 'uuid')}`,
    `job.lease_token = ${bind(lease.token, 'uuid')}`,
    `job.status IN (${sqlStatusList(statuses)})`,
  ];
}

/**
 * The same guard for several leases. Passes over rows that somebody else has locked: waiting for one of them would hold
 * up the others, and two statements that wait for each other's rows would be a deadlock.
 */
export function heldByAny(
  bind: Bind,
  leases: readonly Lease[],
  statuses: readonly JobStatus[],
): Pick<Transition, 'after' | 'where'> {
  return {
    after: `held AS (
  SELECT job.id FROM jsonb_to_recordset(${bind(leases, 'json')}) AS lease ("jobId" uuid, token uuid)
    JOIN job ON job.id = lease."jobId" AND job.lease_token = lease.token
   WHERE job.status IN (${sqlStatusList(statuses)}) FOR UPDATE OF job SKIP LOCKED)`,
    where: [isOneOf('held')],
  };
}

/** Guard for the jobs of a common table expression. An array, because a join may read the whole table to find a few rows. */
export const isOneOf = (expression: string): string => `job.id = ANY (ARRAY(SELECT id FROM ${expression}))`;

/** SET clause that gives a lease up. */
export const LEASE_ENDED = ['lease_token = NULL', 'lease_until = NULL'] as const;
