/** Writes what an import plans, in the transaction that it is given. */
import { uuidV7 } from '@assay/jobs';
import { json } from '../../store/json-column.ts';
import type { Queryable } from '../../store/store.ts';
import type { NewTestDefinition } from '../../store/tables/test-tables.ts';
import { deleteDefinitions, insertDefinitions } from '../test-definitions/test-definitions.store.ts';
import type { PlacedTestSuite } from '../test-suites/test-suites.store.ts';
import type { ImportPlan, PlannedCreate, PlannedUpdate } from './plan-import.ts';
import { isGenerated } from './suite-index.ts';
import { replaceDefinitions } from './test-suite-documents.store.ts';

/** The ids of the new tests by position in the document. The plan must be that of the suite as it is locked. */
export async function applyImport(
  db: Queryable,
  suite: PlacedTestSuite,
  { items }: ImportPlan,
): Promise<ReadonlyMap<number, string>> {
  const now = new Date();
  const creates = items.filter((item) => item.action === 'create');
  const updates = items.filter((item) => item.action === 'update');
  const deletes = items.filter((item) => item.action === 'delete');
  const ids = new Map(creates.map(({ idx }) => [idx, uuidV7()]));
  await insertDefinitions(
    db,
    creates.map((create) => ({
      ...newDefinition(create, now),
      id: ids.get(create.idx)!,
      test_suite_id: suite.id,
      schema_name: suite.schema_name,
    })),
  );
  await replaceDefinitions(
    db,
    updates.map((update) => changedDefinition(update, now)),
  );
  await deleteDefinitions(
    db,
    deletes.map(({ target }) => target.id),
  );
  return ids;
}

type WithoutPlace = Omit<NewTestDefinition, 'id' | 'test_suite_id' | 'schema_name'>;

function newDefinition({ definition, externalId, columns }: PlannedCreate, now: Date): WithoutPlace {
  return {
    ...columns,
    parameters: json(columns.parameters),
    test_type: definition.test_type,
    external_id: externalId ?? uuidV7(),
    generated_at: isGenerated(definition) ? now : null,
    last_manual_update_at: now,
  };
}

const changedDefinition = ({ target, switched, columns }: PlannedUpdate, now: Date): NewTestDefinition => ({
  ...target,
  ...columns,
  // As when a person switches it: who switches a test on has dealt with what had switched it off.
  status_text: switched && columns.active ? null : target.status_text,
  missed_runs: switched ? 0 : target.missed_runs,
  parameters: json(columns.parameters),
  last_manual_update_at: now,
  updated_at: now,
});
