/** Loads what a report shows. */
import type { HygieneIssue } from '@assay/contract';
import { findJob } from '@assay/jobs';
import { sql } from 'kysely';
import { mayInProject } from '../../http/access/principal.ts';
import { notFound } from '../../http/api-problem.ts';
import type { RequestContext } from '../../http/handler.ts';
import type { Queryable } from '../../store/store.ts';
import type { CompletedRun } from '../completed-runs.ts';
import { toApiFor } from '../hygiene-issues/hygiene-issues.handlers.ts';
import { listIssues } from '../hygiene-issues/hygiene-issues.read.ts';
import { listColumnDetails } from '../profiling-runs/column-profiles.read.ts';
import { readDetails, readSummaries } from '../profiling-runs/profiling-runs.read.ts';
import type { ServerContext } from '../server-context.ts';
import { getTableGroup } from '../table-groups/table-groups.service.ts';
import { REPORT_BOUNDS, type ReportData, type ReportTable, type RunDetails } from './report-data.ts';

/** As the caller may see it. */
export async function readReport(
  { store }: ServerContext,
  { job_id: id, table_group_id }: CompletedRun,
  { principal, projectId, signal }: RequestContext,
): Promise<ReportData> {
  const { db } = store;
  const job = await findJob(store.jobs, id);
  const [run] = job === null ? [] : await readSummaries(db, [job]);
  if (job === null || run === undefined) throw notFound();
  const group = await getTableGroup(db, table_group_id);
  const details = await readDetails(db, job);
  const seesPersonalData = mayInProject(principal, 'view_pii', projectId);
  const open = { page: 1, limit: REPORT_BOUNDS.issues, likelihood: [], disposition: OPEN };
  const issues = await listIssues(db, id, open);
  const facts = await tableFacts(db, id);
  const shown = details.tables.slice(0, REPORT_BOUNDS.tables);
  const tables: ReportTable[] = [];
  let room: number = REPORT_BOUNDS.columns;
  for (const table of shown) {
    signal.throwIfAborted();
    const limit = Math.min(room, REPORT_BOUNDS.columnsOfOneTable);
    const columns =
      limit === 0
        ? []
        : await listColumnDetails(db, { runId: id, table: table.table }, limit, { seesPersonalData });
    room -= columns.length;
    tables.push(reportTable(table, facts.get(table.table), columns));
  }
  return {
    group: { name: group.name, schema: group.schema_name },
    run,
    warnings: details.warnings,
    tables,
    tableCount: details.tables.length,
    issues: issues.items.map(toApiFor(principal, projectId)) satisfies HygieneIssue[],
    issueCount: issues.total,
    dismissedCount: run.result?.issues.dismissed ?? 0,
    masked: tables.some(({ columns }) => columns.some(({ values_masked }) => values_masked)),
    madeAt: new Date(),
  };
}

const OPEN = ['undecided', 'Confirmed'] as const;

interface TableFacts {
  readonly table_name: string;
  readonly role: string | null;
  readonly score: number | null;
  readonly issue_ct: number;
}

const reportTable = (
  table: RunDetails['tables'][number],
  facts: TableFacts | undefined,
  columns: ReportTable['columns'],
): ReportTable => ({
  table: table.table,
  record_ct: table.record_ct,
  column_ct: table.column_ct,
  sampled_rows: table.sampled_rows,
  duplicate_rows: table.duplicate_rows,
  strategy: table.strategy,
  error: table.error,
  role: facts?.role ?? null,
  score: facts?.score ?? null,
  issue_ct: facts?.issue_ct ?? 0,
  columns,
});

async function tableFacts(db: Queryable, runId: string): Promise<ReadonlyMap<string, TableFacts>> {
  const { rows } = await sql<TableFacts>`
    SELECT profiled.table_name, profiled.role, scored.score, coalesce(found.issue_ct, 0)::integer AS issue_ct
      FROM profiled_table AS profiled
      LEFT JOIN (SELECT table_name, 1 - sum(affected_points) / nullif(sum(total_points), 0) AS score
                   FROM column_profile WHERE profiling_run_id = ${runId} GROUP BY table_name) AS scored
        USING (table_name)
      LEFT JOIN (SELECT table_name, count(*) AS issue_ct
                   FROM hygiene_issue
                  WHERE profiling_run_id = ${runId} AND coalesce(disposition, 'Confirmed') = 'Confirmed'
                  GROUP BY table_name) AS found
        USING (table_name)
     WHERE profiled.profiling_run_id = ${runId}`.execute(db);
  return new Map(rows.map((row) => [row.table_name, row]));
}
