/** Every example of every mutation: copied out of a live engine, damaged, and shown to the test that should notice. */
import {
  definitionOfExample,
  EXAMPLE_RUN_AT,
  isMeasuringTest,
  judgeTest,
  MUTATIONS,
  type Mutation,
  type MutationExample,
  planTests,
  type Remedy,
  readMeasurement,
  TEST_TYPES,
} from '@assay/checks';
import { dialects } from '@assay/dialects';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runMeasurements } from '../index.ts';
import { mutantSelect } from '../mutations/mutant-select.ts';
import { planMutants } from '../mutations/plan-mutants.ts';
import { surveyCopies } from '../mutations/survey-copies.ts';
import { type Copies, openCopies } from '../pull/open-copies.ts';
import { LIVE_ENGINES, type OpenedEngine } from './live-engines.ts';

const cases = MUTATIONS.flatMap((mutation) =>
  mutation.examples.map((example, index) => ({
    says: `${mutation.key}: ${example.says}`,
    mutation,
    example,
    schema: `${mutation.key}_${index}`,
  })),
);
const SEED = 7;
const signal = new AbortController().signal;

it('every mutation has an example that a test notices', () => {
  for (const { key, examples } of MUTATIONS)
    expect(
      examples.some(({ caughtBy }) => caughtBy !== undefined),
      key,
    ).toBe(true);
});

// How the rows are measured afterwards is one; how they are copied out is not.
describe.each(LIVE_ENGINES.filter(({ strategy }) => strategy !== 'push'))('copied from $name', (engine) => {
  if (!engine.available()) return it.skip('PostgreSQL is not installed');
  let opened: OpenedEngine;
  beforeAll(async () => {
    opened = await engine.open(cases.map(({ schema, example }) => ({ schema, tables: example.tables })));
  });
  afterAll(() => opened?.close());

  it.each(cases)('$says', async ({ mutation, example, schema }) => {
    const tables = await opened.target.describe(schema, null);
    const request = { tables, rowLimit: 1000, seed: SEED, signal, onTable: () => {} };
    const copies = await openCopies(opened.target, request, opened.options);
    try {
      const before = await judge(copies, example, schema);
      if (before !== null) expect(before, 'before').toBe('Passed');
      const mutant = await makeMutant(copies, mutation, example);
      if (example.rows === null) return expect(mutant).toBeUndefined();
      const select = await mutantSelect(copies, mutant!, { signal });
      await copies.show(mutant!.copy.description, select, signal);
      expect(await rowsOf(copies, example, schema)).toEqual(example.rows.map((row) => row.map(cell)).sort());
      const after = await judge(copies, example, schema);
      if (after !== null) expect(['Failed', 'Warning']).toContain(after);
    } finally {
      await copies.close();
    }
  });

  async function makeMutant(copies: Copies, mutation: Mutation, example: MutationExample) {
    const work = { options: opened.options, signal };
    const surveyed = await surveyCopies(copies, work);
    const wishes = {
      mutations: [mutation],
      shares: [example.share],
      seed: SEED,
      runAt: example.runAt ?? EXAMPLE_RUN_AT,
    };
    // An example may take a share that the mutation does not have by default.
    const unlimited = { ...wishes, mutations: [{ ...mutation, shares: [...mutation.shares, 1] }] };
    const planned = await planMutants(copies, surveyed, unlimited, work);
    const table = example.tables[0]!.table;
    return planned.find(
      ({ copy, column }) => copy.description.table === table && column === (example.column ?? null),
    );
  }

  async function judge(copies: Copies, example: MutationExample, schema: string) {
    if (example.caughtBy === undefined) return null;
    const { testType, column, parameters } = bare(example.caughtBy, schema);
    const type = TEST_TYPES.find(({ key }) => key === testType)!;
    const test = { says: '', tables: example.tables, column, parameters, expect: NOTHING };
    const tables = copies.tables.map(({ description }) => description);
    const definition = definitionOfExample(type, test, schema);
    const runAt = example.runAt ?? EXAMPLE_RUN_AT;
    const [planned] = planTests([definition], TEST_TYPES, { runAt, tables });
    if (planned === undefined || !isMeasuringTest(planned)) throw new Error(planned?.problem ?? testType);
    const [answer] = await runMeasurements(copies.target, [planned.request], opened.options, { signal });
    if (answer === undefined || 'error' in answer) throw new Error(answer?.error);
    const measurement = readMeasurement(planned.plan, answer.values);
    return judgeTest(planned.type, planned.definition, null, { measurement }).status;
  }
});

const NOTHING = { measure: null, status: 'Passed' } as const;

/** SQL of an example names the table bare. */
function bare(remedy: Remedy, schema: string): Remedy {
  const { custom_query } = remedy.parameters;
  if (custom_query == null) return remedy;
  const placed = custom_query.replace(/FROM t\b/, `FROM ${schema}.t`);
  return { ...remedy, parameters: { ...remedy.parameters, custom_query: placed } };
}

/** Cells as text, as both sides can be compared. */
const cell = (value: unknown): string => (value === null ? 'null' : String(value));

async function rowsOf({ target }: Copies, { tables: [table] }: MutationExample, schema: string) {
  const quote = dialects.duckdb.quoteIdentifier;
  const names = Object.keys(table!.columns);
  const sql = `SELECT ${names.map(quote).join(', ')} FROM ${quote(schema)}.${quote(table!.table)}`;
  const rows = await target.query({ sql, values: [] });
  return rows.map((row) => names.map((name) => cell(row[name]))).sort();
}
