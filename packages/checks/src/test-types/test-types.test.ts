/** What every test type keeps to; the examples also run on every live engine. */
import { assertPortablePattern, type Expression } from '@assay/dialects';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CatalogTable, catalogTableOf, compareCatalogs } from '../compare-catalogs/compare-catalogs.ts';
import { EXAMPLE_RUN_AT, type ExampleTable } from '../example.ts';
import { judgeTest, type TestVerdict } from '../judge-test.ts';
import type { KnownTable } from '../known-tables.ts';
import { isReadyTest, planTests, type ReadyTest } from '../plan-tests.ts';
import { judgeDrift } from '../schema-drift/judge-drift.ts';
import { changesByTable, tableDrift } from '../schema-drift/table-drift.ts';
import { definitionOfExample } from '../test-example.ts';
import { readMeasurement } from '../test-measurement.ts';
import type { TestExample, TestType } from '../test-type.ts';
import { answerTestPlan } from '../testing/answer-test-plan.ts';
import { generalTypeOf } from '../testing/measure-example-table.ts';
import { columnProfile } from '../testing/sample-profiles.ts';
import { TEST_TYPES } from './catalog.generated.ts';

const ORDER_OF_KEYS = [
  'key name scope compares appliesTo dqDimension impactDimension defaultSeverity unit description criterion parameters limitField bounds watch',
  'validate plan fails whenNothingMeasured reportedMeasure message badShare riskFactor expectedRows generation',
  'failingRows examples',
]
  .join(' ')
  .split(' ');

const known = ({ table, columns }: ExampleTable): KnownTable => ({
  schema: 'main',
  table,
  columns: Object.entries(columns).map(([name, type]) => ({
    name,
    generalType: generalTypeOf(type),
    columnType: type,
    isDecimal: null,
  })),
});

function planned(type: TestType, example: TestExample): ReadyTest {
  const [test] = planTests([definitionOfExample(type, example, 'main')], TEST_TYPES, {
    runAt: example.runAt ?? EXAMPLE_RUN_AT,
    tables: example.tables.map(known),
  });
  if (test === undefined || !isReadyTest(test)) throw new Error(test?.problem ?? 'it asks nothing');
  return test;
}

const catalogTable = ({ table, columns }: ExampleTable): CatalogTable =>
  catalogTableOf({
    table,
    columns: Object.entries(columns).map(([name, nativeType], index) => ({
      name,
      position: index + 1,
      nativeType,
      nullable: true,
      defaultExpression: null,
    })),
  });

function judgeExample(type: TestType, example: TestExample): TestVerdict | null {
  if (example.earlier !== undefined) {
    const definition = definitionOfExample(type, example, 'main');
    const changes = compareCatalogs(example.earlier.map(catalogTable), example.tables.map(catalogTable));
    const own = changesByTable(changes).get(definition.table ?? '') ?? [];
    return judgeDrift(type, definition, null, tableDrift(own, EXAMPLE_RUN_AT));
  }
  const { plan, definition } = planned(type, example);
  const values = answerTestPlan(plan, example.tables);
  if (values !== null)
    return judgeTest(type, definition, null, { measurement: readMeasurement(plan, values) });
  expect(plan.kind === 'query' || holdsUserSql(plan)).toBe(true);
  return null;
}

const distance = fc.double({ min: 0, max: 1000, noNaN: true });
const SOME_PROFILE = columnProfile({
  measures: {
    record_ct: 1000,
    value_ct: 900,
    distinct_value_ct: 90,
    max_length: 50,
    avg_length: 20,
    min_date: '2024-01-01',
    max_date: '2024-06-01',
    date_days_present: 100,
    date_weeks_present: 20,
    date_months_present: 6,
  },
});

/** Every node of every expression in a plan or listing. */
function nodesOf(tree: unknown): Expression[] {
  if (tree === null || typeof tree !== 'object') return [];
  const inside = Object.values(tree).flatMap(nodesOf);
  return 'kind' in tree && !('aggregates' in tree) && !('query' in tree)
    ? [tree as Expression, ...inside]
    : inside;
}

const holdsUserSql = (plan: unknown): boolean => nodesOf(plan).some(({ kind }) => kind === 'user_sql');

describe('the catalog of test types', () => {
  it('has every key once', () => {
    const keys = TEST_TYPES.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe.each(TEST_TYPES.map((type) => [type.key, type] as const))('%s', (_, type) => {
  /** Tests of the schema ask the data nothing. */
  const asked = type.examples.filter(({ earlier }) => earlier === undefined);

  it('states its facts in the order that all types share', () => {
    const keys = Object.keys(type);
    expect(keys).toEqual(ORDER_OF_KEYS.filter((key) => keys.includes(key)));
  });

  it('has examples that pass and examples that do not', () => {
    const passed = type.examples.map(({ expect: { status } }) => status === 'Passed');
    expect(new Set(passed)).toEqual(new Set([true, false]));
  });

  it('asks for what its parameters say is required, all at once', () => {
    const definition = definitionOfExample(type, { ...type.examples[0]!, parameters: {} }, 'main');
    const required = type.parameters.filter((parameter) => parameter.required).map(({ field }) => field);
    const fields = type.validate(definition).map(({ field }) => field);
    expect(fields).toEqual(expect.arrayContaining(required));
  });

  it('binds what users wrote and writes only constants of ours into statements', () => {
    for (const example of asked) {
      const { plan, definition, context } = planned(type, example);
      const literals = nodesOf([plan, type.failingRows?.(definition, context)]).flatMap((node) =>
        node.kind === 'literal' ? [node.value] : [],
      );
      const { baseline_value } = definition.parameters;
      if (baseline_value !== null) expect(literals).not.toContain(baseline_value);
    }
  });

  it('keeps its own regular expressions to what every engine reads alike', () => {
    const plan = asked[0] && planned(type, asked[0]).plan;
    for (const node of nodesOf(plan)) {
      const pattern = node.kind === 'call' && node.fn === 'matches' ? node.args[1] : undefined;
      if (pattern?.kind === 'literal') assertPortablePattern(String(pattern.value));
    }
  });

  it.each(type.examples.map((example) => [example.says, example] as const))(
    'example: %s',
    (_says, example) => {
      const verdict = judgeExample(type, example);
      if (verdict === null) return;
      const { measure, status, messageIncludes = [] } = example.expect;
      if (typeof measure === 'number') expect(verdict.measure).toBeCloseTo(measure, 9);
      else expect(verdict.measure).toBe(measure);
      expect(verdict.status).toBe(status);
      for (const part of messageIncludes) expect(verdict.message).toContain(part);
    },
  );

  it('finds at least as many rows bad, the farther a failure lies beyond its limit', () => {
    const { badShare } = type;
    if (badShare === null) return;
    const { definition } = planned(type, type.examples[0]!);
    const limit = Number(definition.parameters[type.limitField ?? 'threshold_value'] ?? 0);
    const shareAt = (measure: number) =>
      badShare({ measure, definition, recordCount: 1000, affectedRows: null, profile: SOME_PROFILE })!;
    fc.assert(
      fc.property(distance, distance, fc.constantFrom(1, -1), (one, other, side) => {
        const [near, far] = [Math.min(one, other), Math.max(one, other)].map((away) => limit + side * away);
        if (near! < 0 || far! < 0 || !type.fails(near!, definition) || !type.fails(far!, definition)) return;
        expect(shareAt(far!)).toBeGreaterThanOrEqual(shareAt(near!));
        expect(shareAt(near!)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
