/** Summaries of monitor runs, at any time of their life. */
import type { AnomalyCounts, MonitorRun as ApiMonitorRun, JobStatus } from '@assay/contract';
import type { Queryable } from '../../store/store.ts';
import { fetchPage, mapPage, type Page, type PageRequest } from '../page.ts';
import { testSuiteTargetKey } from '../table-groups/table-groups.service.ts';
import {
  NO_RESULTS,
  type RunRow,
  resultCounts,
  runFacts,
  runs,
  showsResults,
} from '../test-runs/test-runs.read.ts';
import { readSuiteArguments } from '../test-suites/suite-arguments.ts';
import { KIND_OF_TYPE, NO_ANOMALIES } from './monitor-kinds.ts';

const JOB_KEY = 'run-monitors';

/** Undefined when there is none, or when its monitors are gone and the results with them. */
export async function readMonitorRun(
  db: Queryable,
  jobId: string,
  { withDetails }: { readonly withDetails: boolean },
): Promise<ApiMonitorRun | undefined> {
  const run = await runs(db, JOB_KEY).where('job.id', '=', jobId).executeTakeFirst();
  if (run === undefined) return undefined;
  const suite = await db
    .selectFrom('test_suite')
    .select('id')
    .where('id', '=', readSuiteArguments(run.arguments).testSuiteId)
    .executeTakeFirst();
  if (suite === undefined) return undefined;
  const [summary] = await summariesOf(db, [run]);
  return summary && withDetails ? { ...summary, details: runFacts(run) } : summary;
}

/** Newest first; of all statuses when none is named. */
export async function listMonitorRuns(
  db: Queryable,
  suiteId: string,
  statuses: readonly JobStatus[],
  page: PageRequest,
): Promise<Page<ApiMonitorRun>> {
  let query = runs(db, JOB_KEY)
    .where('job.target_key', '=', testSuiteTargetKey(suiteId))
    .orderBy('job.created_at', 'desc')
    .orderBy('job.id', 'desc');
  if (statuses.length > 0) query = query.where('job.status', 'in', statuses);
  const found = await fetchPage(query, page);
  const summaries = await summariesOf(db, found.items);
  const byId = new Map(summaries.map((summary) => [summary.id, summary]));
  return mapPage(found, ({ id }) => byId.get(id)!);
}

async function summariesOf(db: Queryable, found: readonly RunRow[]): Promise<ApiMonitorRun[]> {
  const ids = found.map(({ id }) => id);
  const tests = await resultCounts(db, ids);
  const anomalies = await anomaliesOf(db, ids);
  return found.map((run) => ({
    id: run.id,
    status: run.status,
    table_group_id: readSuiteArguments(run.arguments).tableGroupId,
    started_at: run.started_at?.toISOString() ?? null,
    completed_at: run.completed_at?.toISOString() ?? null,
    result: showsResults(run, tests.get(run.id))
      ? { tests: tests.get(run.id) ?? NO_RESULTS, anomalies: anomalies.get(run.id) ?? NO_ANOMALIES }
      : null,
  }));
}

/** By run; runs without anomalies are left out. */
async function anomaliesOf(
  db: Queryable,
  runIds: readonly string[],
): Promise<ReadonlyMap<string, AnomalyCounts>> {
  if (runIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('test_result')
    .select(({ fn }) => ['test_run_id', 'test_type', fn.countAll<number>().as('results')])
    .where('test_run_id', 'in', runIds)
    .where('status', 'in', ['Failed', 'Warning'])
    .where(({ fn, eb }) => eb(fn.coalesce('disposition', eb.val('Confirmed')), '=', 'Confirmed'))
    .groupBy(['test_run_id', 'test_type'])
    .execute();
  const byRun = new Map<string, AnomalyCounts>();
  for (const { test_run_id, test_type, results } of rows) {
    const kind = KIND_OF_TYPE.get(test_type);
    if (kind === undefined) continue;
    const before = byRun.get(test_run_id) ?? NO_ANOMALIES;
    byRun.set(test_run_id, { ...before, [kind]: before[kind] + Number(results) });
  }
  return byRun;
}
