/** Summaries of runs: what `GET /profiling-runs/{job_id}` shows at any time of a run's life. */
import type { ReferenceAnswer } from '@assay/checks';
import type { ProfilingRun as ApiProfilingRun } from '@assay/contract';
import { isTerminal, type JobRecord } from '@assay/jobs';
import type { Queryable } from '../../store/store.ts';
import type { ProfiledTable, ProfilingRun, RunWarning } from '../../store/tables/profiling-tables.ts';
import { countIssues, type IssueCounts } from '../hygiene-issues/hygiene-issues.read.ts';
import { listProfiledTables } from './profiles.store.ts';
import { findRuns } from './profiling-runs.store.ts';

type ApiResult = NonNullable<ApiProfilingRun['result']>;
type ApiDetails = NonNullable<ApiProfilingRun['details']>;

/** One summary for each job, in their order. Constant number of queries, however many there are. */
export async function readSummaries(db: Queryable, jobs: readonly JobRecord[]): Promise<ApiProfilingRun[]> {
  if (jobs.length === 0) return [];
  const ids = jobs.map(({ id }) => id);
  const runs = new Map((await findRuns(db, ids)).map((run) => [run.job_id, run]));
  const issues = await countIssues(db, ids);
  const records = await countRecords(db, ids);
  return jobs.map((job) => {
    const run = runs.get(job.id);
    return {
      id: job.id,
      status: job.status,
      table_group_id: run?.table_group_id ?? String(job.arguments.table_group_id),
      started_at: job.startedAt?.toISOString() ?? null,
      completed_at: job.completedAt?.toISOString() ?? null,
      result: run ? resultOf(run, issues.get(job.id), records.get(job.id) ?? 0) : null,
    };
  });
}

/** Null until the catalog is read; from then on the rows that were counted so far. */
function resultOf(
  run: ProfilingRun,
  issues: IssueCounts | undefined,
  recordsSoFar: number,
): ApiResult | null {
  if (run.table_ct === null || issues === undefined) return null;
  return {
    score: run.score,
    table_ct: run.table_ct,
    column_ct: run.column_ct,
    record_ct: run.record_ct ?? recordsSoFar,
    issues,
  };
}

async function countRecords(db: Queryable, runIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('profiled_table')
    .select(({ fn }) => ['profiling_run_id', fn.sum<string>('record_ct').as('records')])
    .where('profiling_run_id', 'in', runIds)
    .groupBy('profiling_run_id')
    .execute();
  return new Map(rows.map(({ profiling_run_id, records }) => [profiling_run_id, Number(records)]));
}

/** Everything that did not work, and how far the run came. */
export async function readDetails(db: Queryable, job: JobRecord): Promise<ApiDetails> {
  const [run] = await findRuns(db, [job.id]);
  const tables = await listProfiledTables(db, job.id);
  const columns = await readColumnFacts(db, job.id);
  return {
    error_message: job.errorMessage,
    results_complete: job.status === 'completed',
    warnings: [
      ...(run ? [...run.warnings, ...earlyEnd(job, run, tables)] : []),
      ...tables.flatMap(({ table_name, error }) => warning(table_name, null, error)),
      ...columns.failed.flatMap(({ table_name, column_name, error }) =>
        warning(table_name, column_name, error),
      ),
    ],
    detail_removed_at: run?.detail_removed_at?.toISOString() ?? null,
    changed_only: run?.changed_only ?? false,
    reused_table_ct: tables.filter(({ reused_from }) => reused_from !== null).length,
    resumed_table_ct: run?.resumed_table_ct ?? 0,
    tables: tables.map((table) => tableDetails(table, columns.counts.get(table.table_name) ?? 0)),
    references: (run?.reference_answers ?? []).map(referenceDetails),
  };
}

const tableDetails = (table: ProfiledTable, columnCount: number): ApiDetails['tables'][number] => ({
  table: table.table_name,
  record_ct: table.record_ct,
  sampled_rows: table.sampled_rows,
  duplicate_rows: table.duplicate_rows,
  column_ct: columnCount,
  excluded_columns: table.excluded_columns,
  dependencies: table.dependencies.map((answer) => ({
    determinant: answer.determinant,
    dependent: answer.dependent,
    rows: answer.rows,
    groups: answer.groups,
    repeated_groups: answer.repeatedGroups,
    violating_groups: answer.violatingGroups,
    violating_rows: answer.violatingRows,
  })),
  strategy: table.strategy,
  duration_ms: table.duration_ms,
  error: table.error,
  reused_from: table.reused_from,
});

const referenceDetails = (answer: ReferenceAnswer): ApiDetails['references'][number] => ({
  table: answer.table,
  column: answer.column,
  parent_table: answer.parentTable,
  parent_column: answer.parentColumn,
  rows: answer.rows,
  orphan_rows: answer.orphanRows,
  values: answer.values,
  orphan_values: answer.orphanValues,
});

const warning = (table: string, column: string | null, message: string | null): RunWarning[] =>
  message === null ? [] : [{ table, column, message }];

function earlyEnd(job: JobRecord, run: ProfilingRun, tables: readonly ProfiledTable[]): RunWarning[] {
  if (job.status === 'completed' || !isTerminal(job.status) || run.table_ct === null) return [];
  const reason = job.status === 'canceled' ? 'was canceled' : 'failed';
  const message =
    `The run ${reason} when ${tables.length} of ${run.table_ct} tables were done. ` +
    'Their profiles are kept; hygiene issues and score need a complete run.';
  return [{ table: null, column: null, message }];
}

async function readColumnFacts(db: Queryable, runId: string) {
  const ofRun = db.selectFrom('column_profile').where('profiling_run_id', '=', runId);
  const counts = await ofRun
    .select(({ fn }) => ['table_name', fn.countAll<number>().as('columns')])
    .groupBy('table_name')
    .execute();
  const failed = await ofRun
    .select(['table_name', 'column_name', 'error'])
    .where('error', 'is not', null)
    .orderBy('table_name')
    .orderBy('position')
    .execute();
  return { counts: new Map(counts.map(({ table_name, columns }) => [table_name, columns])), failed };
}
