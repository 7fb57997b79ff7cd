/** Two runs side by side: loaded here, compared by the checks. */
import {
  compareIssues,
  compareProfiledSchema,
  compareTables,
  pairTables,
  type TableProfile,
} from '@assay/checks';
import type { HygieneIssue, ProfileComparison } from '@assay/contract';
import { sql } from 'kysely';
import { mayInProject } from '../../http/access/principal.ts';
import type { RequestContext } from '../../http/handler.ts';
import type { Queryable } from '../../store/store.ts';
import type { CompletedRun } from '../completed-runs.ts';
import { toApiFor } from '../hygiene-issues/hygiene-issues.handlers.ts';
import { listIssues } from '../hygiene-issues/hygiene-issues.read.ts';
import { flaggedColumns, MAY_BE_PERSONAL } from '../profiling-runs/personal-columns.ts';
import { loadProfile } from '../profiling-runs/profiles.store.ts';
import type { ComparedRuns } from './compared-runs.ts';
import { type ColumnChangesView, columnView, isWorthShowing, schemaView } from './comparison-view.ts';

const COLUMNS_SHOWN = 500;
/** Of each list. */
const ISSUES_SHOWN = 500;
/** Issues of a run that are compared: more than this nobody reads, and nobody compares. */
const ISSUES_COMPARED = 20_000;

/** As the caller may see it. `table` narrows everything but the scores of the runs. */
export async function readComparison(
  db: Queryable,
  { before, after }: ComparedRuns,
  table: string | undefined,
  request: RequestContext,
): Promise<ProfileComparison> {
  const narrow = (tables: TableProfile[]) =>
    tables.filter((one) => table === undefined || one.table === table);
  const earlier = narrow(await loadProfile(db, before.job_id));
  const later = narrow(await loadProfile(db, after.job_id));
  const isHidden = await hiddenColumns(db, [before, after], request);
  const scores = [await tableScores(db, before.job_id), await tableScores(db, after.job_id)] as const;
  const tables: ProfileComparison['tables'] = [];
  const columns: ColumnChangesView[] = [];
  for (const [one, other] of pairTables(earlier, later)) {
    // Wide groups take seconds: others get their turn between tables.
    await new Promise((resolve) => setImmediate(resolve));
    request.signal.throwIfAborted();
    const changes = compareTables(one, other);
    const count = (verdict: string) => changes.columns.filter((column) => column.verdict === verdict).length;
    tables.push({
      table: changes.table,
      record_ct: changes.records,
      score: scoreChange(scores[0].get(changes.table) ?? null, scores[1].get(changes.table) ?? null),
      columns: { stable: count('stable'), shifted: count('shifted'), changed: count('changed') },
    });
    columns.push(...changes.columns.filter(isWorthShowing).map((column) => columnView(column, isHidden)));
  }
  return {
    before: runView(before),
    after: runView(after),
    score: scoreChange(before.score, after.score),
    schema: schemaView(compareProfiledSchema(earlier, later)),
    tables,
    columns: columns.slice(0, COLUMNS_SHOWN),
    columns_left_out: Math.max(0, columns.length - COLUMNS_SHOWN),
    issues: issueChanges(
      await issuesOf(db, before, table, request),
      await issuesOf(db, after, table, request),
      later,
    ),
  };
}

const runView = (run: CompletedRun): ProfileComparison['before'] => ({
  profiling_run_id: run.job_id,
  completed_at: run.completed_at.toISOString(),
  table_ct: run.table_ct,
  column_ct: run.column_ct,
  record_ct: run.record_ct,
});

const scoreChange = (before: number | null, after: number | null): ProfileComparison['score'] => ({
  before,
  after,
  change: before === null || after === null ? null : after - before,
});

/** Whether values of a column are kept from the caller: if either run may show personal data in it. */
async function hiddenColumns(
  db: Queryable,
  runs: readonly CompletedRun[],
  { principal, projectId }: RequestContext,
): Promise<(table: string, column: string) => boolean> {
  if (mayInProject(principal, 'view_pii', projectId)) return () => false;
  const rows = await flaggedColumns(db)
    .select(['column_profile.table_name', 'column_profile.column_name'])
    .where(
      'column_profile.profiling_run_id',
      'in',
      runs.map(({ job_id }) => job_id),
    )
    .where(MAY_BE_PERSONAL)
    .execute();
  const hidden = new Set(rows.map((row) => JSON.stringify([row.table_name, row.column_name])));
  return (table, column) => hidden.has(JSON.stringify([table, column]));
}

/** 0..1 by table; null for a table without points. */
async function tableScores(db: Queryable, runId: string): Promise<ReadonlyMap<string, number | null>> {
  const { rows } = await sql<{ readonly table_name: string; readonly score: number | null }>`
    SELECT table_name, 1 - sum(affected_points) / nullif(sum(total_points), 0) AS score
      FROM column_profile WHERE profiling_run_id = ${runId} GROUP BY table_name`.execute(db);
  return new Map(rows.map(({ table_name, score }) => [table_name, score]));
}

async function issuesOf(
  db: Queryable,
  { job_id }: CompletedRun,
  table: string | undefined,
  { principal, projectId }: RequestContext,
): Promise<HygieneIssue[]> {
  const all = { page: 1, limit: ISSUES_COMPARED, likelihood: [], disposition: [] };
  const { items } = await listIssues(db, job_id, { ...all, table });
  return items.map(toApiFor(principal, projectId));
}

function issueChanges(
  before: readonly HygieneIssue[],
  after: readonly HygieneIssue[],
  tables: readonly TableProfile[],
): ProfileComparison['issues'] {
  const placed = (issue: HygieneIssue) => ({ ...issue, issueType: issue.issue_type, issue });
  const { appeared, gone, remaining } = compareIssues(before.map(placed), after.map(placed), tables);
  const leftOut = [appeared, gone, remaining].map((list) => Math.max(0, list.length - ISSUES_SHOWN));
  return {
    appeared: appeared.slice(0, ISSUES_SHOWN).map(({ issue }) => issue),
    gone: gone.slice(0, ISSUES_SHOWN).map(({ issue: { issue }, because }) => ({ issue, because })),
    remaining: remaining.slice(0, ISSUES_SHOWN).map((pair) => ({
      issue: pair.after.issue,
      prevalence_before: pair.before.issue.prevalence,
    })),
    left_out: leftOut.reduce((sum, count) => sum + count, 0),
  };
}
