/** The runs that the scores of a table group are read from, with all that weighs in them. */
import type { IssueDisposition, TestStatus } from '@assay/checks';
import type { NotNull } from 'kysely';
import type { Queryable } from '../../store/store.ts';

export interface StoredFinding {
  readonly id: string;
  readonly runId: string;
  readonly table: string;
  readonly column: string | null;
  readonly prevalence: number | null;
  readonly disposition: IssueDisposition;
}

/** An issue, ready to be scored. */
export interface StoredIssue extends StoredFinding {
  readonly column: string;
}

export function scoredIssues(db: Queryable, profilingRunId: string): Promise<StoredIssue[]> {
  return db
    .selectFrom('hygiene_issue')
    .select(['id', 'profiling_run_id as runId', 'table_name as table', 'column_name as column'])
    .select(['prevalence', 'disposition'])
    .where('profiling_run_id', '=', profilingRunId)
    .orderBy('table_name')
    .orderBy('column_name')
    .orderBy('id')
    .execute();
}

export interface WeighedColumn {
  readonly table: string;
  readonly column: string;
  /** Rows x weight. */
  readonly points: number;
}

/** The columns that the run could measure. */
export function weighedColumns(db: Queryable, profilingRunId: string): Promise<WeighedColumn[]> {
  return db
    .selectFrom('column_profile')
    .select(['table_name as table', 'column_name as column', 'total_points as points'])
    .where('profiling_run_id', '=', profilingRunId)
    .where('total_points', 'is not', null)
    .orderBy('table_name')
    .orderBy('position')
    .$narrowType<{ points: NotNull }>()
    .execute();
}

export interface ScoredTestRun {
  readonly test_run_id: string;
  readonly test_suite_id: string;
  readonly test_suite_name: string;
  readonly completed_at: Date;
}

/** The latest completed run of every suite that counts, by the names of the suites. */
export async function scoredTestRuns(db: Queryable, tableGroupId: string): Promise<ScoredTestRun[]> {
  const runs = await db
    .selectFrom('test_run')
    .innerJoin('job', 'job.id', 'test_run.job_id')
    .innerJoin('test_suite', 'test_suite.id', 'test_run.test_suite_id')
    .distinctOn('test_run.test_suite_id')
    .select([
      'test_run.job_id as test_run_id',
      'test_run.test_suite_id',
      'test_suite.name as test_suite_name',
      'job.completed_at',
    ])
    .where('test_suite.table_group_id', '=', tableGroupId)
    .where('test_suite.dq_score_exclude', '=', false)
    .where('test_suite.is_monitor', '=', false)
    .where('job.status', '=', 'completed')
    .where('job.completed_at', 'is not', null)
    .orderBy('test_run.test_suite_id')
    .orderBy('job.completed_at', 'desc')
    .orderBy('test_run.job_id', 'desc')
    .$narrowType<{ completed_at: NotNull }>()
    .execute();
  return runs.sort((one, other) => (one.test_suite_name < other.test_suite_name ? -1 : 1));
}

/** A result, ready to be scored. */
export interface StoredResult extends StoredFinding {
  readonly status: TestStatus;
  readonly points: number | null;
}

/** By run. Results that name no table have no rows of their own, and so no points. */
export async function scoredResults(
  db: Queryable,
  runIds: readonly string[],
): Promise<ReadonlyMap<string, readonly StoredResult[]>> {
  if (runIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('test_result')
    .select(['id', 'test_run_id as runId', 'table_name', 'column_name as column', 'status', 'disposition'])
    .select(['dq_prevalence as prevalence', 'dq_points as points'])
    .where('test_run_id', 'in', runIds)
    .orderBy('table_name')
    .orderBy('column_name')
    .orderBy('id')
    .execute();
  const results = rows.map(({ table_name, ...row }) => ({ ...row, table: table_name ?? '' }));
  return Map.groupBy(results, ({ runId }) => runId);
}
