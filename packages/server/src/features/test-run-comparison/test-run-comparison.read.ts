/** Two test runs side by side: loaded here, compared by the checks. */
import { type ComparedResult, compareTestRuns, type ResultPair, type TestRunChanges } from '@assay/checks';
import type { TestResult, TestRunComparison } from '@assay/contract';
import type { Queryable } from '../../store/store.ts';
import { toApi } from '../test-runs/test-results.handlers.ts';
import { findResults } from '../test-runs/test-results.read.ts';
import { comparedResults } from './compared-results.store.ts';
import type { ComparedTestRuns, CompletedTestRun } from './compared-test-runs.ts';

/** Of each list. */
const TESTS_SHOWN = 500;

/** `table` narrows everything but the scores of the runs. */
export async function readTestRunComparison(
  db: Queryable,
  { before, after }: ComparedTestRuns,
  table: string | undefined,
): Promise<TestRunComparison> {
  const earlier = await outcomesOf(db, before, table);
  const later = await outcomesOf(db, after, table);
  const { unchanged, dismissed, ...lists } = compareTestRuns(earlier, later);
  const view = await createView(db, lists);
  return {
    before: runView(before, earlier.length),
    after: runView(after, later.length),
    counts: {
      new_failures: lists.newFailures.length,
      fixed: lists.fixed.length,
      still_failing: lists.stillFailing.length,
      errors: lists.errors.length,
      changed_measure: lists.changedMeasure.length,
      added: lists.added.length,
      removed: lists.removed.length,
      unchanged,
      dismissed,
    },
    new_failures: view.pairs(lists.newFailures),
    fixed: view.pairs(lists.fixed),
    still_failing: view.pairs(lists.stillFailing),
    errors: view.pairs(lists.errors),
    changed_measure: view.pairs(lists.changedMeasure),
    added: view.results(lists.added),
    removed: view.results(lists.removed),
  };
}

const runView = (run: CompletedTestRun, results: number): TestRunComparison['before'] => ({
  test_run_id: run.job_id,
  completed_at: run.completed_at.toISOString(),
  score: run.score,
  test_ct: results,
});

type Outcome = ComparedResult & { readonly id: string };
type Pairs = readonly ResultPair<Outcome>[];
type Lists = Omit<TestRunChanges<Outcome>, 'unchanged' | 'dismissed'>;

/** Of every test what is compared, by table, column and type; what people see is loaded for those that are shown. */
function outcomesOf(
  db: Queryable,
  { job_id }: CompletedTestRun,
  table: string | undefined,
): Promise<Outcome[]> {
  return comparedResults(db, job_id)
    .$if(table !== undefined, (rows) => rows.where('table_name', '=', table ?? ''))
    .execute();
}

async function createView(db: Queryable, { added, removed, ...pairLists }: Lists) {
  const shownPairs = Object.values(pairLists).flatMap((pairs: Pairs) => pairs.slice(0, TESTS_SHOWN));
  const shown = [
    ...shownPairs.flatMap(({ before, after }) => [before, after]),
    ...added.slice(0, TESTS_SHOWN),
    ...removed.slice(0, TESTS_SHOWN),
  ];
  const ids = shown.map(({ id }) => id);
  const loaded = new Map((await findResults(db, ids)).map((result) => [result.id, toApi(result)]));
  // A run that is deleted in this moment takes its results along.
  const results = (outcomes: readonly Outcome[]): TestResult[] =>
    outcomes.slice(0, TESTS_SHOWN).flatMap(({ id }) => loaded.get(id) ?? []);
  const pairs = (some: Pairs) =>
    some.slice(0, TESTS_SHOWN).flatMap((pair) => {
      const [before, after] = results([pair.before, pair.after]);
      return before === undefined || after === undefined ? [] : [{ before, after }];
    });
  return { results, pairs };
}
