/** What a test run found, and what of it the completed run before it had not. */
import { compareTestRuns, isDismissed } from '@assay/checks';
import type { JobRecord } from '@assay/jobs';
import type { Queryable } from '../../store/store.ts';
import { type ComparedResultRow, comparedResults } from '../test-run-comparison/compared-results.store.ts';
import { previousRun } from '../test-run-comparison/compared-test-runs.ts';
import type { Finding } from './event-data.ts';
import { type RunFindings, shownFindings } from './run-findings.ts';

/** Null when the job ran no tests. */
export async function readTestFindings(db: Queryable, job: JobRecord): Promise<RunFindings | null> {
  const run = await db
    .selectFrom('test_run')
    .select(['job_id', 'test_suite_id', 'score'])
    .where('job_id', '=', job.id)
    .executeTakeFirst();
  if (run === undefined || job.completedAt === null) return null;
  const previous = await previousRun(db, { ...run, completed_at: job.completedAt });
  const score = { now: run.score, before: previous?.score ?? null };
  const results = await comparedResults(db, job.id).execute();
  if (job.status !== 'completed') {
    const tests = results.length === 0 ? null : countsOf(results);
    return { score, tests, issues: null, changes: null, ...shownFindings([]) };
  }
  const earlier = previous === undefined ? [] : await comparedResults(db, previous.job_id).execute();
  const { isNew, remaining, fixed } = sortFailures(earlier, results);
  return {
    score,
    tests: countsOf(results),
    issues: null,
    changes: {
      against: previous?.job_id ?? null,
      new: isNew.length,
      remaining: remaining.length,
      fixed: fixed.length,
    },
    ...shownFindings([...findingsOf(isNew, true), ...findingsOf(remaining, false)]),
  };
}

const findingsOf = (results: readonly ComparedResultRow[], isNew: boolean): Finding[] =>
  results.map((result) => ({
    type: result.test_type,
    table: result.table_name,
    column: result.column_name,
    status: result.status,
    new: isNew,
  }));

const isBad = ({ status }: ComparedResultRow): boolean => status !== 'Passed' && status !== 'Log';

/** Tests that the earlier run did not have are new failures too, and so are those that cannot be run any more. */
function sortFailures(earlier: readonly ComparedResultRow[], later: readonly ComparedResultRow[]) {
  const changes = compareTestRuns(earlier, later);
  const brokenBefore = changes.errors.filter(
    ({ before }) => before.status === 'Error' && !isDismissed(before),
  );
  const broken = changes.errors.filter((pair) => !brokenBefore.includes(pair));
  const after = (pairs: readonly { readonly after: ComparedResultRow }[]) => pairs.map((pair) => pair.after);
  return {
    isNew: worstFirst([...after(changes.newFailures), ...after(broken), ...changes.added.filter(isBad)]),
    remaining: worstFirst([...after(changes.stillFailing), ...after(brokenBefore)]),
    fixed: changes.fixed,
  };
}

const RANKS: readonly string[] = ['Failed', 'Error', 'Warning'];
const worstFirst = (results: readonly ComparedResultRow[]): ComparedResultRow[] =>
  results.toSorted((one, other) => RANKS.indexOf(one.status) - RANKS.indexOf(other.status));

function countsOf(results: readonly ComparedResultRow[]): NonNullable<RunFindings['tests']> {
  const counted = results.filter((result) => !isDismissed(result));
  const count = (status: ComparedResultRow['status']) =>
    counted.filter((result) => result.status === status).length;
  return {
    passed: count('Passed'),
    failed: count('Failed'),
    warning: count('Warning'),
    error: count('Error'),
    log: count('Log'),
    dismissed: results.length - counted.length,
  };
}
