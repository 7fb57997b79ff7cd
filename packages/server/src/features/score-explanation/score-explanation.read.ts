/** The screen that says what each finding costs: weighed by the checks, described here. */
import { findingCosts, totalScore } from '@assay/checks';
import type { ScoreExplanation } from '@assay/contract';
import type { RequestContext } from '../../http/handler.ts';
import type { Queryable } from '../../store/store.ts';
import { type PageRequest, sliceIntoPage } from '../page.ts';
import { type CostedFinding, findingViews } from './finding-views.ts';
import { placeLosses } from './place-losses.ts';
import { type ProfilingPart, profilingPart, type TestingPart, testingPart } from './score-parts.ts';
import type { StoredFinding, StoredResult } from './scored-runs.store.ts';

const PLACES_SHOWN = 500;

export interface ExplanationFilter extends PageRequest {
  readonly table?: string | undefined;
  readonly column?: string | undefined;
}

/** Constant number of queries. The filter narrows the lists, not the scores. */
export async function readScoreExplanation(
  db: Queryable,
  tableGroupId: string,
  filter: ExplanationFilter,
  request: RequestContext,
): Promise<ScoreExplanation> {
  const profiling = await profilingPart(db, tableGroupId);
  const testing = await testingPart(db, tableGroupId);
  const isWanted = (place: { readonly table: string; readonly column: string | null }) =>
    (filter.table === undefined || place.table === filter.table) &&
    (filter.column === undefined || place.column === filter.column);
  const all = costedFindings(profiling, testing);
  const wanted = all.filter(({ finding }) => isWanted(finding));
  const tables = placeLosses(profiling, testing, 'table').filter(
    ({ table }) => filter.table === undefined || table === filter.table,
  );
  const columns = placeLosses(profiling, testing, 'column').filter(isWanted);
  const page = sliceIntoPage(wanted, filter);
  return {
    table_group_id: tableGroupId,
    score: totalScore(profiling.score, testing.score),
    profiling: {
      score: profiling.score,
      profiling_run_id: profiling.run?.job_id ?? null,
      completed_at: profiling.run?.completed_at?.toISOString() ?? null,
    },
    testing: {
      score: testing.score,
      runs: testing.runs.map((run) => ({ ...run, completed_at: run.completed_at.toISOString() })),
    },
    tables: tables.slice(0, PLACES_SHOWN).map(({ column: _none, ...table }) => table),
    tables_left_out: Math.max(0, tables.length - PLACES_SHOWN),
    columns: columns.slice(0, PLACES_SHOWN),
    columns_left_out: Math.max(0, columns.length - PLACES_SHOWN),
    findings: { ...page, items: await findingViews(db, page.items, request) },
    unscored_findings: unscored(profiling, testing, all).filter(isWanted).length,
  };
}

/** Dearest for the total score first. */
function costedFindings(profiling: ProfilingPart, testing: TestingPart): CostedFinding[] {
  const ofIssues = findingCosts(profiling.groups).map((cost) => ({
    ...cost,
    kind: 'hygiene_issue' as const,
    costOfTotal: cost.cost * (testing.score ?? 1),
  }));
  const ofResults = findingCosts(testing.groups).map((cost) => ({
    ...cost,
    kind: 'test_result' as const,
    costOfTotal: cost.cost * (profiling.score ?? 1),
  }));
  return [...ofIssues, ...ofResults].sort(
    (one, other) => other.costOfTotal - one.costOfTotal || other.alone - one.alone,
  );
}

function unscored(
  profiling: ProfilingPart,
  testing: TestingPart,
  costed: readonly CostedFinding[],
): StoredFinding[] {
  const scored = new Set(costed.map(({ finding }) => finding));
  return [...profiling.issues, ...testing.results.filter(isFinding)].filter(
    (finding) =>
      !scored.has(finding) && (finding.disposition === null || finding.disposition === 'Confirmed'),
  );
}

/** A result of severity Log does not say whether it failed, unless it spoils rows. */
const isFinding = ({ status }: StoredResult): boolean => status !== 'Passed' && status !== 'Log';
