import { isReadyTest, isReconciliation, type MeasuringTest, planTests, TEST_TYPES } from '@assay/checks';
import type { RelationDescription, Target } from '@assay/engine';
import { TABLE } from '../profile-postgresql/order-table.ts';
import { testMix } from './test-mix.ts';

export interface TestRunContext {
  /** Connection to the server that holds the table. */
  readonly url: string;
  readonly tests: number;
}

/** What a run knows before it asks anything. Throws when a test of the mix cannot run. */
export async function planMix(
  target: Target,
  { tests }: TestRunContext,
): Promise<{ readonly relations: readonly RelationDescription[]; readonly ready: readonly MeasuringTest[] }> {
  const relations = await target.describe(TABLE.schema, [TABLE.table]);
  const facts = { runAt: new Date().toISOString(), tables: relations };
  const ready = planTests(testMix(tests), TEST_TYPES, facts).map((test) => {
    if (test.problem !== null) throw new Error(`${test.definition.testType}: ${test.problem}`);
    if (!isReadyTest(test) || isReconciliation(test)) throw new Error('The mix asks one database.');
    return test;
  });
  return { relations, ready };
}
