/** The newest completed runs of monitors, and what they found: the same few statements however many tables there are. */
import type { TestStatus } from '@assay/checks';
import type { Disposition } from '@assay/contract';
import { type ExpressionBuilder, sql } from 'kysely';
import type { Database } from '../../store/database-types.ts';
import type { Queryable } from '../../store/store.ts';
import type { MonitorSuite } from './monitors.store.ts';
import { VOLUME_MONITOR } from './new-monitors.ts';

export interface WindowRun {
  readonly id: string;
  readonly startedAt: Date;
}
export interface MonitorWindow {
  /** Newest first; at most as many as the monitors look back. */
  readonly runs: readonly WindowRun[];
  /** The run before them, or the oldest of them when there is none before; null before the first run. */
  readonly baseline: WindowRun | null;
}

export async function findWindow(
  db: Queryable,
  { id, monitor_lookback: lookback }: Pick<MonitorSuite, 'id' | 'monitor_lookback'>,
): Promise<MonitorWindow> {
  const rows = await db
    .selectFrom('test_run')
    .innerJoin('job', 'job.id', 'test_run.job_id')
    .select(['test_run.job_id as id', 'test_run.started_at as startedAt'])
    .where('test_suite_id', '=', id)
    .where('job.status', '=', 'completed')
    .orderBy('test_run.started_at', 'desc')
    .limit(lookback + 1)
    .execute();
  return { runs: rows.slice(0, lookback), baseline: rows.at(-1) ?? null };
}

/** The two statuses of a finding that nobody dismissed. */
export const isAnomaly = ({
  status,
  disposition,
}: {
  readonly status: TestStatus;
  readonly disposition: Disposition | null;
}): boolean =>
  (status === 'Failed' || status === 'Warning') && (disposition === null || disposition === 'Confirmed');

/** The same in SQL. */
export const anomalyRows = ({ and, eb, fn }: ExpressionBuilder<Database, 'test_result'>) =>
  and([
    eb('status', 'in', ['Failed', 'Warning']),
    eb(fn.coalesce('disposition', eb.val('Confirmed')), '=', 'Confirmed'),
  ]);

const idsOf = (runs: readonly WindowRun[]): string[] => runs.map(({ id }) => id);

export function countAnomalies(db: Queryable, runs: readonly WindowRun[]) {
  return db
    .selectFrom('test_result')
    .select(({ fn }) => ['table_name', 'test_type', fn.countAll<number>().as('anomalies')])
    .where(sql<boolean>`test_run_id = ANY (${idsOf(runs)}::uuid[])`)
    .where(anomalyRows)
    .groupBy(['table_name', 'test_type'])
    .execute();
}

/** What the newest run found; none when there was no run. */
export async function newestResults(db: Queryable, { runs }: MonitorWindow) {
  const [newest] = runs;
  if (newest === undefined) return [];
  return db
    .selectFrom('test_result')
    .select(['test_definition_id', 'table_name', 'test_type', 'status', 'severity', 'disposition'])
    .select(['message', 'measure', 'signal', 'parameters'])
    .where('test_run_id', '=', newest.id)
    .execute();
}
export type NewestResult = Awaited<ReturnType<typeof newestResults>>[number];

/** Rows of whole tables when the window began, or when a table first was in it. */
export function earliestRowCounts(db: Queryable, { runs, baseline }: MonitorWindow) {
  const ids = idsOf(baseline === null ? runs : [...runs, baseline]);
  return db
    .selectFrom('test_result')
    .innerJoin('test_run', 'test_run.job_id', 'test_result.test_run_id')
    .distinctOn('table_name')
    .select(['table_name', 'measure'])
    .where(sql<boolean>`test_run_id = ANY (${ids}::uuid[])`)
    .where('test_type', '=', VOLUME_MONITOR)
    .where('measure', 'is not', null)
    .where(sql<boolean>`parameters ->> 'subset_condition' IS NULL`)
    .orderBy('table_name')
    .orderBy('test_run.started_at')
    .execute();
}

/** Of all monitors: where they are, and whether they are on. */
export function placesOfMonitors(db: Queryable, suiteId: string) {
  return db
    .selectFrom('test_definition')
    .select(['id', 'test_type', 'table_name', 'active'])
    .where('test_suite_id', '=', suiteId)
    .execute();
}
export type MonitorPlace = Awaited<ReturnType<typeof placesOfMonitors>>[number];
