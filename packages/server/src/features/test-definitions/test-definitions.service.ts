/** Rules of test definitions: valid for their type, and what a person set is remembered as such. */
import type { TestParameters } from '@assay/checks';
import type { NewTestDefinition, TestDefinitionChange } from '@assay/contract';
import { uuidV7 } from '@assay/jobs';
import { invalidEntries, invalidRequest, notFound } from '../../http/api-problem.ts';
import { json } from '../../store/json-column.ts';
import type { Queryable } from '../../store/store.ts';
import type {
  NewTestDefinition as NewRow,
  TestDefinitionChange as RowChange,
  TestDefinitionRow,
} from '../../store/tables/test-tables.ts';
import type { ServerContext } from '../server-context.ts';
import { getSuite } from '../test-suites/test-suites.service.ts';
import type { PlacedTestSuite } from '../test-suites/test-suites.store.ts';
import { definitionProblems, findTestType, onlyMonitored } from './definition-problems.ts';
import { dryRunProblems } from './dry-run.ts';
import { allParameters, definitionOf, PARAMETER_FIELDS, setParameters } from './stored-parameters.ts';
import {
  deleteDefinitions,
  findDefinition,
  insertDefinitions,
  lockDefinition,
  type PlacedDefinition,
  updateDefinition,
} from './test-definitions.store.ts';

/** Whether the target is asked about the SQL of a definition before it is kept, and until when. */
export interface Trial {
  readonly validate: boolean;
  readonly signal: AbortSignal;
}

/** Throws ApiProblem with every mistake of the definition. */
export async function addDefinition(
  context: ServerContext,
  suiteId: string,
  body: NewTestDefinition,
  trial: Trial,
): Promise<PlacedDefinition> {
  const { store } = context;
  refuseMonitored(body.test_type);
  const suite = await getSuite(store.db, suiteId);
  const id = uuidV7();
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
    impact_dimension: body.impact_dimension ?? null,
    flagged: body.flagged ?? false,
    locked: body.lock_refresh ?? false,
    parameters: setParameters(allParameters(parametersIn(body))),
    last_manual_update_at: new Date(),
  };
  refuseProblems(draft);
  if (trial.validate) await refuseSql(context, suite, draft, trial.signal);
  return store.transaction(async ({ db }) => {
    await insertDefinitions(db, [{ ...draft, parameters: json(draft.parameters) } satisfies NewRow]);
    return getDefinition(db, id);
  });
}

/** Keeps what is not named. The fields that are named become the person's: generation leaves them alone. */
export async function changeDefinition(
  context: ServerContext,
  id: string,
  change: TestDefinitionChange,
  trial: Trial,
): Promise<PlacedDefinition> {
  const { store } = context;
  if (trial.validate && touchesSql(change)) {
    const before = await getDefinition(store.db, id);
    const draft = changed(before, change);
    refuseProblems(draft);
    await refuseSql(context, await getSuite(store.db, before.test_suite_id), draft, trial.signal);
  }
  return store.transaction(async ({ db }) => {
    const existing = await lockDefinition(db, id);
    if (existing === undefined) throw notFound();
    const columns = columnsOf(change);
    const draft = changed(existing, change);
    refuseProblems(draft);
    await updateDefinition(db, id, {
      ...columns,
      ...ownership(existing, { ...existing, ...columns }),
      parameters: json(draft.parameters),
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

function refuseMonitored(testType: string): void {
  const type = findTestType(testType);
  const reason = type === null ? null : onlyMonitored(type);
  if (reason !== null) throw invalidRequest('body.test_type', reason);
}

function refuseProblems(draft: Parameters<typeof definitionOf>[0]): void {
  const problems = definitionProblems(definitionOf(draft));
  if (problems.length > 0) throw invalidEntries(problems);
}

/** Throws ApiProblem with every piece of SQL that the target does not accept, or that it cannot be asked. */
async function refuseSql(
  context: ServerContext,
  suite: PlacedTestSuite,
  draft: Parameters<typeof definitionOf>[0],
  signal: AbortSignal,
): Promise<void> {
  const problems = await dryRunProblems(context, suite, definitionOf(draft), signal);
  if (problems.length > 0) throw invalidEntries(problems);
}

/** Switching a test off, or a new severity, must not wait for a target. */
const touchesSql = (change: TestDefinitionChange): boolean =>
  change.table_name !== undefined ||
  change.column_name !== undefined ||
  Object.keys(parametersIn(change)).length > 0;

/** A definition as the change would leave it. */
const changed = (row: TestDefinitionRow, change: TestDefinitionChange): TestDefinitionRow => ({
  ...row,
  ...columnsOf(change),
  parameters: setParameters(allParameters({ ...row.parameters, ...parametersIn(change) })),
});

/** The parameters that a body names. */
function parametersIn(body: TestDefinitionChange): Partial<TestParameters> {
  const named = PARAMETER_FIELDS.filter((field) => body[field] !== undefined);
  return Object.fromEntries(named.map((field) => [field, body[field]]));
}

type ChangedColumns = Partial<
  Pick<
    TestDefinitionRow,
    | 'table_name'
    | 'column_name'
    | 'description'
    | 'active'
    | 'status_text'
    | 'missed_runs'
    | 'severity'
    | 'impact_dimension'
    | 'flagged'
    | 'locked'
  >
>;

/**
 * Columns for the fields that are named. Who switches a test on again has dealt with what had switched it off, and
 * who switches it off does not want it back when its table is.
 */
function columnsOf(change: TestDefinitionChange): ChangedColumns {
  const columns = {
    table_name: change.table_name,
    column_name: change.column_name,
    description: change.test_description,
    active: change.test_active,
    status_text: change.test_active === true ? null : undefined,
    missed_runs: change.test_active === undefined ? undefined : 0,
    severity: change.severity,
    impact_dimension: change.impact_dimension,
    flagged: change.flagged,
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

/** Locking says itself what generation may do, a flag nothing; everything else that is named is a field to keep. */
const editedFields = (change: TestDefinitionChange): string[] =>
  Object.entries(change)
    .filter(([field, value]) => value !== undefined && field !== 'lock_refresh' && field !== 'flagged')
    .map(([field]) => field);
