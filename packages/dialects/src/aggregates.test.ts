import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as a from './aggregate.ts';
import { type Dialect, unsupported } from './dialect.ts';
import { InvalidValueError, UnsupportedFunctionError } from './dialect-errors.ts';
import * as e from './expression.ts';
import { dialects } from './registry.ts';
import { createRenderer } from './render.ts';
import { AGGREGATE_CASES, type AggregateCase } from './testing/aggregate-cases.ts';
import { answers } from './testing/given.ts';
import { type Cell, describeOnLiveEngines, type GivenType, type LiveEngine } from './testing/live-engines.ts';

const x = e.column<'text'>('x', 'text');
const weight = e.column<'number'>('y', 'number');

async function answerOf(
  engine: LiveEngine,
  type: GivenType,
  rows: AggregateCase['rows'],
  ask: a.Aggregate,
): Promise<Cell> {
  const weighted = Array.isArray(rows[0]);
  const renderer = createRenderer(engine.dialect);
  const select = renderer.statement(`${renderer.aggregate(ask, weighted ? weight : null)} AS answer`);
  const cells = rows.map((row) => (Array.isArray(row) ? row : [row])) as readonly (readonly Cell[])[];
  const found = await answers(engine, weighted ? [type, 'bigint'] : [type], cells, select);
  const answer = found[0]?.answer ?? null;
  // Drivers give 64-bit integers as text or BigInt.
  return ask.aggregate.startsWith('count') || typeof answer === 'bigint' ? Number(answer) : answer;
}

const everyCase = Object.entries(AGGREGATE_CASES).flatMap(([name, cases]) =>
  cases.map((one) => ({ ...one, title: `${name}: ${one.says}` })),
);

describeOnLiveEngines('every aggregate', (engine) => {
  it.each(everyCase)('$title', async ({ type, rows, ask, answer }) => {
    const found = await answerOf(engine, type, rows, ask);
    if (typeof answer === 'number' && !Number.isNaN(answer)) expect(found).toBeCloseTo(answer, 12);
    else expect(found).toEqual(answer);
  });

  it('answers for a dictionary what it answers for its rows', async () => {
    const value = fc.oneof(
      fc.constantFrom(null, '', ' ', 'a', 'A', 'é', '😀', '0.0'),
      fc.string({ maxLength: 3 }),
    );
    const printable = value.filter((text) => text === null || !text.includes('\0'));
    const aggregates = [
      a.countRows(),
      a.count(x),
      a.countIf(e.matches(x, '^[a-z0-9]')),
      a.countDistinct(e.upper(x)),
      a.sum(e.length(x)),
      a.average(e.length(x)),
      a.minimum(x),
      a.maximum(x),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(printable, fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(...aggregates),
        async (pairs, ask) => {
          const dictionary = [...new Map(pairs)];
          const rows = dictionary.flatMap(([text, count]) => Array<Cell>(count).fill(text));
          const weighted = await answerOf(engine, 'text', dictionary, ask);
          const plain = await answerOf(engine, 'text', rows, ask);
          if (typeof plain === 'number') expect(weighted).toBeCloseTo(plain, 9);
          else expect(weighted).toEqual(plain);
        },
      ),
      { numRuns: 100, seed: 7 },
    );
  });
});

describe('an aggregate that cannot be had', () => {
  it.each([a.standardDeviation(e.length(x)), a.percentile(e.length(x), 0.5)])(
    '$aggregate of a dictionary is refused by name',
    (ask) => {
      const render = () => createRenderer(dialects.duckdb).aggregate(ask, weight);
      expect(render).toThrow(UnsupportedFunctionError);
      expect(render).toThrow(/DuckDB cannot compute (standard_deviation|percentile)/);
    },
  );

  it('says which engine lacks which function, and why', () => {
    const poorer: Dialect = {
      ...dialects.duckdb,
      label: 'Poorer',
      functions: { ...dialects.duckdb.functions, shape: unsupported('it has no regular expressions') },
      aggregates: { ...dialects.duckdb.aggregates, percentile: unsupported('it cannot sort') },
    };
    expect(() => createRenderer(poorer).expression(e.shape(x))).toThrow(
      expect.objectContaining({
        engine: 'Poorer',
        functionName: 'shape',
        reason: 'it has no regular expressions',
      }),
    );
    expect(() => createRenderer(poorer).aggregate(a.percentile(e.length(x), 0.5), null)).toThrow(
      UnsupportedFunctionError,
    );
  });

  it('is a percentile outside of 0 to 1', () => {
    const ask = a.percentile(e.length(x), 25);
    expect(() => createRenderer(dialects.duckdb).aggregate(ask, null)).toThrow(InvalidValueError);
  });
});
