/** From definitions to questions for the engine, each on its own: one bad definition never stops the others. */
import type { Aggregate, ColumnType, GeneralType, MeasuringQuery, TableName } from '@assay/dialects';
import { type KnownTable, KnownTables, knownColumn, placeOf } from './known-tables.ts';
import type { ReferenceConnections } from './reconciliation/reference-connection.ts';
import { resolveSides } from './reconciliation/resolve-sides.ts';
import { resolvePlaces } from './resolve-places.ts';
import type { TestDefinition } from './test-definition.ts';
import type { MeasuringPlan, ReconciliationPlan, SchemaPlan, TestContext, TestType } from './test-type.ts';

/** A question for the engine; `id` is the definition's. */
export type TestRequest =
  | {
      readonly id: string;
      readonly kind: 'aggregates';
      readonly table: TableName;
      readonly aggregates: Readonly<Record<string, Aggregate>>;
    }
  | {
      readonly id: string;
      readonly kind: 'query';
      readonly query: MeasuringQuery;
      /** Where the definition is filed; null = nowhere. */
      readonly table: TableName | null;
    };

interface PlannedBase {
  /** With names spelled as in the target. */
  readonly definition: TestDefinition;
  readonly type: TestType;
  readonly context: TestContext;
  readonly problem: null;
}
/** A question to the tested target alone. */
export interface MeasuringTest extends PlannedBase {
  readonly plan: MeasuringPlan;
  readonly request: TestRequest;
}
/** A question to two targets: the one that is tested, and that of `match_connection_name`. */
export interface ReconciliationTest extends PlannedBase {
  readonly plan: ReconciliationPlan;
  readonly request: null;
}
export type ReadyTest = MeasuringTest | ReconciliationTest;
export const isReconciliation = (test: ReadyTest): test is ReconciliationTest => test.request === null;

/** A test of the schema of a table group: it asks the target nothing, and is answered from the catalog. */
export interface SchemaTest {
  readonly definition: TestDefinition;
  readonly type: TestType;
  readonly plan: SchemaPlan;
  readonly problem: null;
}

/** A definition that cannot run: its result is an Error with `problem` as the message. */
export interface RefusedTest {
  readonly definition: TestDefinition;
  /** Null when there is no type of that name. */
  readonly type: TestType | null;
  /** Everything that is wrong, each with the place and the remedy. */
  readonly problem: string;
  /** Tables and columns that the target does not have now: `Missing table: shop.orders`. Empty = another reason. */
  readonly missing: readonly string[];
}
export type PlannedTest = ReadyTest | SchemaTest | RefusedTest;

export const isMeasuringTest = (test: PlannedTest): test is MeasuringTest =>
  isReadyTest(test) && !isReconciliation(test);
export const isReadyTest = (test: PlannedTest): test is ReadyTest =>
  test.problem === null && test.plan.kind !== 'schema';
export const isSchemaTest = (test: PlannedTest): test is SchemaTest =>
  test.problem === null && test.plan.kind === 'schema';

export interface PlanningFacts {
  readonly runAt: string;
  /** Every table that definitions may name, reference tables too. */
  readonly tables: readonly KnownTable[];
  /** Every connection that definitions compare with. */
  readonly references?: ReferenceConnections;
}

/** Plans every definition, in the given order. */
export function planTests(
  definitions: readonly TestDefinition[],
  types: readonly TestType[],
  { runAt, tables, references = new Map() }: PlanningFacts,
): readonly PlannedTest[] {
  const byKey = new Map(types.map((type) => [type.key, type]));
  const known = new KnownTables(tables);
  return definitions.map((definition) => {
    const type = byKey.get(definition.testType) ?? null;
    if (type === null) {
      const problem = `There is no test type "${definition.testType}"; choose one from the list of test types.`;
      return { definition, type, problem, missing: [] };
    }
    return planTest(type, definition, { runAt, tables: known, references });
  });
}

interface Facts {
  readonly runAt: string;
  readonly tables: KnownTables;
  readonly references: ReferenceConnections;
}

function planTest(type: TestType, given: TestDefinition, { runAt, tables, references }: Facts): PlannedTest {
  const invalid = type.validate(given).map(({ problem }) => problem);
  if (invalid.length > 0) return { definition: given, type, problem: invalid.join(' '), missing: [] };
  const { definition, table, problems } = resolvePlaces(type, given, tables);
  if (type.reconciles !== undefined && table !== null) {
    const resolved = resolveSides(type.reconciles, definition, table, references);
    if (problems.length > 0 || resolved.sides === null)
      return refused(type, definition, [...problems, ...resolved.problems]);
    return ready(type, resolved.definition, { runAt, columnType: null, table, sides: resolved.sides });
  }
  if (problems.length > 0) return refused(type, definition, problems);

  const columnType =
    type.scope === 'column' && table !== null && definition.column !== null
      ? knownColumn(table, definition.column)
      : null;
  if (columnType !== null && type.appliesTo !== null && !type.appliesTo.includes(columnType.generalType)) {
    return { definition, type, problem: wrongColumnType(type, definition, columnType), missing: [] };
  }
  return ready(type, definition, { runAt, columnType, table, sides: null });
}

function refused(
  type: TestType,
  definition: TestDefinition,
  problems: readonly { readonly says: string; readonly missing: string | null }[],
): RefusedTest {
  const problem = problems.map(({ says }) => says).join(' ');
  return { definition, type, problem, missing: problems.flatMap(({ missing }) => missing ?? []) };
}

function ready(type: TestType, definition: TestDefinition, context: TestContext): ReadyTest | SchemaTest {
  const plan = type.plan(definition, context);
  if (plan.kind === 'schema') return { definition, type, plan, problem: null };
  const planned = { definition, type, context, problem: null };
  return plan.kind === 'reconciliation'
    ? { ...planned, plan, request: null }
    : { ...planned, plan, request: requestOf(definition, plan) };
}

const TYPE_WORDS: Readonly<Record<GeneralType, string>> = {
  A: 'text',
  B: 'booleans',
  D: 'dates',
  N: 'numbers',
  T: 'times of day',
  X: 'values of its own kind',
};

function wrongColumnType(
  type: TestType,
  { schema, table, column }: TestDefinition,
  found: ColumnType,
): string {
  const wanted = (type.appliesTo ?? []).map((letter) => TYPE_WORDS[letter]).join(' or ');
  const place = placeOf(schema, table ?? '', column ?? '');
  return `The test ${type.key} is for ${wanted}, and the column ${place} holds ${TYPE_WORDS[found.generalType]} (${found.columnType}); choose another column or another test.`;
}

function requestOf({ id, schema, table }: TestDefinition, plan: MeasuringPlan): TestRequest {
  return plan.kind === 'query'
    ? { id, kind: 'query', query: plan.query, table: table === null ? null : { schema, table } }
    : { id, kind: 'aggregates', table: { schema, table: table ?? '' }, aggregates: plan.aggregates };
}
