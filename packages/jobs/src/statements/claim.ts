import type { ConcurrencyLimits } from '../concurrency-limits.ts';
import { jobColumns } from '../job-record.ts';
import { type Bind, bindList, CLOCK, notBefore, type Statement, statement } from '../statement.ts';
import { isOneOf } from '../transition.ts';
import { activeJobs, holdsTarget, isAbandoned, keysAtWork, limitOf, projectOf } from './at-work.ts';

export interface ClaimRequest {
  readonly workerId: string;
  /** Fresh for each claim. Jobs of one claim share it: a lease is a job with a token. */
  readonly token: string;
  readonly leaseMs: number;
  /** Kinds of jobs that the worker can run; not empty. */
  readonly keys: readonly string[];
  readonly limits: ConcurrencyLimits;
  /** Jobs to take; at least 1. */
  readonly atMost: number;
}

/**
 * Takes waiting jobs, and those whose worker was lost or gave them back. Run it in a transaction that has run `lockClaims`.
 * It may take fewer than it could: jobs are counted against a limit in their order, also one that another limit holds back.
 * Only when it takes none there is nothing to take.
 *
 * A job that is taken over keeps its status. There is no edge back to `pending`, and nobody who watches should
 * see one: the run goes on under a new token, as its next attempt.
 *
 * Which ones: jobs to take over first, because people see them as running. Then fair between projects: the project
 * with the fewest jobs at work, among those the one that was served longest ago; a project with a thousand
 * waiting jobs delays another one's single job by one turn. Inside a project by priority, then first come, first served.
 *
 * Of each project only the first jobs that may run are compared. Comparing every waiting job made a claim 3 times as slow
 * with 10,000 of them and 12 times with 50,000 (PostgreSQL 15, 20 projects).
 */
export function claim(request: ClaimRequest): Statement {
  return statement((bind) => {
    const keys = bindList(bind, request.keys, 'text');
    const atMost = bind(request.atMost, 'integer');
    return `WITH RECURSIVE ${activeJobs()}, ${keysAtWork(bind, request.limits)}, ${projectsWaiting()},
candidate AS (
  SELECT job.id, job.target_key, job.concurrency_keys, job.priority, job.created_at,
         0 AS place, 0::bigint AS turn, NULL::timestamptz AS served_at
    FROM active AS job WHERE job.abandoned AND ${mayRun(keys)}
  UNION ALL
  SELECT head.id, head.target_key, head.concurrency_keys, head.priority, head.created_at,
         1, load.jobs + head.nth, served.at
    FROM project_waiting
    CROSS JOIN LATERAL (
      SELECT job.id, job.target_key, job.concurrency_keys, job.priority, job.created_at,
             row_number() OVER (ORDER BY job.priority DESC, job.created_at, job.id) AS nth
        FROM job
       WHERE job.status = 'pending' AND ${projectOf('job')} = project_waiting.id AND ${mayRun(keys)} AND ${targetIsFree()}
       ORDER BY job.priority DESC, job.created_at, job.id LIMIT ${atMost}) AS head
    CROSS JOIN LATERAL (
      SELECT count(*) AS jobs FROM active WHERE active.at_work AND active.project = project_waiting.id) AS load
    CROSS JOIN LATERAL (
      SELECT max(job.attempted_at) AS at FROM job
       WHERE job.attempted_at IS NOT NULL AND ${projectOf('job')} = project_waiting.id) AS served
), ranked AS MATERIALIZED (
  SELECT id, target_key, concurrency_keys,
         row_number() OVER (ORDER BY place, turn, served_at NULLS FIRST, priority DESC, created_at, id) AS position
    FROM candidate
), chosen AS (
  SELECT head.id, head.position
    FROM (SELECT id, position FROM ranked
           WHERE id NOT IN (${beyondLimits(bind, request.limits)}) AND id NOT IN (${SECOND_OF_TARGET})
           ORDER BY position) AS head
    CROSS JOIN LATERAL (
      SELECT FROM job WHERE job.id = head.id AND (job.status = 'pending' OR (${isAbandoned('job')}))
       FOR UPDATE OF job SKIP LOCKED) AS lock
   ORDER BY head.position LIMIT ${freePlaces(bind, atMost, request.limits)}
), claimed AS (
  UPDATE job SET
      status = CASE job.status WHEN 'pending' THEN 'claimed' ELSE job.status END,
      claimed_at = coalesce(job.claimed_at, ${notBefore('job.created_at')}),
      attempt = job.attempt + 1,
      attempted_at = ${CLOCK},
      run_after = NULL,
      worker_id = ${bind(request.workerId, 'text')},
      lease_token = ${bind(request.token, 'uuid')},
      lease_until = ${CLOCK} + ${bind(request.leaseMs, 'milliseconds')}
   WHERE ${isOneOf('chosen')}
  RETURNING ${jobColumns()}
)
SELECT ${jobColumns('claimed')} FROM claimed JOIN chosen ON chosen.id = claimed.id ORDER BY chosen.position`;
  });
}

/** One step through the index for each project, however many jobs wait. */
const projectsWaiting = (): string => `project_waiting AS (
  (SELECT ${projectOf('job')} AS id FROM job WHERE job.status = 'pending' ORDER BY ${projectOf('job')} LIMIT 1)
  UNION ALL
  SELECT (SELECT ${projectOf('job')} FROM job WHERE job.status = 'pending' AND ${projectOf('job')} > project_waiting.id
           ORDER BY ${projectOf('job')} LIMIT 1)
    FROM project_waiting WHERE project_waiting.id IS NOT NULL
)`;

const mayRun = (keys: string): string => `job.key IN (${keys})
     AND (job.run_after IS NULL OR job.run_after <= ${CLOCK})
     AND NOT (job.concurrency_keys && (SELECT keys FROM full_keys))`;

const targetIsFree = (): string =>
  `(job.target_key IS NULL OR NOT EXISTS (SELECT FROM active WHERE active.target_key = job.target_key AND ${holdsTarget('active')}))`;

/** Candidates that would be one too many for a key if everything before them were taken. */
const beyondLimits = (bind: Bind, limits: ConcurrencyLimits): string => `SELECT load.id
    FROM (SELECT ranked.id, loaded.key, row_number() OVER (PARTITION BY loaded.key ORDER BY ranked.position) AS nth
            FROM ranked, unnest(ranked.concurrency_keys) AS loaded(key)) AS load
    LEFT JOIN own_limit ON own_limit.key = load.key
    LEFT JOIN key_at_work ON key_at_work.key = load.key
   WHERE load.nth + coalesce(key_at_work.jobs, 0) > ${limitOf(bind, limits)}`;

const SECOND_OF_TARGET = `SELECT later.id FROM ranked AS later JOIN ranked AS earlier
      ON earlier.target_key = later.target_key AND earlier.position < later.position`;

const freePlaces = (bind: Bind, atMost: string, { total }: ConcurrencyLimits): string =>
  total === undefined
    ? atMost
    : `least(${atMost}, greatest(0, ${bind(total, 'integer')} - (SELECT count(*)::integer FROM active WHERE at_work)))`;
