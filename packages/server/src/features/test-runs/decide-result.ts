/** What a person decides about a test result, with what follows from it at once. */
import type { Disposition } from '@assay/contract';
import { invalidRequest, notFound } from '../../http/api-problem.ts';
import type { Queryable } from '../../store/store.ts';
import type { TestResultRow } from '../../store/tables/test-tables.ts';
import type { ServerContext } from '../server-context.ts';
import { findTestType } from '../test-definitions/definition-problems.ts';
import { lockDefinition, updateDefinition } from '../test-definitions/test-definitions.store.ts';
import { scoreResults } from './score-outcomes.ts';
import { findResult, lockRun, saveDisposition, saveScore, scoredResults } from './test-runs.store.ts';

export interface Decision {
  /** Null takes an earlier decision back. */
  readonly disposition: Disposition | null;
  /** Id of the token that decides. */
  readonly by: string;
}

/**
 * The run's score follows in the same transaction. Inactive also switches the test off and locks it; no other
 * decision switches a test on or unlocks it, for someone may have had reasons of their own to switch it off.
 */
export async function decideResult(
  { store }: ServerContext,
  resultId: string,
  { disposition, by }: Decision,
): Promise<TestResultRow> {
  return store.transaction(async ({ db }) => {
    const result = await getResult(db, resultId);
    if (result.status === 'Passed' && disposition !== null) {
      throw invalidRequest(
        'body.disposition',
        'This test passed: there is nothing to decide. Only results of other statuses can be confirmed, dismissed or set inactive.',
      );
    }
    const isOfGroup = findTestType(result.test_type)?.scope === 'tablegroup';
    if (disposition === 'Inactive' && isOfGroup) {
      throw invalidRequest(
        'body.disposition',
        'This test watches all tables of its group, not this one alone: dismiss the result, or switch the test itself off.',
      );
    }
    const run = await lockRun(db, result.test_run_id);
    await saveDisposition(db, resultId, disposition, by);
    if (disposition === 'Inactive') await switchOff(db, result.test_definition_id);
    // While it runs there is no score yet; the end of the run will make it with this decision.
    if (run !== undefined && run.finished_at !== null) {
      await saveScore(db, run.job_id, scoreResults(await scoredResults(db, run.job_id)));
    }
    return getResult(db, resultId);
  });
}

/** A definition that was deleted since is off already. */
async function switchOff(db: Queryable, definitionId: string): Promise<void> {
  const definition = await lockDefinition(db, definitionId);
  if (definition === undefined) return;
  const now = new Date();
  await updateDefinition(db, definitionId, {
    active: false,
    missed_runs: 0,
    locked: true,
    status_text: `Switched off ${now.toISOString()}: one of its results was set inactive.`,
    last_manual_update_at: now,
  });
}

export async function getResult(db: Queryable, id: string): Promise<TestResultRow> {
  const result = await findResult(db, id);
  if (result === undefined) throw notFound();
  return result;
}
