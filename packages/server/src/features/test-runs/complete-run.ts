/** The end of a run in the store: its last results, and everything that follows from all of them. */
import type { Queryable } from '../../store/store.ts';
import type { RunWarning } from '../../store/tables/profiling-tables.ts';
import { scoreResults } from './score-outcomes.ts';
import { finishRun, type StoredResult, saveResults, saveScore, scoredResults } from './test-runs.store.ts';

/** As many statements for ten thousand results as for ten. */
export async function completeRun(
  db: Queryable,
  runId: string,
  results: readonly StoredResult[],
  warnings: readonly RunWarning[],
): Promise<void> {
  await saveResults(db, results);
  await saveScore(db, runId, scoreResults(await scoredResults(db, runId)));
  await finishRun(db, runId, warnings);
}
