/** What is at work, as claims see it: the common table expressions that limits are counted with. */
import type { ConcurrencyLimits } from '../concurrency-limits.ts';
import { type Bind, CLOCK } from '../statement.ts';
import { HOLDABLE_STATUSES, sqlStatusList } from '../status.ts';

/** Jobs without a project count as those of one project. Spelled like the indexes of schema.ts. */
export const projectOf = (table: string): string =>
  `coalesce(${table}.project_id, '00000000-0000-0000-0000-000000000000'::uuid)`;

/** Everything that was taken and has not ended. A job that nobody holds, or whose holder was lost, loads nothing. */
export const activeJobs = (): string => `active AS MATERIALIZED (
  SELECT job.id, job.key, job.run_after, job.priority, job.created_at, job.target_key, job.concurrency_keys, job.status,
         job.lease_token, ${projectOf('job')} AS project, (${isAbandoned('job')}) AS abandoned,
         job.lease_token IS NOT NULL AND NOT (${isAbandoned('job')}) AS at_work
    FROM job WHERE job.status IN (${sqlStatusList(HOLDABLE_STATUSES)})
)`;

/** The jobs at work under each key, and the keys that take no more. */
export const keysAtWork = (bind: Bind, limits: ConcurrencyLimits): string => `own_limit AS MATERIALIZED (
  SELECT key, at_most FROM job_limit
), key_at_work AS MATERIALIZED (
  SELECT load.key, load.jobs, ${limitOf(bind, limits)} AS at_most
    FROM (SELECT loaded.key, count(*) AS jobs FROM active, unnest(active.concurrency_keys) AS loaded(key)
           WHERE active.at_work GROUP BY loaded.key) AS load
    LEFT JOIN own_limit ON own_limit.key = load.key
), full_keys AS MATERIALIZED (
  SELECT coalesce(array_agg(key), '{}') AS keys FROM key_at_work WHERE jobs >= at_most
)`;

/** Its worker was lost or gave it back, and an attempt is left: it may be taken over. */
export const isAbandoned = (job: string): string => `${job}.status IN ('claimed', 'running')
     AND ${job}.attempt < ${job}.max_attempts AND (${job}.lease_until IS NULL OR ${job}.lease_until <= ${CLOCK})`;

/** A run that waits for its next attempt still is the run of its target; one that never began and is to stop is not. */
export const holdsTarget = (active: string): string =>
  `(${active}.status <> 'cancel_requested' OR ${active}.lease_token IS NOT NULL)`;

/** Null for a key without a limit. */
export const limitOf = (bind: Bind, { byKind = {} }: ConcurrencyLimits): string =>
  `coalesce(own_limit.at_most, (${bind(byKind, 'json')} ->> split_part(load.key, ':', 1))::integer)`;
