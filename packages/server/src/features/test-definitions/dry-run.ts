/** Tries the SQL that people write in definitions before it is kept: the target plans it and fetches nothing. */
import {
  isReadyTest,
  type ParameterField,
  planTests,
  type TestDefinition,
  type TestType,
} from '@assay/checks';
import type { ErrorEntry } from '@assay/contract';
import { TargetError, tryMeasurement } from '@assay/engine';
import { problem } from '../../http/api-problem.ts';
import { SecretOpenError } from '../../secrets/secret-box.ts';
import { withConnectionTarget } from '../connections/target-sessions.ts';
import type { ServerContext } from '../server-context.ts';
import { findTargetTables } from '../test-runs/target-tables.ts';
import type { PlacedTestSuite } from '../test-suites/test-suites.store.ts';
import { findTestType } from './definition-problems.ts';

/** Planning takes milliseconds; whoever saves a test waits for it. */
const TIMEOUT_MS = 10_000;

/** Fields that hold SQL: parameters, and `column_name` where it is an expression. */
type SqlField = ParameterField | 'column_name';

/**
 * Entries for the fields whose SQL the target does not accept; empty = fine, or nothing to try. A definition whose
 * table or column is not there is not tried: its runs say so. Throws the `target_error` problem when the target
 * cannot be asked.
 */
export async function dryRunProblems(
  context: ServerContext,
  suite: Pick<PlacedTestSuite, 'connection_id' | 'schema_name'>,
  definition: TestDefinition,
  signal: AbortSignal,
): Promise<readonly ErrorEntry[]> {
  const type = findTestType(definition.testType);
  if (type === null || sqlFields(type, definition).length === 0) return [];
  try {
    return await withConnectionTarget(context, suite.connection_id, async (target) => {
      const tables = await findTargetTables(target, [definition], suite.schema_name, signal);
      if (definition.table !== null && tables.unreadable(definition.schema, definition.table) !== null)
        return [];
      const attempt = async (tried: TestDefinition): Promise<string | null> => {
        const facts = { runAt: new Date().toISOString(), tables: tables.known };
        const [planned] = planTests([tried], [type], facts);
        if (planned === undefined || !isReadyTest(planned)) return null;
        return tryMeasurement(target, planned.request, { signal, timeoutMs: TIMEOUT_MS });
      };
      const refusal = await attempt(definition);
      return refusal === null ? [] : await blame(type, definition, refusal, attempt);
    });
  } catch (error) {
    throw error instanceof TargetError || error instanceof SecretOpenError ? untried(error) : error;
  }
}

const SQL_KINDS: readonly string[] = ['sql_query', 'sql_condition'];

function sqlFields(type: TestType, { column, parameters }: TestDefinition): readonly SqlField[] {
  const set = type.parameters
    .filter(({ field, kind }) => SQL_KINDS.includes(kind) && !isBlank(parameters[field]))
    .map(({ field }) => field);
  return type.compares === 'aggregate' && !isBlank(column) ? ['column_name', ...set] : set;
}

const isBlank = (value: string | number | null): boolean => value === null || String(value).trim() === '';

type Attempt = (definition: TestDefinition) => Promise<string | null>;

/** Takes the definition apart until what is refused stands alone. */
async function blame(
  type: TestType,
  definition: TestDefinition,
  refusal: string,
  attempt: Attempt,
): Promise<readonly ErrorEntry[]> {
  const fields = sqlFields(type, definition);
  const needed = fields.filter((field) => field === 'column_name' || isRequired(type, field));
  const optional = fields.filter((field) => !needed.includes(field));
  const bare = withSql(definition, optional, null);
  const ofNeeded = optional.length === 0 ? refusal : await attempt(bare);
  if (ofNeeded !== null) return [refused(await neededCulprit(bare, needed, attempt), ofNeeded)];
  const entries: ErrorEntry[] = [];
  for (const field of optional) {
    const others = optional.filter((other) => other !== field);
    const alone = await attempt(withSql(definition, others, null));
    if (alone !== null) entries.push(refused(field, alone));
  }
  return entries.length > 0 ? entries : [refused(optional[0] ?? 'custom_query', refusal)];
}

const isRequired = (type: TestType, name: SqlField): boolean =>
  type.parameters.some(({ field, required }) => field === name && required);

/** Only tests that compare aggregates need more than one piece of SQL; each is tried with a harmless one instead. */
async function neededCulprit(
  bare: TestDefinition,
  needed: readonly SqlField[],
  attempt: Attempt,
): Promise<SqlField> {
  const [first = 'custom_query', ...others] = needed;
  for (const field of others) {
    if ((await attempt(withSql(bare, [field], 'count(*)'))) === null) return field;
  }
  return first;
}

function withSql(
  definition: TestDefinition,
  fields: readonly SqlField[],
  sql: string | null,
): TestDefinition {
  const changed = Object.fromEntries(fields.map((field) => [field, sql]));
  const { column_name: column = definition.column, ...parameters } = changed;
  return { ...definition, column, parameters: { ...definition.parameters, ...parameters } };
}

const refused = (field: SqlField, words: string): ErrorEntry => ({
  code: 'invalid_request',
  path: `body.${field}`,
  detail: `The target does not accept this SQL: ${words}`,
});

function untried(error: TargetError | SecretOpenError) {
  const said = error instanceof TargetError ? error.message : error.userMessage;
  return problem(
    'target_error',
    `The SQL of the test could not be tried. ${said} To save it untried, add ?validate=false.`,
    error,
  );
}
