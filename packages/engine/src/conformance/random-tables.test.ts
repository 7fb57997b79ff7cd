/**
 * 200 random tables: the same rows give the same profile in place, pulled and pushed. The seed is fixed; ASSAY_AGREEMENT=5
 * draws five times as many.
 */
import type { ExampleCell, ExampleTable, ExampleType, MeasuredTable } from '@assay/checks';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { adversarialTexts } from './adversarial-texts.ts';
import { LIVE_ENGINES, type OpenedEngine, profileAll } from './live-engines.ts';
import { comparedValues, tableDifferences } from './profile-differences.ts';

const SEED = 20_250_702;
const TABLES = 200 * Number(process.env.ASSAY_AGREEMENT ?? 1);
const MOST_ROWS = 30;
const MOST_COLUMNS = 3;
const RUN_AT = '2025-07-01T00:00:00Z';
/** Long runs have a test of their own, and 5,000 characters in every other table would only take time. */
const LONGEST_TEXT = 300;

const texts = adversarialTexts(300).filter((text) => text.length <= LONGEST_TEXT);
const odd = fc.oneof(
  fc.constantFrom(...texts),
  fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replaceAll('\0', '')),
);
const word = fc.constantFrom(
  'open',
  'Open',
  'closed',
  'n/a',
  '',
  ' ',
  'éa',
  '10',
  '2024-01-15',
  '25/12/2024',
);
const day = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const recent = fc
  .date({ min: new Date('2023-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const moment = fc.oneof(day, recent);

/** A column that repeats few values, one of all kinds of values, one with nulls only now and then. */
const KINDS: readonly { readonly type: ExampleType; readonly cell: fc.Arbitrary<ExampleCell> }[] = [
  { type: 'text', cell: odd },
  { type: 'text', cell: word },
  { type: 'varchar(40)', cell: odd.map((text) => [...text].slice(0, 40).join('')) },
  { type: 'integer', cell: fc.integer({ min: -50, max: 50 }) },
  { type: 'integer', cell: fc.constantFrom(-1, 0, 7, 9999, 999_999, 2_147_483_647) },
  { type: 'bigint', cell: fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }).map(String) },
  {
    type: 'numeric(12,3)',
    cell: fc.integer({ min: -1e9, max: 1e9 }).map((thousandths) => (thousandths / 1000).toFixed(3)),
  },
  {
    type: 'double',
    // Squares of numbers this small leave the range of doubles; PostgreSQL then refuses, DuckDB answers 0.
    cell: fc
      .double({ min: -1e9, max: 1e9, noNaN: true })
      .map((number) => (Math.abs(number) < 1e-9 ? 0 : number)),
  },
  {
    type: 'double',
    cell: fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: -9, max: 9 }) },
      fc.constantFrom('NaN', 'Infinity', '-Infinity'),
    ),
  },
  { type: 'boolean', cell: fc.boolean() },
  { type: 'date', cell: moment.map((iso) => iso.slice(0, 10)) },
  {
    type: 'date',
    cell: fc.constantFrom('1900-01-01', '9999-12-31', '2025-07-01', '2024-02-29', '1970-01-01'),
  },
  { type: 'timestamp', cell: moment.map((iso) => iso.slice(0, 23)) },
  { type: 'timestamptz', cell: moment.map((iso) => `${iso.slice(0, 19)}+00`) },
  { type: 'time', cell: day.map((iso) => iso.slice(11, 19)) },
  { type: 'uuid', cell: fc.uuid() },
];

const column = (rows: number) =>
  fc
    .record({ kind: fc.constantFrom(...KINDS), repeats: fc.boolean(), nulls: fc.constantFrom(0, 0.1, 0.9) })
    .chain(({ kind, repeats, nulls }) => {
      const value = repeats
        ? fc.array(kind.cell, { minLength: 1, maxLength: 4 }).chain((few) => fc.constantFrom(...few))
        : kind.cell;
      const cell = fc
        .tuple(fc.double({ min: 0, max: 1, noNaN: true }), value)
        .map(([chance, filled]) => (chance < nulls ? null : filled));
      return fc
        .array(cell, { minLength: rows, maxLength: rows })
        .map((cells) => ({ type: kind.type, cells }));
    });

const tables: ExampleTable[] = fc
  .sample(
    fc
      .integer({ min: 0, max: MOST_ROWS })
      .chain((rows) => fc.array(column(rows), { minLength: 1, maxLength: MOST_COLUMNS })),
    { numRuns: TABLES, seed: SEED },
  )
  .map((columns, index) => ({
    table: `t${index}`,
    columns: Object.fromEntries(columns.map(({ type }, position) => [`c${position}`, type])),
    rows: (columns[0]?.cells ?? []).map((_, row) => columns.map(({ cells }) => cells[row] ?? null)),
  }));

describe('random tables', () => {
  const engines = LIVE_ENGINES.filter((engine) => engine.available());
  if (engines.length < 2) return it.skip('PostgreSQL is not installed');
  const opened: OpenedEngine[] = [];
  afterAll(() => Promise.all(opened.map((engine) => engine.close())));

  it(`${TABLES} of them have one profile`, { timeout: 600_000 }, async () => {
    const profiles: Map<string, MeasuredTable>[] = [];
    for (const engine of engines) {
      const live = await engine.open([{ schema: 'random_tables', tables }]);
      opened.push(live);
      const described = await live.target.describe('random_tables', null);
      profiles.push(await profileAll(live, described, engine.strategy, RUN_AT));
    }
    const [reference, ...others] = profiles;
    let compared = 0;
    const found = [...reference!].flatMap(([name, table]) => {
      compared += comparedValues(table) * others.length;
      return others.flatMap((other) => {
        const twin = other.get(name)!;
        return tableDifferences(table, twin).map((difference) => ({
          strategy: twin.strategy,
          ...difference,
        }));
      });
    });
    console.info(`${TABLES} random tables: ${compared} values compared, ${found.length} different`);
    expect(found.slice(0, 50)).toEqual([]);
    expect([...reference!.values()].flatMap((table) => table.error ?? [])).toEqual([]);
  });
});
