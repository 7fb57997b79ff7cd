/** Findings as a caller may see them, with what they cost. */
import type { FindingCost } from '@assay/checks';
import type { HygieneIssue, ScoreFinding } from '@assay/contract';
import type { RequestContext } from '../../http/handler.ts';
import type { Queryable } from '../../store/store.ts';
import type { TestResultRow } from '../../store/tables/test-tables.ts';
import { toApiFor } from '../hygiene-issues/hygiene-issues.handlers.ts';
import { findIssues } from '../hygiene-issues/hygiene-issues.read.ts';
import { findTestType } from '../test-definitions/definition-problems.ts';
import { findResults } from '../test-runs/test-results.read.ts';
import type { StoredFinding } from './scored-runs.store.ts';

export interface CostedFinding extends FindingCost<StoredFinding> {
  readonly kind: ScoreFinding['kind'];
  /** What the total score would gain, 0..1. */
  readonly costOfTotal: number;
}

/** Those that were deleted a moment ago are left out. */
export async function findingViews(
  db: Queryable,
  costed: readonly CostedFinding[],
  { principal, projectId }: RequestContext,
): Promise<ScoreFinding[]> {
  const idsOf = (wanted: ScoreFinding['kind']) =>
    costed.filter(({ kind }) => kind === wanted).map(({ finding }) => finding.id);
  const issues = (await findIssues(db, idsOf('hygiene_issue'))).map(toApiFor(principal, projectId));
  const results = await findResults(db, idsOf('test_result'));
  const described = new Map([
    ...issues.map((issue) => [issue.id, ofIssue(issue)] as const),
    ...results.map((result) => [result.id, ofResult(result)] as const),
  ]);
  return costed.flatMap(({ kind, finding, cost, alone, costOfTotal }) => {
    const description = described.get(finding.id);
    if (description === undefined) return [];
    return {
      kind,
      id: finding.id,
      run_id: finding.runId,
      ...description,
      prevalence: finding.prevalence ?? 0,
      disposition: finding.disposition,
      cost: 100 * costOfTotal,
      cost_of_part: 100 * cost,
      cost_alone: 100 * alone,
    };
  });
}

type Description = Pick<
  ScoreFinding,
  'type' | 'name' | 'table' | 'column' | 'likelihood' | 'status' | 'detail'
>;

const ofIssue = ({ issue_type, name, table, column, likelihood, detail }: HygieneIssue): Description => ({
  type: issue_type,
  name,
  table,
  column,
  likelihood,
  status: null,
  detail,
});

const ofResult = (result: TestResultRow): Description => ({
  type: result.test_type,
  name: findTestType(result.test_type)?.name ?? result.test_type,
  table: result.table_name,
  column: result.column_name,
  likelihood: null,
  status: result.status,
  detail: result.message ?? '',
});
