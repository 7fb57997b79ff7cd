/** The screen that shows what generation would do, before anything is done. */
import { type GenerationPlan, NO_PARAMETERS, type ParameterField, type TestParameters } from '@assay/checks';
import type { GenerationAction, GenerationPreview, PreviewedTest } from '@assay/contract';
import { problem } from '../../http/api-problem.ts';
import type { Queryable } from '../../store/store.ts';
import type { TestDefinitionRow } from '../../store/tables/test-tables.ts';
import { type PageRequest, sliceIntoPage } from '../page.ts';
import { allParameters } from '../test-definitions/stored-parameters.ts';
import { suiteDefinitions } from '../test-definitions/test-definitions.store.ts';
import type { PlacedTestSuite } from '../test-suites/test-suites.store.ts';
import { learntProfiles, NOTHING_TO_LEARN_FROM, planGeneration } from './plan-generation.ts';

export interface PreviewFilter extends PageRequest {
  /** Empty = all. */
  readonly action: readonly GenerationAction[];
  readonly table?: string | undefined;
}

/** Throws ApiProblem (409) when there is no completed profile to learn from. */
export async function previewGeneration(
  db: Queryable,
  suite: PlacedTestSuite,
  filter: PreviewFilter,
): Promise<GenerationPreview> {
  const profiles = await learntProfiles(db, suite.table_group_id);
  if (profiles === null) throw problem('run_not_completed', NOTHING_TO_LEARN_FROM);
  const existing = await suiteDefinitions(db, suite.id);
  const plan = await planGeneration(db, suite, profiles, existing);
  const wanted = previewedTests(plan, existing).filter(
    ({ action, table_name }) =>
      (filter.action.length === 0 || filter.action.includes(action)) &&
      (filter.table === undefined || filter.table === table_name),
  );
  return {
    test_suite_id: suite.id,
    profiling_run_id: profiles.latest.runId,
    profiled_at: profiles.latest.startedAt.toISOString(),
    counts: {
      add: plan.add.length,
      change: plan.update.length,
      remove: plan.remove.length,
      keep: plan.unchanged.length,
    },
    tests: sliceIntoPage(wanted, filter),
  };
}

/** In the order of actions, each in the order of the plan. */
function previewedTests(plan: GenerationPlan, existing: readonly TestDefinitionRow[]): PreviewedTest[] {
  const byId = new Map(existing.map((row) => [row.id, row]));
  const ofExisting = (
    action: GenerationAction,
    { id, reason }: { readonly id: string; readonly reason: string },
    more: Partial<Pick<PreviewedTest, 'kept_because' | 'changes' | 'withheld'>> = {},
  ): PreviewedTest => {
    const row = byId.get(id)!;
    return {
      action,
      test_definition_id: id,
      test_type: row.test_type,
      table_name: row.table_name,
      column_name: row.column_name,
      test_active: row.active,
      reason,
      kept_because: null,
      changes: [],
      withheld: [],
      ...more,
    };
  };
  const fieldsOf = (id: string, after: Partial<TestParameters>) =>
    fieldChanges(allParameters(byId.get(id)?.parameters ?? {}), after);
  return [
    ...plan.add.map(
      (test): PreviewedTest => ({
        action: 'add',
        test_definition_id: null,
        test_type: test.testType,
        table_name: test.table,
        column_name: test.column,
        test_active: true,
        reason: test.reason,
        kept_because: null,
        changes: fieldChanges(NO_PARAMETERS, test.parameters),
        withheld: [],
      }),
    ),
    ...plan.update.map((test) =>
      ofExisting('change', test, {
        changes: fieldsOf(test.id, test.changes),
        withheld: fieldsOf(test.id, test.withheld),
      }),
    ),
    ...plan.remove.map((test) => ofExisting('remove', test)),
    ...plan.unchanged.map((test) =>
      ofExisting('keep', test, { kept_because: test.because, withheld: fieldsOf(test.id, test.withheld) }),
    ),
  ];
}

/** Only the fields that differ. */
const fieldChanges = (before: TestParameters, after: Partial<TestParameters>): PreviewedTest['changes'] =>
  (Object.keys(after) as ParameterField[])
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, before: before[field], after: after[field] ?? null }));
