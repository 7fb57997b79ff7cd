/** Our numbers beside DuckDB's own SUMMARIZE, where both have them; seeded tables without blanks, which only we leave out. */
import type { ColumnMeasures, ExampleCell, ExampleType, MeasuredColumn } from '@assay/checks';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../index.ts';
import { LIVE_ENGINES, type OpenedEngine, profileAll } from './live-engines.ts';

const SEED = 20_250_703;
const ROWS = 3_000;
const RUN_AT = '2025-07-01T00:00:00Z';
/** SUMMARIZE estimates distinct values with HyperLogLog and quartiles with a t-digest. */
const DISTINCT_ERROR = 0.35;
const QUARTILE_ERROR = 0.05;

const moment = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2049-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const COLUMNS: Readonly<Record<string, readonly [ExampleType, fc.Arbitrary<ExampleCell>]>> = {
  few: ['integer', fc.integer({ min: -3, max: 3 })],
  many: ['integer', fc.integer()],
  wide: ['bigint', fc.bigInt({ min: -(2n ** 52n), max: 2n ** 52n }).map(String)],
  price: [
    'numeric(12,3)',
    fc.integer({ min: 0, max: 1e8 }).map((thousandths) => (thousandths / 1000).toFixed(3)),
  ],
  measured: [
    'double',
    fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((number) => (Math.abs(number) < 1e-6 ? 0 : number)),
  ],
  word: ['text', fc.constantFrom('alpha', 'Beta', 'gamma', 'Δ', 'émile', '😀')],
  code: ['text', fc.stringMatching(/^[A-Z]{2}-[0-9]{4}$/)],
  day: ['date', moment.map((iso) => iso.slice(0, 10))],
  at: ['timestamp', moment.map((iso) => iso.slice(0, 19))],
  flag: ['boolean', fc.boolean()],
};
const names = Object.keys(COLUMNS);
const cells = fc.sample(
  fc.tuple(...names.map((name) => fc.option(COLUMNS[name]![1], { nil: null, freq: 8 }))),
  {
    numRuns: ROWS,
    seed: SEED,
  },
);
const table = {
  table: 'summarized',
  columns: Object.fromEntries(names.map((name) => [name, COLUMNS[name]![0]])),
  rows: cells,
};

const duckdb = LIVE_ENGINES.find(({ strategy }) => strategy === 'in_place')!;

describe('SUMMARIZE of DuckDB', () => {
  let opened: OpenedEngine;
  let columns: readonly MeasuredColumn[];
  let summary: ReadonlyMap<unknown, Row>;
  beforeAll(async () => {
    opened = await duckdb.open([{ schema: 'main', tables: [table] }]);
    const described = await opened.target.describe('main', null);
    columns = (await profileAll(opened, described, 'in_place', RUN_AT)).get(table.table)!.columns;
    const rows = await opened.target.query({ sql: 'SELECT * FROM (SUMMARIZE main.summarized)', values: [] });
    summary = new Map(rows.map((row) => [row.column_name, row]));
  });
  afterAll(() => opened?.close());

  const both = (name: string): { readonly ours: ColumnMeasures; readonly theirs: Row } => ({
    ours: columns.find(({ column }) => column === name)!.measures,
    theirs: summary.get(name)!,
  });
  const expectClose = (ours: unknown, theirs: unknown, error: number) =>
    expect(Math.abs(Number(ours) - Number(theirs))).toBeLessThanOrEqual(error);

  it.each(names)('%s: rows, nulls and distinct values', (name) => {
    const { ours, theirs } = both(name);
    expect(ours.record_ct).toBe(Number(theirs.count));
    expectClose((100 * ours.null_value_ct!) / ROWS, theirs.null_percentage, 0.01);
    const distinct = ours.distinct_value_ct!;
    expectClose(distinct, theirs.approx_unique, Math.max(1, DISTINCT_ERROR * distinct));
  });

  it.each(['few', 'many', 'wide', 'price', 'measured'])(
    '%s: least, most, mean, spread, quartiles',
    (name) => {
      const { ours, theirs } = both(name);
      const scale = Math.max(1, Math.abs(Number(theirs.min)), Math.abs(Number(theirs.max)));
      expectClose(ours.min_value, theirs.min, 1e-9 * scale);
      expectClose(ours.max_value, theirs.max, 1e-9 * scale);
      expectClose(ours.avg_value, theirs.avg, 1e-9 * scale);
      expectClose(ours.stdev_value, theirs.std, 1e-9 * scale);
      const range = Number(theirs.max) - Number(theirs.min);
      expectClose(ours.percentile_25, theirs.q25, QUARTILE_ERROR * range);
      expectClose(ours.percentile_50, theirs.q50, QUARTILE_ERROR * range);
      expectClose(ours.percentile_75, theirs.q75, QUARTILE_ERROR * range);
    },
  );

  it.each(['word', 'code'])('%s: first and last text', (name) => {
    const { ours, theirs } = both(name);
    expect([ours.min_text, ours.max_text]).toEqual([theirs.min, theirs.max]);
  });
  it.each(['day', 'at'])('%s: first and last moment', (name) => {
    const { ours, theirs } = both(name);
    const iso = (text: unknown) => String(text).replace(' ', 'T');
    expect([ours.min_date, ours.max_date]).toEqual([iso(theirs.min), iso(theirs.max)]);
  });
});
