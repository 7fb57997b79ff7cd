/** A column over the completed runs of its table group. */
import type { ColumnHistoryEntry } from '@assay/contract';
import { sql } from 'kysely';
import { notFound } from '../../http/api-problem.ts';
import type { Queryable } from '../../store/store.ts';
import { completedRuns } from '../completed-runs.ts';
import { fetchPage, type Page, type PageRequest } from '../page.ts';
import { findColumnProfile, type Viewer } from '../profiling-runs/column-profiles.read.ts';

export interface ColumnOfGroup {
  readonly tableGroupId: string;
  readonly table: string;
  readonly column: string;
}
type Measures = ColumnHistoryEntry['measures'];

export interface HistoryRequest extends PageRequest {
  /** Empty: all. */
  readonly measures: readonly (keyof Measures)[];
}

/**
 * Newest run first; runs that did not have the column are left out. Throws ApiProblem when no completed run and no
 * catalog knows it. One look-up a run, so that the history hides and projects exactly what the column's own page does.
 */
export async function listColumnHistory(
  db: Queryable,
  place: ColumnOfGroup,
  request: HistoryRequest,
  viewer: Viewer,
): Promise<Page<ColumnHistoryEntry>> {
  const page = await fetchPage(runsWith(db, place), request);
  if (page.total === 0 && !(await isCataloged(db, place))) throw notFound();
  const items: ColumnHistoryEntry[] = [];
  for (const run of page.items) {
    const { table, column } = place;
    const profile = await findColumnProfile(db, { runId: run.job_id, table, column }, viewer);
    if (profile === undefined || run.completed_at === null) continue;
    items.push({
      profiling_run_id: run.job_id,
      profiled_at: run.completed_at.toISOString(),
      general_type: profile.general_type,
      column_type: profile.column_type,
      semantic_type: profile.semantic_type,
      measures: chosen(profile.measures, request.measures),
      sample: profile.sample,
      values_masked: profile.values_masked,
      issue_ct: run.issue_ct,
      profiling_score: run.column_score,
      error: profile.error,
    });
  }
  return { ...page, items };
}

const runsWith = (db: Queryable, { tableGroupId, table, column }: ColumnOfGroup) =>
  completedRuns(db, tableGroupId)
    .innerJoin('column_profile', 'column_profile.profiling_run_id', 'profiling_run.job_id')
    .where('column_profile.table_name', '=', table)
    .where('column_profile.column_name', '=', column)
    .select([
      sql<number | null>`1 - column_profile.affected_points / nullif(column_profile.total_points, 0)`.as(
        'column_score',
      ),
      sql<number>`(SELECT count(*)::integer FROM hygiene_issue
        WHERE hygiene_issue.profiling_run_id = profiling_run.job_id
          AND hygiene_issue.table_name = ${table} AND hygiene_issue.column_name = ${column}
          AND coalesce(hygiene_issue.disposition, 'Confirmed') = 'Confirmed')`.as('issue_ct'),
    ]);

async function isCataloged(db: Queryable, { tableGroupId, table, column }: ColumnOfGroup): Promise<boolean> {
  const row = await db
    .selectFrom('catalog_column')
    .innerJoin('catalog_table', 'catalog_table.id', 'catalog_column.catalog_table_id')
    .select('catalog_column.id')
    .where('catalog_table.table_group_id', '=', tableGroupId)
    .where('catalog_table.name', '=', table)
    .where('catalog_column.name', '=', column)
    .executeTakeFirst();
  return row !== undefined;
}

function chosen(measures: Measures, names: HistoryRequest['measures']): Measures {
  if (names.length === 0) return measures;
  return Object.fromEntries(names.filter((name) => name in measures).map((name) => [name, measures[name]]));
}
