/** Writes what generation decided, in the transaction that it is given. */
import type { GeneratedTest, GenerationPlan } from '@assay/checks';
import { uuidV7 } from '@assay/jobs';
import { json } from '../../store/json-column.ts';
import type { Queryable } from '../../store/store.ts';
import type { NewTestDefinition, TestDefinitionRow } from '../../store/tables/test-tables.ts';
import { allParameters, setParameters } from '../test-definitions/stored-parameters.ts';
import {
  deleteDefinitions,
  insertDefinitions,
  updateDefinition,
} from '../test-definitions/test-definitions.store.ts';
import type { PlacedTestSuite } from '../test-suites/test-suites.store.ts';

type SuitePlace = Pick<PlacedTestSuite, 'id' | 'schema_name'>;

/** Where the parameters came from. */
export interface GenerationOrigin {
  readonly profilingRunId: string;
  readonly at: Date;
}

/** `existing` are the definitions that the plan was made for, still locked. */
export async function applyPlan(
  db: Queryable,
  suite: SuitePlace,
  plan: GenerationPlan,
  existing: readonly TestDefinitionRow[],
  origin: GenerationOrigin,
): Promise<void> {
  await deleteDefinitions(
    db,
    plan.remove.map(({ id }) => id),
  );
  const byId = new Map(existing.map((definition) => [definition.id, definition]));
  for (const { id, changes, reason } of plan.update) {
    const before = allParameters(byId.get(id)?.parameters ?? {});
    await updateDefinition(db, id, {
      parameters: json(setParameters({ ...before, ...changes })),
      generated_at: origin.at,
      generated_from: origin.profilingRunId,
      generation_reason: reason,
    });
  }
  await insertDefinitions(
    db,
    plan.add.map((test) => newDefinition(suite, test, origin)),
  );
}

const newDefinition = (
  suite: SuitePlace,
  test: GeneratedTest,
  origin: GenerationOrigin,
): NewTestDefinition => ({
  id: uuidV7(),
  test_suite_id: suite.id,
  external_id: uuidV7(),
  test_type: test.testType,
  schema_name: suite.schema_name,
  table_name: test.table,
  column_name: test.column,
  parameters: json(setParameters(test.parameters)),
  generated_at: origin.at,
  generated_from: origin.profilingRunId,
  generation_reason: test.reason,
});
