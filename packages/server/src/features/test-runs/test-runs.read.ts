/** Summaries of test runs, at any time of their life. */
import type { TestRun as ApiTestRun, JobStatus } from '@assay/contract';
import type { Queryable } from '../../store/store.ts';
import { fetchPage, mapPage, type Page, type PageRequest } from '../page.ts';
import { testSuiteTargetKey } from '../table-groups/table-groups.service.ts';
import { readSuiteArguments } from '../test-suites/suite-arguments.ts';

type Counts = NonNullable<ApiTestRun['result']>['tests'];

/** Jobs with their runs; a job that never started has no run. */
export const runs = (db: Queryable, jobKey: 'run-tests' | 'run-monitors') =>
  db
    .selectFrom('job')
    .leftJoin('test_run', 'test_run.job_id', 'job.id')
    .select([
      'job.id',
      'job.status',
      'job.arguments',
      'job.started_at',
      'job.completed_at',
      'job.error_message',
      'test_run.job_id as run_id',
      'test_run.score',
      'test_run.warnings',
      'test_run.finished_at',
      'test_run.detail_removed_at',
    ])
    .where('job.key', '=', jobKey);
export type RunRow = Awaited<ReturnType<ReturnType<typeof runs>['executeTakeFirstOrThrow']>>;

/** Undefined when there is none, or when its suite is gone and the results with it. */
export async function readTestRun(
  db: Queryable,
  jobId: string,
  { withDetails }: { readonly withDetails: boolean },
): Promise<ApiTestRun | undefined> {
  const run = await runs(db, 'run-tests').where('job.id', '=', jobId).executeTakeFirst();
  if (run === undefined) return undefined;
  const suite = await db
    .selectFrom('test_suite')
    .select('name')
    .where('id', '=', readSuiteArguments(run.arguments).testSuiteId)
    .executeTakeFirst();
  if (suite === undefined) return undefined;
  const counts = await resultCounts(db, [run.id]);
  const summary = summaryOf(run, counts.get(run.id));
  return withDetails ? { ...summary, details: { ...runFacts(run), test_suite_name: suite.name } } : summary;
}

/** Newest first; of all statuses when none is named. */
export async function listTestRuns(
  db: Queryable,
  suiteId: string,
  statuses: readonly JobStatus[],
  page: PageRequest,
): Promise<Page<ApiTestRun>> {
  let query = runs(db, 'run-tests')
    .where('job.target_key', '=', testSuiteTargetKey(suiteId))
    .orderBy('job.created_at', 'desc')
    .orderBy('job.id', 'desc');
  if (statuses.length > 0) query = query.where('job.status', 'in', statuses);
  const found = await fetchPage(query, page);
  const counts = await resultCounts(
    db,
    found.items.map(({ id }) => id),
  );
  return mapPage(found, (run) => summaryOf(run, counts.get(run.id)));
}

function summaryOf(run: RunRow, counts: Counts | undefined): ApiTestRun {
  const { testSuiteId, tableGroupId } = readSuiteArguments(run.arguments);
  return {
    id: run.id,
    status: run.status,
    test_suite_id: testSuiteId,
    table_group_id: tableGroupId,
    started_at: run.started_at?.toISOString() ?? null,
    completed_at: run.completed_at?.toISOString() ?? null,
    result: showsResults(run, counts) ? { score: run.score, tests: counts ?? NO_RESULTS } : null,
  };
}

/** A run that ended early with nothing to show must not look like a clean one. */
export const showsResults = (run: RunRow, counts: Counts | undefined): boolean =>
  run.run_id !== null && (counts !== undefined || (run.status !== 'error' && run.status !== 'canceled'));

export const NO_RESULTS: Counts = { passed: 0, failed: 0, warning: 0, error: 0, log: 0, dismissed: 0 };

const COUNTED_AS = {
  Passed: 'passed',
  Failed: 'failed',
  Warning: 'warning',
  Error: 'error',
  Log: 'log',
} as const;

/** By run; runs without results are left out. Dismissed and muted results are in no other count. */
export async function resultCounts(
  db: Queryable,
  runIds: readonly string[],
): Promise<ReadonlyMap<string, Counts>> {
  if (runIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('test_result')
    .select(({ fn, eb }) => [
      'test_run_id',
      'status',
      eb(fn.coalesce('disposition', eb.val('')), 'in', ['Dismissed', 'Inactive']).as('dismissed'),
      fn.countAll<number>().as('results'),
    ])
    .where('test_run_id', 'in', runIds)
    .groupBy(['test_run_id', 'status', 'dismissed'])
    .execute();
  const counts = new Map<string, Counts>();
  for (const { test_run_id, status, dismissed, results } of rows) {
    const before = counts.get(test_run_id) ?? NO_RESULTS;
    const name = dismissed ? 'dismissed' : COUNTED_AS[status];
    counts.set(test_run_id, { ...before, [name]: before[name] + Number(results) });
  }
  return counts;
}

/** What the details of runs of both kinds say. */
export const runFacts = (run: RunRow) => ({
  error_message: run.error_message,
  results_complete: run.status === 'completed' && run.finished_at !== null,
  warnings: [...(run.warnings ?? [])],
  detail_removed_at: run.detail_removed_at?.toISOString() ?? null,
  duration_ms:
    run.started_at === null || run.completed_at === null
      ? null
      : run.completed_at.getTime() - run.started_at.getTime(),
});
