/** Every example of every test type: planned, measured and judged, on every engine. */
import {
  catalogTableOf,
  changesByTable,
  compareCatalogs,
  definitionOfExample,
  EXAMPLE_RUN_AT,
  isReadyTest,
  judgeDrift,
  judgeTest,
  planTests,
  readMeasurement,
  TEST_TYPES,
  type TestDefinition,
  type TestExample,
  type TestType,
  tableDrift,
} from '@assay/checks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runMeasurements } from '../index.ts';
import { LIVE_ENGINES, type OpenedEngine } from './live-engines.ts';

const cases = TEST_TYPES.flatMap((type) =>
  type.examples.map((example, index) => ({
    says: `${type.key}: ${example.says}`,
    type,
    example,
    schema: `${type.key.toLowerCase()}_${index}`,
  })),
);
/** Where the tables of an example are as they were in the run before. */
const earlierSchema = (schema: string): string => `${schema}_before`;
/** SQL of a user names tables bare, so those examples need a connection that finds them. */
const namesTables = ({ type }: { type: TestType }) => type.scope === 'custom';

async function judge(opened: OpenedEngine, type: TestType, example: TestExample, schema: string) {
  const definition: TestDefinition = definitionOfExample(type, example, schema);
  const described = await opened.target.describe(schema, null);
  if (example.earlier !== undefined) {
    const before = await opened.target.describe(earlierSchema(schema), null);
    const changes = compareCatalogs(before.map(catalogTableOf), described.map(catalogTableOf));
    const own = changesByTable(changes).get(definition.table ?? '') ?? [];
    return judgeDrift(type, definition, null, tableDrift(own, EXAMPLE_RUN_AT));
  }
  const runAt = example.runAt ?? EXAMPLE_RUN_AT;
  const [planned] = planTests([definition], TEST_TYPES, { runAt, tables: described });
  if (planned === undefined || !isReadyTest(planned)) throw new Error(planned?.problem ?? 'it asks nothing');
  const signal = new AbortController().signal;
  const [answer] = await runMeasurements(opened.target, [planned.request], opened.options, { signal });
  if (answer === undefined || 'error' in answer) throw new Error(answer?.error);
  const measurement = readMeasurement(planned.plan, answer.values);
  return judgeTest(planned.type, planned.definition, null, { measurement });
}

function compare(verdict: Awaited<ReturnType<typeof judge>>, { expect: expected }: TestExample) {
  expect(verdict.status, verdict.message).toBe(expected.status);
  if (typeof expected.measure === 'number' && typeof verdict.measure === 'number')
    expect(verdict.measure).toBeCloseTo(expected.measure, 6);
  else expect(verdict.measure).toEqual(expected.measure);
  for (const part of expected.messageIncludes ?? []) expect(verdict.message).toContain(part);
}

// Tests are measured in the target by both strategies.
describe.each(LIVE_ENGINES.filter(({ strategy }) => strategy !== 'pull'))('tests on $name', (engine) => {
  if (!engine.available()) return it.skip('PostgreSQL is not installed');
  let opened: OpenedEngine;
  const packed = cases.filter((one) => !namesTables(one));
  beforeAll(async () => {
    opened = await engine.open(
      packed.flatMap(({ schema, example }) => [
        { schema, tables: example.tables },
        ...(example.earlier === undefined
          ? []
          : [{ schema: earlierSchema(schema), tables: example.earlier }]),
      ]),
    );
  });
  afterAll(() => opened?.close());

  it.each(packed)('$says', async ({ type, example, schema }) => {
    compare(await judge(opened, type, example, schema), example);
  });

  it.each(cases.filter(namesTables))('$says', async ({ type, example, schema }) => {
    const own = await engine.open([{ schema, tables: example.tables }], schema);
    try {
      const place = engine.strategy === 'in_place' ? 'main' : schema;
      compare(await judge(own, type, example, place), example);
    } finally {
      await own.close();
    }
  });
});
