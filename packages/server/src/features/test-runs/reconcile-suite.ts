/** Asks two targets at a time what the tests that compare connections want to know, one test after the other. */
import type { ReconciliationTest, Severity } from '@assay/checks';
import { reconciliationSql, runReconciliation } from '@assay/engine';
import type { ServerContext } from '../server-context.ts';
import type { OpenTargets } from './reference-targets.ts';
import { judgeReconciliation, type TestOutcome } from './test-outcome.ts';

export interface ReconciliationObserver {
  readonly suiteSeverity: Severity | null;
  readonly signal: AbortSignal;
  readonly onOutcome: (outcome: TestOutcome) => void;
}

/** Throws TargetError when the signal aborts or the tested target is gone. */
export async function reconcileSuite(
  { engine }: Pick<ServerContext, 'engine'>,
  { target, references }: OpenTargets,
  tests: readonly ReconciliationTest[],
  { suiteSeverity, signal, onOutcome }: ReconciliationObserver,
): Promise<void> {
  for (const test of tests) {
    // Planning refuses a test whose reference is not open.
    const reference = references.targetOf(test.definition)!;
    const { reconciliation } = test.plan;
    const answer = await runReconciliation(target, reference, reconciliation, engine, signal);
    const statement = reconciliationSql(target, reference, reconciliation);
    onOutcome(judgeReconciliation(test, suiteSeverity, { answer, statement }));
  }
}
