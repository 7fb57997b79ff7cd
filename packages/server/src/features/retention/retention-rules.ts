/** Which runs of a project are too old, and which of those stay all the same; in SQL, for the preview and for the deed. */
import { TEST_TYPES } from '@assay/checks';
import { type RawBuilder, sql } from 'kysely';

export interface RetentionRequest {
  readonly projectId: string;
  /** By the store's clock. */
  readonly asOf: Date;
  /** Null = for ever. */
  readonly retentionDays: number | null;
  readonly detailDays: number | null;
}

/** Rows (id, key, internal, ended_at) of jobs. */
export type JobRows = RawBuilder<unknown>;

/** What ended before so many days; of nothing when they are null. */
export const cutoff = (asOf: Date, days: number | null): RawBuilder<Date> =>
  days === null
    ? sql<Date>`'-infinity'::timestamptz`
    : sql<Date>`(${asOf}::timestamptz - ${days}::integer * interval '1 day')`;

/** Jobs that go with all that hangs on them. */
export const doomedJobs = (request: RetentionRequest): JobRows => sql`(
  WITH ${standing(request.projectId)}
  SELECT id, key, internal, ended_at FROM standing
   WHERE ended_at < ${cutoff(request.asOf, request.retentionDays)} AND NOT stays)`;

/** Runs that stay, and lose what weighs most and tells most of people. The newest completed one keeps it. */
export const fadedRuns = (request: RetentionRequest): JobRows => sql`(
  WITH ${standing(request.projectId)}
  SELECT id, key, internal, ended_at FROM standing
   WHERE ended_at < ${cutoff(request.asOf, request.detailDays)} AND NOT is_newest
     AND (stays OR ended_at >= ${cutoff(request.asOf, request.retentionDays)}))`;

/** Tests that learn from earlier results. */
const LEARNING_TYPES = TEST_TYPES.filter(
  ({ bounds, watch }) => bounds !== undefined || watch !== undefined,
).map(({ key }) => key);

/**
 * Every ended job of the project: `is_newest`, the newest completed one of its kind and target; `stays`, however old it is.
 * What stays: as many completed runs as somebody looks back, one at least; where a gate judges, the newest run however it
 * ended, and the completed one that it is compared with; and what tests were generated from.
 */
const standing = (projectId: string) => sql`
  suite_looks_back AS (
    SELECT suite.id, CASE
        WHEN suite.is_monitor THEN greatest(suite.monitor_lookback, suite.predict_min_lookback)
        WHEN learning.tests > 0 THEN greatest(suite.predict_min_lookback, learning.longest)
        ELSE 1 END AS runs
      FROM test_suite AS suite CROSS JOIN LATERAL (
        SELECT count(*) AS tests, max(CASE WHEN parameters ->> 'history_lookback' ~ '^[0-9]{1,6}$'
                                           THEN (parameters ->> 'history_lookback')::integer END) AS longest
          FROM test_definition AS test
         WHERE test.test_suite_id = suite.id AND test.test_type = ANY (${LEARNING_TYPES}::text[])) AS learning
     WHERE suite.project_id = ${projectId}
  ), ended AS (
    SELECT job.id, job.key, job.internal, job.status, job.target_key, job.completed_at AS ended_at,
           test_run.test_suite_id, coalesce(test_run.table_group_id, profiling_run.table_group_id) AS table_group_id,
           row_number() OVER (PARTITION BY job.key, job.target_key
                              ORDER BY job.completed_at DESC, job.id DESC) AS place,
           row_number() OVER (PARTITION BY job.key, job.target_key, job.status
                              ORDER BY job.completed_at DESC, job.id DESC) AS place_of_status
      FROM job LEFT JOIN test_run ON test_run.job_id = job.id LEFT JOIN profiling_run ON profiling_run.job_id = job.id
     WHERE job.project_id = ${projectId} AND job.completed_at IS NOT NULL
  ), standing AS (
    SELECT ended.id, ended.key, ended.internal, ended.ended_at,
           ended.target_key IS NOT NULL AND ended.status = 'completed' AND ended.place_of_status = 1 AS is_newest,
           (ended.target_key IS NOT NULL AND ended.status = 'completed' AND ended.place_of_status
              <= greatest(1, suite_looks_back.runs, CASE WHEN judged.by_gate THEN 2 END))
           OR (judged.by_gate AND ended.place = 1)
           OR EXISTS (SELECT FROM test_definition WHERE generated_from = ended.id) AS stays
      FROM ended LEFT JOIN suite_looks_back ON suite_looks_back.id = ended.test_suite_id
     CROSS JOIN LATERAL (
       SELECT EXISTS (SELECT FROM gate WHERE gate.test_suite_id = ended.test_suite_id
         OR gate.table_group_id = ended.table_group_id) AS by_gate) AS judged
  )`;
