/** Lists of hygiene issues, and how many there are. */
import type { Likelihood } from '@assay/checks';
import type { Disposition } from '@assay/contract';
import { sql } from 'kysely';
import type { Queryable } from '../../store/store.ts';
import type { HygieneIssueRow } from '../../store/tables/profiling-tables.ts';
import { fetchPage, type Page, type PageRequest } from '../page.ts';
import { flaggedColumns, MAY_BE_PERSONAL } from '../profiling-runs/personal-columns.ts';

/** An issue with what decides whether its values may be shown. */
export interface ShownIssue extends HygieneIssueRow {
  readonly table_group_id: string;
  /** The column holds personal data; for a finding about several places, one of the run's columns does. */
  readonly personal: boolean;
}

export interface IssueFilter extends PageRequest {
  readonly likelihood: readonly Likelihood[];
  readonly type?: string | undefined;
  readonly table?: string | undefined;
  readonly column?: string | undefined;
  readonly disposition: readonly (Disposition | 'undecided')[];
}

/**
 * Findings about several tables or columns carry placeholders for names; they count as personal as soon as
 * any column of the run does, because their texts may quote it.
 */
const personal = (db: Queryable) => {
  const columnsOfRun = flaggedColumns(db).where(
    'column_profile.profiling_run_id',
    '=',
    // Of the query around.
    sql.ref<string>('hygiene_issue.profiling_run_id'),
  );
  const own = columnsOfRun
    .select(MAY_BE_PERSONAL.as('personal'))
    .where('column_profile.table_name', '=', sql.ref<string>('hygiene_issue.table_name'))
    .where('column_profile.column_name', '=', sql.ref<string>('hygiene_issue.column_name'));
  const others = columnsOfRun.select('column_profile.column_name').where(MAY_BE_PERSONAL);
  return sql<boolean>`coalesce((${own}), EXISTS (${others}))`;
};

const issues = (db: Queryable) =>
  db
    .selectFrom('hygiene_issue')
    .innerJoin('profiling_run', 'profiling_run.job_id', 'hygiene_issue.profiling_run_id')
    .selectAll('hygiene_issue')
    .select(['profiling_run.table_group_id', personal(db).as('personal')]);

export function findIssue(db: Queryable, id: string): Promise<ShownIssue | undefined> {
  return issues(db).where('hygiene_issue.id', '=', id).executeTakeFirst();
}

/** In no order. */
export async function findIssues(db: Queryable, ids: readonly string[]): Promise<ShownIssue[]> {
  return ids.length === 0 ? [] : issues(db).where('hygiene_issue.id', 'in', ids).execute();
}

/** Most certain first, then by place. */
export function listIssues(db: Queryable, runId: string, filter: IssueFilter): Promise<Page<ShownIssue>> {
  let query = issues(db).where('hygiene_issue.profiling_run_id', '=', runId);
  if (filter.likelihood.length > 0) query = query.where('likelihood', 'in', filter.likelihood);
  if (filter.type !== undefined) query = query.where('issue_type', '=', filter.type);
  if (filter.table !== undefined) query = query.where('table_name', '=', filter.table);
  if (filter.column !== undefined) query = query.where('column_name', '=', filter.column);
  if (filter.disposition.length > 0) {
    query = query.where(sql<string>`coalesce(disposition, 'undecided')`, 'in', filter.disposition);
  }
  const ordered = query
    .orderBy(
      sql`CASE likelihood WHEN 'Definite' THEN 0 WHEN 'Likely' THEN 1 WHEN 'Possible' THEN 2 ELSE 3 END`,
    )
    .orderBy('table_name')
    .orderBy('column_name')
    .orderBy('issue_type')
    .orderBy('hygiene_issue.id');
  return fetchPage(ordered, filter);
}

export interface IssueCounts {
  readonly definite: number;
  readonly likely: number;
  /** With potential personal data. */
  readonly possible: number;
  /** Dismissed or muted; in none of the other counts. */
  readonly dismissed: number;
}

const NO_ISSUES: IssueCounts = { definite: 0, likely: 0, possible: 0, dismissed: 0 };

/** Counts by run, with a row of zeros for runs without issues. */
export async function countIssues(
  db: Queryable,
  runIds: readonly string[],
): Promise<ReadonlyMap<string, IssueCounts>> {
  const standing = sql`coalesce(disposition, 'Confirmed') = 'Confirmed'`;
  const countWhere = (condition: ReturnType<typeof sql>) =>
    sql<number>`count(*) FILTER (WHERE ${condition})::integer`;
  const rows = await db
    .selectFrom('hygiene_issue')
    .select([
      'profiling_run_id',
      countWhere(sql`${standing} AND likelihood = 'Definite'`).as('definite'),
      countWhere(sql`${standing} AND likelihood = 'Likely'`).as('likely'),
      countWhere(sql`${standing} AND likelihood IN ('Possible', 'Potential PII')`).as('possible'),
      countWhere(sql`NOT ${standing}`).as('dismissed'),
    ])
    .where('profiling_run_id', 'in', runIds)
    .groupBy('profiling_run_id')
    .execute();
  const counted = new Map(rows.map(({ profiling_run_id, ...counts }) => [profiling_run_id, counts]));
  return new Map(runIds.map((id) => [id, counted.get(id) ?? NO_ISSUES]));
}
