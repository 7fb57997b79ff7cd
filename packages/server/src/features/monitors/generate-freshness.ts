/** The monitors that are made from a profile: those of the monitor set of test types. */
import { type ExistingTest, generateTests, TEST_TYPES } from '@assay/checks';
import type { Queryable } from '../../store/store.ts';
import type { TestDefinitionRow } from '../../store/tables/test-tables.ts';
import { definitionOf } from '../test-definitions/stored-parameters.ts';
import { lockDefinitions } from '../test-definitions/test-definitions.store.ts';
import { applyPlan } from '../test-generation/apply-plan.ts';
import type { CompleteProfile } from '../test-generation/complete-profiles.store.ts';
import type { MonitorSuite } from './monitors.store.ts';

const GENERATED_TYPES = TEST_TYPES.filter(({ generation }) => generation?.set === 'monitor');

export const isGeneratedType = (testType: string): boolean =>
  GENERATED_TYPES.some(({ key }) => key === testType);

/**
 * `insert` adds what is missing; `upsert` also renews what is there, but for locked monitors and for fields that a person
 * set; a set of ids renews those alone. Nothing is removed: a profile that no longer suggests a monitor does not mean that
 * its table is gone.
 */
export type Renewal = 'insert' | 'upsert' | ReadonlySet<string>;

export async function generateFreshness(
  db: Queryable,
  suite: MonitorSuite,
  { tables, startedAt, runId }: CompleteProfile,
  renewal: Renewal,
): Promise<{ readonly added: number; readonly renewed: number }> {
  const existing = await lockDefinitions(db, suite.id);
  const plan = generateTests(tables, GENERATED_TYPES, {
    runAt: startedAt.toISOString(),
    history: [],
    existing: existing.filter(({ schema_name }) => schema_name === suite.schema_name).map(existingTest),
  });
  const isRenewed = ({ id }: { readonly id: string }) =>
    renewal === 'upsert' || (renewal !== 'insert' && renewal.has(id));
  const wanted = { ...plan, update: plan.update.filter(isRenewed), remove: [] };
  await applyPlan(db, suite, wanted, existing, { profilingRunId: runId, at: new Date() });
  return { added: wanted.add.length, renewed: wanted.update.length };
}

const existingTest = (row: TestDefinitionRow): ExistingTest => ({
  definition: definitionOf(row),
  generated: row.generated_at !== null,
  locked: row.locked,
  manualFields: row.manual_fields,
});
