/** From definitions to questions for the engine, each on its own: one bad definition never stops the others. */
import type { Aggregate, ColumnType, GeneralType, MeasuringQuery, TableName } from '@assay/dialects';
import { type KnownTable, KnownTables, knownColumn, placeOf } from './known-tables.ts';
import { resolvePlaces } from './resolve-places.ts';
import type { TestDefinition } from './test-definition.ts';
import type { TestContext, TestPlan, TestType } from './test-type.ts';

/** A question for the engine; `id` is the definition's. */
export type TestRequest =
  | {
      readonly id: string;
      readonly kind: 'aggregates';
      readonly table: TableName;
      readonly aggregates: Readonly<Record<string, Aggregate>>;
    }
  | { readonly id: string; readonly kind: 'query'; readonly query: MeasuringQuery };

/** `schema` tests ask the target nothing. */
export type DataPlan = Exclude<TestPlan, { readonly kind: 'schema' }>;

export interface ReadyTest {
  /** With names spelled as in the target. */
  readonly definition: TestDefinition;
  readonly type: TestType;
  readonly context: TestContext;
  readonly plan: DataPlan;
  readonly request: TestRequest;
  readonly problem: null;
}
/** A test of the schema of a table group: it is answered from the catalog. */
export interface SchemaTest {
  readonly definition: TestDefinition;
  readonly type: TestType;
  readonly request: null;
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

export const isReadyTest = (test: PlannedTest): test is ReadyTest =>
  test.problem === null && test.request !== null;
export const isSchemaTest = (test: PlannedTest): test is SchemaTest =>
  test.problem === null && test.request === null;

export interface PlanningFacts {
  readonly runAt: string;
  /** Every table that definitions may name, reference tables too. */
  readonly tables: readonly KnownTable[];
}

/** Plans every definition, in the given order. */
export function planTests(
  definitions: readonly TestDefinition[],
  types: readonly TestType[],
  { runAt, tables }: PlanningFacts,
): readonly PlannedTest[] {
  const byKey = new Map(types.map((type) => [type.key, type]));
  const known = new KnownTables(tables);
  return definitions.map((definition) => {
    const type = byKey.get(definition.testType) ?? null;
    if (type === null) {
      const problem = `There is no test type "${definition.testType}"; choose one from the list of test types.`;
      return { definition, type, problem, missing: [] };
    }
    return planTest(type, definition, known, runAt);
  });
}

function planTest(type: TestType, given: TestDefinition, tables: KnownTables, runAt: string): PlannedTest {
  const invalid = type.validate(given).map(({ problem }) => problem);
  if (invalid.length > 0) return { definition: given, type, problem: invalid.join(' '), missing: [] };
  const { definition, table, problems } = resolvePlaces(type, given, tables);
  if (problems.length > 0) {
    const problem = problems.map(({ says }) => says).join(' ');
    return { definition, type, problem, missing: problems.flatMap(({ missing }) => missing ?? []) };
  }

  const columnType =
    type.scope === 'column' && table !== null && definition.column !== null
      ? knownColumn(table, definition.column)
      : null;
  if (columnType !== null && type.appliesTo !== null && !type.appliesTo.includes(columnType.generalType)) {
    return { definition, type, problem: wrongColumnType(type, definition, columnType), missing: [] };
  }
  const context: TestContext = { runAt, columnType, table };
  const plan = type.plan(definition, context);
  if (plan.kind === 'schema') return { definition, type, request: null, problem: null };
  return { definition, type, context, plan, request: requestOf(definition, plan), problem: null };
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

function requestOf({ id, schema, table }: TestDefinition, plan: DataPlan): TestRequest {
  return plan.kind === 'query'
    ? { id, kind: 'query', query: plan.query }
    : { id, kind: 'aggregates', table: { schema, table: table ?? '' }, aggregates: plan.aggregates };
}
