/** What gates judge: runs that have ended, and where something is wrong in them. */
import {
  compareTestRuns,
  type EndedProfilingRun,
  type EndedTestRun,
  type Found,
  isDismissed,
  type TestGatePolicy,
  type TestStatus,
} from '@assay/checks';
import { sql } from 'kysely';
import type { Queryable } from '../../store/store.ts';
import { previousRun as previousProfilingRun } from '../completed-runs.ts';
import { tableGroupTargetKey, testSuiteTargetKey } from '../table-groups/table-groups.service.ts';
import { type ComparedResultRow, comparedResults } from '../test-run-comparison/compared-results.store.ts';
import { previousRun as previousTestRun } from '../test-run-comparison/compared-test-runs.ts';

/** Named in a reason; the others are counted. */
const PLACES_TOLD = 3;

const ended = (db: Queryable) =>
  db
    .selectFrom('job')
    .select(['job.id', 'job.key', 'job.status', 'job.arguments', 'job.error_message', 'job.completed_at'])
    .where('job.completed_at', 'is not', null)
    .$narrowType<{ completed_at: Date; status: 'completed' | 'error' | 'canceled' }>();
export type EndedJob = Awaited<ReturnType<ReturnType<typeof ended>['executeTakeFirstOrThrow']>>;

/** Undefined while it has not ended. */
export const findEndedJob = (db: Queryable, id: string): Promise<EndedJob | undefined> =>
  ended(db).where('job.id', '=', id).executeTakeFirst();

const latest = (db: Queryable, key: string, targetKey: string): Promise<EndedJob | undefined> =>
  ended(db)
    .where('job.key', '=', key)
    .where('job.target_key', '=', targetKey)
    .orderBy('job.completed_at', 'desc')
    .orderBy('job.id', 'desc')
    .executeTakeFirst();

export const latestTestRun = (db: Queryable, testSuiteId: string) =>
  latest(db, 'run-tests', testSuiteTargetKey(testSuiteId));
export const latestProfilingRun = (db: Queryable, tableGroupId: string) =>
  latest(db, 'run-profile', tableGroupTargetKey(tableGroupId));

const runFacts = (job: EndedJob, name: string, score: number | null) => ({
  runId: job.id,
  name,
  status: job.status,
  endedAt: job.completed_at,
  errorMessage: job.error_message,
  score,
});

interface Placed {
  readonly table_name: string | null;
  readonly column_name: string | null;
}

const foundOf = <Item extends Placed>(items: readonly Item[], typeOf: (item: Item) => string): Found => ({
  count: items.length,
  places: items.slice(0, PLACES_TOLD).map((item) => {
    const place = [item.table_name, item.column_name].filter((part) => part !== null).join('.');
    return place === '' ? typeOf(item) : `${place} (${typeOf(item)})`;
  }),
});

/** `policy` tells what is worth looking up. */
export async function readEndedTestRun(
  db: Queryable,
  job: EndedJob,
  suiteName: string,
  policy: TestGatePolicy,
): Promise<EndedTestRun> {
  const run = await db.selectFrom('test_run').select('score').where('job_id', '=', job.id).executeTakeFirst();
  const results = await comparedResults(db, job.id).execute();
  const standing = results.filter((result) => !isDismissed(result));
  const found = (wanted: (result: ComparedResultRow) => boolean) =>
    foundOf(standing.filter(wanted), ({ test_type }) => test_type);
  const isNew = policy.max_new_failures === null ? () => false : await newFailure(db, job, results);
  return {
    ...runFacts(job, `The suite "${suiteName}"`, run?.score ?? null),
    failed: found(({ status }) => status === 'Failed'),
    warnings: found(({ status }) => status === 'Warning'),
    errors: found(({ status }) => status === 'Error'),
    noData: found(({ no_data }) => no_data),
    newFailures: found(isNew),
  };
}

const isFailing = (status: TestStatus): boolean => status === 'Failed' || status === 'Warning';

/** Whether a result fails that did not in the completed run before; of a first run none does. */
async function newFailure(
  db: Queryable,
  job: EndedJob,
  results: readonly ComparedResultRow[],
): Promise<(result: ComparedResultRow) => boolean> {
  const before = await previousTestRun(db, {
    job_id: job.id,
    test_suite_id: String(job.arguments.test_suite_id),
    completed_at: job.completed_at,
    score: null,
  });
  if (before === undefined) return () => false;
  const changes = compareTestRuns(await comparedResults(db, before.job_id).execute(), results);
  const fresh = new Set([
    ...changes.newFailures.map(({ after }) => after),
    ...changes.added.filter(({ status }) => isFailing(status)),
  ]);
  return (result) => fresh.has(result);
}

export async function readEndedProfilingRun(
  db: Queryable,
  job: EndedJob,
  groupName: string,
): Promise<EndedProfilingRun> {
  const run = await db
    .selectFrom('profiling_run')
    .select('score')
    .where('job_id', '=', job.id)
    .executeTakeFirst();
  const issues = await issuesOf(db, job);
  const found = (wanted: (issue: Issue) => boolean) =>
    foundOf(issues.filter(wanted), ({ issue_type }) => issue_type);
  return {
    ...runFacts(job, `The profile of "${groupName}"`, run?.score ?? null),
    definite: found(({ likelihood }) => likelihood === 'Definite'),
    likely: found(({ likelihood }) => likelihood === 'Likely'),
    possible: found(({ likelihood }) => likelihood === 'Possible' || likelihood === 'Potential PII'),
    newIssues: found(({ is_new }) => is_new),
  };
}

/** Those that stand, each with whether the completed run before had one of its type in its place. */
async function issuesOf(db: Queryable, job: EndedJob) {
  const before = await previousProfilingRun(db, {
    job_id: job.id,
    table_group_id: String(job.arguments.table_group_id),
    completed_at: job.completed_at,
  });
  return db
    .selectFrom('hygiene_issue as issue')
    .select(['issue.issue_type', 'issue.likelihood', 'issue.table_name', 'issue.column_name'])
    .select(
      sql<boolean>`${before?.job_id ?? null}::uuid IS NOT NULL AND NOT EXISTS (
        SELECT FROM hygiene_issue AS earlier
         WHERE earlier.profiling_run_id = ${before?.job_id ?? null}::uuid
           AND earlier.issue_type = issue.issue_type
           AND earlier.table_name = issue.table_name AND earlier.column_name = issue.column_name)`.as(
        'is_new',
      ),
    )
    .where('issue.profiling_run_id', '=', job.id)
    .where(sql<boolean>`coalesce(issue.disposition, 'Confirmed') = 'Confirmed'`)
    .orderBy('issue.table_name')
    .orderBy('issue.column_name')
    .orderBy('issue.issue_type')
    .execute();
}
type Issue = Awaited<ReturnType<typeof issuesOf>>[number];
