/** Rules of test definitions: valid for their type, and what a person set is remembered as such. */
import type { TestParameters } from '@assay/checks';
import type { NewTestDefinition, TestDefinitionChange } from '@assay/contract';
import { uuidV7 } from '@assay/jobs';
import { invalidEntries, notFound } from '../../http/api-problem.ts';
import { json } from '../../store/json-column.ts';
import type { Queryable } from '../../store/store.ts';
import type {
  NewTestDefinition as NewRow,
  TestDefinitionChange as RowChange,
  TestDefinitionRow,
} from '../../store/tables/test-tables.ts';
import type { ServerContext } from '../server-context.ts';
import { getTestSuite } from '../test-suites/test-suites.service.ts';
import { definitionProblems } from './definition-problems.ts';
import { allParameters, definitionOf, PARAMETER_FIELDS, setParameters } from './stored-parameters.ts';
import {
  deleteDefinitions,
  findDefinition,
  insertDefinitions,
  lockDefinition,
  type PlacedDefinition,
  updateDefinition,
} from './test-definitions.store.ts';

/** Throws ApiProblem with every mistake of the definition. */
export async function addDefinition(
  { store }: ServerContext,
  suiteId: string,
  body: NewTestDefinition,
): Promise<PlacedDefinition> {
  const id = uuidV7();
  return store.transaction(async ({ db }) => {
    const suite = await getTestSuite(db, suiteId);
    const draft = {
      id,
      test_suite_id: suiteId,
      external_id: uuidV7(),
      test_type: body.test_type,
      schema_name: suite.schema_name,
      table_name: body.table_name ?? null,
      column_name: body.column_name ?? null,
      description: body.test_description ?? null,
      active: body.test_active ?? true,
      severity: body.severity ?? null,
      locked: body.lock_refresh ?? false,
      parameters: setParameters(allParameters(parametersIn(body))),
      last_manual_update_at: new Date(),
    };
    refuseProblems(draft);
    await insertDefinitions(db, [{ ...draft, parameters: json(draft.parameters) } satisfies NewRow]);
    return getDefinition(db, id);
  });
}

/** Keeps what is not named. The fields that are named become the person's: generation leaves them alone. */
export async function changeDefinition(
  { store }: ServerContext,
  id: string,
  change: TestDefinitionChange,
): Promise<PlacedDefinition> {
  return store.transaction(async ({ db }) => {
    const existing = await lockDefinition(db, id);
    if (existing === undefined) throw notFound();
    const columns = columnsOf(change);
    const parameters = setParameters(allParameters({ ...existing.parameters, ...parametersIn(change) }));
    refuseProblems({ ...existing, ...columns, parameters });
    await updateDefinition(db, id, {
      ...columns,
      ...ownership(existing, { ...existing, ...columns }),
      parameters: json(parameters),
      manual_fields: [...new Set([...existing.manual_fields, ...editedFields(change)])],
      last_manual_update_at: new Date(),
    });
    return getDefinition(db, id);
  });
}

export async function removeDefinition({ store }: ServerContext, id: string): Promise<void> {
  await deleteDefinitions(store.db, [id]);
}

/** Throws the `not_found` problem when there is none. */
export async function getDefinition(db: Queryable, id: string): Promise<PlacedDefinition> {
  const definition = await findDefinition(db, id);
  if (definition === undefined) throw notFound();
  return definition;
}

function refuseProblems(draft: Parameters<typeof definitionOf>[0]): void {
  const problems = definitionProblems(definitionOf(draft));
  if (problems.length > 0) throw invalidEntries(problems);
}

/** The parameters that a body names. */
function parametersIn(body: TestDefinitionChange): Partial<TestParameters> {
  const named = PARAMETER_FIELDS.filter((field) => body[field] !== undefined);
  return Object.fromEntries(named.map((field) => [field, body[field]]));
}

type ChangedColumns = Partial<
  Pick<
    TestDefinitionRow,
    'table_name' | 'column_name' | 'description' | 'active' | 'status_text' | 'severity' | 'locked'
  >
>;

/** Columns for the fields that are named. Who switches a test on again has dealt with what had switched it off. */
function columnsOf(change: TestDefinitionChange): ChangedColumns {
  const columns = {
    table_name: change.table_name,
    column_name: change.column_name,
    description: change.test_description,
    active: change.test_active,
    status_text: change.test_active === true ? null : undefined,
    severity: change.severity,
    locked: change.lock_refresh,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}

/** A generated test that was moved is no longer the test that generation proposed: it is its mover's. */
function ownership(
  before: Pick<TestDefinitionRow, 'table_name' | 'column_name'>,
  after: Pick<TestDefinitionRow, 'table_name' | 'column_name'>,
): RowChange {
  const moved = before.table_name !== after.table_name || before.column_name !== after.column_name;
  return moved ? { generated_at: null, generated_from: null, generation_reason: null } : {};
}

/** Locking says itself what generation may do; everything else that is named is a field to keep. */
const editedFields = (change: TestDefinitionChange): string[] =>
  Object.entries(change)
    .filter(([field, value]) => value !== undefined && field !== 'lock_refresh')
    .map(([field]) => field);
