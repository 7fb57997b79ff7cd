/** The catalog screen: tables and columns of a group with what the latest completed profiling run says of them. */
import type { CatalogTable as ApiCatalogTable } from '@assay/contract';
import { notFound } from '../../http/api-problem.ts';
import type { Queryable } from '../../store/store.ts';
import type { CatalogColumn, CatalogTable } from '../../store/tables/catalog-tables.ts';
import type { ColumnProfileRow } from '../../store/tables/profiling-tables.ts';
import { fetchPage, type Page, type PageRequest } from '../page.ts';
import { projectMeasures, type SampleSize } from '../profiling-runs/sampled-columns.ts';
import { type ColumnPlace, listStandingDecisions, type StandingDecision } from './column-decisions.store.ts';

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
  const decisions = await listStandingDecisions(
    db,
    columns.map(({ id }) => id),
  );
  const columnsByTable = Map.groupBy(columns, ({ catalog_table_id }) => catalog_table_id);
  const profilesByTable = Map.groupBy(profiles, ({ table_name }) => table_name);
  const issuesByTable = Map.groupBy(issues, ({ table_name }) => table_name);
  const decisionsByColumn = Map.groupBy(decisions, ({ catalog_column_id }) => catalog_column_id);
  const items = page.items.map((table) =>
    viewOf(table, {
      run: profilesByTable.has(table.name) ? run : undefined,
      columns: columnsByTable.get(table.id) ?? [],
      profiles: profilesByTable.get(table.name) ?? [],
      issues: issuesByTable.get(table.name) ?? [],
      decisions: decisionsByColumn,
    }),
  );
  return { items, page: page.page, limit: page.limit, total: page.total };
}

/** One column as `readCatalog` shows it; throws `not_found` when the catalog has none of that name. */
export async function readCatalogColumn(
  db: Queryable,
  { tableGroupId, table, column }: ColumnPlace,
): Promise<CatalogColumnView> {
  const { items } = await readCatalog(db, tableGroupId, { table, page: 1, limit: 1 });
  const found = items[0]?.columns.find((candidate) => candidate.column === column);
  if (found === undefined) throw notFound();
  return found;
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
> &
  SampleSize;

async function profilesOf(db: Queryable, runId: string, tables: readonly string[]): Promise<ProfileFacts[]> {
  if (tables.length === 0) return [];
  return db
    .selectFrom('column_profile')
    .innerJoin('profiled_table', (join) =>
      join
        .onRef('profiled_table.profiling_run_id', '=', 'column_profile.profiling_run_id')
        .onRef('profiled_table.table_name', '=', 'column_profile.table_name'),
    )
    .select(['column_profile.table_name', 'column_name', 'measures', 'affected_points', 'total_points'])
    .select(['profiled_table.sampled_rows', 'profiled_table.record_ct'])
    .where('column_profile.profiling_run_id', '=', runId)
    .where('column_profile.table_name', 'in', tables)
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
  /** By id of the column. */
  readonly decisions: ReadonlyMap<string, readonly StandingDecision[]>;
}

function viewOf(
  table: CatalogTable,
  { run, columns, profiles, issues, decisions }: TableFacts,
): ApiCatalogTable {
  const profileOf = new Map(profiles.map((profile) => [profile.column_name, profile]));
  const issuesOf = new Map(issues.map(({ column_name, issue_ct }) => [column_name, issue_ct]));
  return {
    table: table.name,
    kind: table.kind,
    role: table.role,
    record_ct: table.record_ct,
    profiling_run_id: run?.job_id ?? null,
    profiled_at: run?.finished_at?.toISOString() ?? null,
    issue_ct: sum(issues.map(({ issue_ct }) => issue_ct)),
    profiling_score: scoreOf(profiles),
    columns: columns.map((column) =>
      columnView(column, {
        profile: profileOf.get(column.name),
        issueCount: issuesOf.get(column.name) ?? 0,
        decisions: decisions.get(column.id) ?? [],
      }),
    ),
  };
}

interface ColumnFacts {
  readonly profile: ProfileFacts | undefined;
  readonly issueCount: number;
  readonly decisions: readonly StandingDecision[];
}

const columnView = (
  column: CatalogColumn,
  { profile, issueCount, decisions }: ColumnFacts,
): CatalogColumnView => {
  const { null_value_ct, distinct_value_ct } =
    profile === undefined ? {} : projectMeasures(profile.measures, profile).measures;
  return {
    column: column.name,
    position: column.position,
    general_type: column.general_type,
    column_type: column.column_type,
    semantic_type: column.semantic_type,
    semantic_reason: column.semantic_reason,
    pii: column.pii,
    critical_data_element: column.critical_data_element,
    suggested_type: column.suggested_type,
    excluded: column.excluded,
    description: column.description,
    decisions: decisions.map(({ field, decided_by, decided_at }) => ({
      field,
      decided_by,
      decided_at: decided_at.toISOString(),
    })),
    null_value_ct: null_value_ct ?? null,
    distinct_value_ct: distinct_value_ct ?? null,
    issue_ct: issueCount,
    profiling_score: profile === undefined ? null : scoreOf([profile]),
  };
};

/** 1 - spoiled points / points; null when there are none. */
function scoreOf(profiles: readonly ProfileFacts[]): number | null {
  const points = sum(profiles.map(({ total_points }) => total_points ?? 0));
  if (points === 0) return null;
  return 1 - sum(profiles.map(({ affected_points }) => affected_points ?? 0)) / points;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
