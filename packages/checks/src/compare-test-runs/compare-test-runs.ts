/** What is different between two runs of a suite, test by test. */
import { type IssueDisposition, isDismissed } from '../scores/profiling-score.ts';
import type { TestStatus } from '../test-definition.ts';

export interface ComparedResult {
  readonly definitionId: string;
  readonly status: TestStatus;
  /** As the result keeps it; null when there was nothing to measure. */
  readonly measure: string | null;
  readonly disposition: IssueDisposition;
}

export interface ResultPair<Result extends ComparedResult> {
  readonly before: Result;
  readonly after: Result;
}

export interface TestRunChanges<Result extends ComparedResult> {
  /** Fail now and did not before. */
  readonly newFailures: readonly ResultPair<Result>[];
  /** Failed before and do not now, and could be run. */
  readonly fixed: readonly ResultPair<Result>[];
  readonly stillFailing: readonly ResultPair<Result>[];
  /** Could not be run now. */
  readonly errors: readonly ResultPair<Result>[];
  /** In none of the above, but with another measure. */
  readonly changedMeasure: readonly ResultPair<Result>[];
  /** Tests that only the later run has. */
  readonly added: readonly Result[];
  /** Tests that only the earlier run has. */
  readonly removed: readonly Result[];
  /** Pairs that are in none of the lists. */
  readonly unchanged: number;
  /** Tests that are left out because their last result was dismissed or set inactive. */
  readonly dismissed: number;
}

/**
 * Results by definition, in the order of the later run. A test whose last result was dismissed is left out. One that was
 * dismissed in the earlier run only counts as not failing there: if it fails again that is a new failure, and if it
 * passes nothing was fixed, for nothing was wrong.
 */
export function compareTestRuns<Result extends ComparedResult>(
  before: readonly Result[],
  after: readonly Result[],
): TestRunChanges<Result> {
  const earlier = new Map(before.map((result) => [result.definitionId, result]));
  const later = new Set(after.map(({ definitionId }) => definitionId));
  const counted = after.filter((result) => !isDismissed(result));
  const gone = before.filter(({ definitionId }) => !later.has(definitionId));
  const removed = gone.filter((result) => !isDismissed(result));
  const pairs = counted.flatMap((result) => {
    const match = earlier.get(result.definitionId);
    return match === undefined ? [] : [{ before: match, after: result }];
  });
  const by = Map.groupBy(pairs, changeOf);
  return {
    newFailures: by.get('new_failure') ?? [],
    fixed: by.get('fixed') ?? [],
    stillFailing: by.get('still_failing') ?? [],
    errors: by.get('error') ?? [],
    changedMeasure: by.get('changed_measure') ?? [],
    added: counted.filter(({ definitionId }) => !earlier.has(definitionId)),
    removed,
    unchanged: by.get('unchanged')?.length ?? 0,
    dismissed: after.length - counted.length + (gone.length - removed.length),
  };
}

type Change = 'new_failure' | 'fixed' | 'still_failing' | 'error' | 'changed_measure' | 'unchanged';

function changeOf({ before, after }: ResultPair<ComparedResult>): Change {
  if (after.status === 'Error') return 'error';
  const failed = isFailing(before) && !isDismissed(before);
  if (isFailing(after)) return failed ? 'still_failing' : 'new_failure';
  if (failed) return 'fixed';
  return before.measure === after.measure ? 'unchanged' : 'changed_measure';
}

const isFailing = ({ status }: ComparedResult): boolean => status === 'Failed' || status === 'Warning';
