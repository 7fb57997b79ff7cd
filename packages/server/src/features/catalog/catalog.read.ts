/** The catalog screen: tables and columns of a group with what the latest completed profiling run says of them. */
import type { CatalogTable as ApiCatalogTable } from '@assay/contract';
import type { Queryable } from '../../store/store.ts';
import type { CatalogColumn, CatalogTable } from '../../store/tables/catalog-tables.ts';
import type { ColumnProfileRow } from '../../store/tables/profiling-tables.ts';
import { fetchPage, type Page, type PageRequest } from '../page.ts';

type CatalogColumnView = ApiCatalogTable['columns'][number];

interface LatestRun {
  readonly job_id: string;
  readonly finished_at: Date | null;
}

/** Tables that were there at the last look, by name. Constant number of queries, whatever the page holds. */
export async function readCatalog(
  db: Queryable,
  tableGroupId: string,
  request: PageRequest & { readonly table?: string | undefined },
): Promise<Page<ApiCatalogTable>> {
  let tables = db
    .selectFrom('catalog_table')
    .selectAll()
    .where('table_group_id', '=', tableGroupId)
    .where('dropped_at', 'is', null)
    .orderBy('name');
  if (request.table !== undefined) tables = tables.where('name', '=', request.table);
  const page = await fetchPage(tables, request);
  const run = await latestCompletedRun(db, tableGroupId);
  const names = page.items.map(({ name }) => name);
  const columns = await columnsOf(db, page.items);
  const profiles = run === undefined ? [] : await profilesOf(db, run.job_id, names);
  const issues = run === undefined ? [] : await issueCounts(db, run.job_id, names);
  const { total } = page;
  const items = page.items.map((table) =>
    viewOf(table, {
      run: profiles.some((profile) => profile.table_name === table.name) ? run : undefined,
      columns: columns.filter((column) => column.catalog_table_id === table.id),
      profiles: profiles.filter((profile) => profile.table_name === table.name),
      issues: issues.filter((issue) => issue.table_name === table.name),
    }),
  );
  return { items, page: page.page, limit: page.limit, total };
}

/** The newest profiling run of a group whose job is `completed`. */
export function latestCompletedRun(db: Queryable, tableGroupId: string): Promise<LatestRun | undefined> {
  return db
    .selectFrom('profiling_run')
    .innerJoin('job', 'job.id', 'profiling_run.job_id')
    .select(['profiling_run.job_id', 'profiling_run.finished_at'])
    .where('profiling_run.table_group_id', '=', tableGroupId)
    .where('job.status', '=', 'completed')
    .orderBy('job.completed_at', 'desc')
    .orderBy('profiling_run.job_id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

async function columnsOf(db: Queryable, tables: readonly CatalogTable[]): Promise<CatalogColumn[]> {
  if (tables.length === 0) return [];
  return db
    .selectFrom('catalog_column')
    .selectAll()
    .where(
      'catalog_table_id',
      'in',
      tables.map(({ id }) => id),
    )
    .where('dropped_at', 'is', null)
    .orderBy('position')
    .execute();
}

type ProfileFacts = Pick<
  ColumnProfileRow,
  'table_name' | 'column_name' | 'measures' | 'affected_points' | 'total_points'
>;

async function profilesOf(db: Queryable, runId: string, tables: readonly string[]): Promise<ProfileFacts[]> {
  if (tables.length === 0) return [];
  return db
    .selectFrom('column_profile')
    .select(['table_name', 'column_name', 'measures', 'affected_points', 'total_points'])
    .where('profiling_run_id', '=', runId)
    .where('table_name', 'in', tables)
    .execute();
}

interface IssueCount {
  readonly table_name: string;
  readonly column_name: string;
  readonly issue_ct: number;
}

/** Issues that nobody dismissed. */
async function issueCounts(db: Queryable, runId: string, tables: readonly string[]): Promise<IssueCount[]> {
  if (tables.length === 0) return [];
  return db
    .selectFrom('hygiene_issue')
    .select(({ fn }) => ['table_name', 'column_name', fn.countAll<number>().as('issue_ct')])
    .where('profiling_run_id', '=', runId)
    .where('table_name', 'in', tables)
    .where((expression) =>
      expression.or([expression('disposition', 'is', null), expression('disposition', '=', 'Confirmed')]),
    )
    .groupBy(['table_name', 'column_name'])
    .execute();
}

interface TableFacts {
  readonly run: LatestRun | undefined;
  readonly columns: readonly CatalogColumn[];
  readonly profiles: readonly ProfileFacts[];
  readonly issues: readonly IssueCount[];
}

function viewOf(table: CatalogTable, { run, columns, profiles, issues }: TableFacts): ApiCatalogTable {
  return {
    table: table.name,
    kind: table.kind,
    role: table.role,
    record_ct: table.record_ct,
    profiling_run_id: run?.job_id ?? null,
    profiled_at: run?.finished_at?.toISOString() ?? null,
    issue_ct: sum(issues.map(({ issue_ct }) => issue_ct)),
    profiling_score: scoreOf(profiles),
    columns: columns.map((column) => {
      const profile = profiles.find(({ column_name }) => column_name === column.name);
      const issue = issues.find(({ column_name }) => column_name === column.name);
      return columnView(column, profile, issue?.issue_ct ?? 0);
    }),
  };
}

const columnView = (
  column: CatalogColumn,
  profile: ProfileFacts | undefined,
  issueCount: number,
): CatalogColumnView => ({
  column: column.name,
  position: column.position,
  general_type: column.general_type,
  column_type: column.column_type,
  semantic_type: column.semantic_type,
  semantic_reason: column.semantic_reason,
  pii: column.pii,
  null_value_ct: profile?.measures.null_value_ct ?? null,
  distinct_value_ct: profile?.measures.distinct_value_ct ?? null,
  issue_ct: issueCount,
  profiling_score: profile === undefined ? null : scoreOf([profile]),
});

/** 1 - spoiled points / points; null when there are none. */
function scoreOf(profiles: readonly ProfileFacts[]): number | null {
  const points = sum(profiles.map(({ total_points }) => total_points ?? 0));
  if (points === 0) return null;
  return 1 - sum(profiles.map(({ affected_points }) => affected_points ?? 0)) / points;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
