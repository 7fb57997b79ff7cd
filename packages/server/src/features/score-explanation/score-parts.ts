/** The two halves of a table group's score, as groups of rows with the findings that spoil them. */
import { type PointsScore, type ScoreGroup, scoreGroups, standingIssues, testGroups } from '@assay/checks';
import type { Queryable } from '../../store/store.ts';
import { completedRuns } from '../completed-runs.ts';
import {
  type ScoredTestRun,
  type StoredIssue,
  type StoredResult,
  scoredIssues,
  scoredResults,
  scoredTestRuns,
  weighedColumns,
} from './scored-runs.store.ts';

export interface ProfilingPart extends PointsScore {
  /** Undefined before the first completed one. */
  readonly run: { readonly job_id: string; readonly completed_at: Date | null } | undefined;
  readonly groups: readonly ScoreGroup<StoredIssue>[];
  /** Dismissed and muted ones too. */
  readonly issues: readonly StoredIssue[];
}

export async function profilingPart(db: Queryable, tableGroupId: string): Promise<ProfilingPart> {
  const run = await completedRuns(db, tableGroupId).limit(1).executeTakeFirst();
  const issues = run === undefined ? [] : await scoredIssues(db, run.job_id);
  const columns = run === undefined ? [] : await weighedColumns(db, run.job_id);
  const found = standingIssues(issues);
  const groups = columns.map((column) => ({ ...column, findings: found(column) }));
  return { run, issues, groups, ...scoreGroups(groups) };
}

export interface TestingPart extends PointsScore {
  readonly runs: readonly (ScoredTestRun & { readonly score: number | null })[];
  readonly groups: readonly ScoreGroup<StoredResult>[];
  readonly results: readonly StoredResult[];
}

/** Every suite counts by its own points: a column that two suites test weighs twice. */
export async function testingPart(db: Queryable, tableGroupId: string): Promise<TestingPart> {
  const runs = await scoredTestRuns(db, tableGroupId);
  const results = await scoredResults(
    db,
    runs.map((run) => run.test_run_id),
  );
  const scored = runs.map((run) => {
    const groups = testGroups(results.get(run.test_run_id) ?? []);
    return { run: { ...run, score: scoreGroups(groups).score }, groups };
  });
  const groups = scored.flatMap((one) => one.groups);
  return {
    runs: scored.map(({ run }) => run),
    groups,
    results: [...results.values()].flat(),
    ...scoreGroups(groups),
  };
}
