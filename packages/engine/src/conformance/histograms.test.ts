/** Histograms are the same on every way of measuring, and hold every finite value once. */
import {
  EXAMPLE_RUN_AT,
  HISTOGRAM_EXAMPLES,
  type Histogram,
  type HistogramBin,
  type MeasuredColumn,
  type MeasuredTable,
} from '@assay/checks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIVE_ENGINES, type OpenedEngine, profileAll } from './live-engines.ts';
import { isPostgres, profileStatements } from './profile-statements.ts';

const cases = HISTOGRAM_EXAMPLES.map((example, index) => ({ ...example, table: `histogram_${index}` }));
const tables = cases.map(({ table, type, values }) => ({
  table,
  columns: { v: type },
  rows: values.map((value) => [value]),
}));

function expectBins(found: readonly HistogramBin[], expected: readonly HistogramBin[]): void {
  expect(found.map(({ count }) => count)).toEqual(expected.map(({ count }) => count));
  found.forEach(({ from, to }, index) => {
    const wanted = expected[index]!;
    for (const [edge, hoped] of [
      [from, wanted.from],
      [to, wanted.to],
    ]) {
      if (typeof edge === 'number' && typeof hoped === 'number')
        expect(Math.abs(edge - hoped)).toBeLessThanOrEqual(Math.abs(hoped) * 1e-9);
      else expect(edge).toBe(hoped);
    }
  });
}

function expectHistogram(found: Histogram | null | undefined, expected: Histogram | null): void {
  if (expected === null) expect(found).toBeNull();
  else {
    expectBins(found!.equalWidth, expected.equalWidth);
    expectBins(found!.quantile, expected.quantile);
  }
}

/** Bins follow each other without a gap, and no value is lost or counted twice. */
function expectWhole({ column, histogram, measures }: MeasuredColumn): void {
  const finite = (measures.value_ct ?? 0) - (measures.nan_ct ?? 0) - (measures.infinite_ct ?? 0);
  for (const bins of [histogram!.equalWidth, histogram!.quantile]) {
    expect(
      bins.reduce((sum, { count }) => sum + count, 0),
      column,
    ).toBe(finite);
    bins.slice(1).forEach(({ from }, index) => {
      expect(from, column).toBe(bins[index]?.to);
    });
    for (const { from, to } of bins) expect(from <= to, `${column}: ${from} to ${to}`).toBe(true);
    expect(bins.length).toBeLessThanOrEqual(20);
  }
}

describe.each(LIVE_ENGINES)('histograms on $name', { timeout: 120_000 }, (engine) => {
  if (!engine.available()) return it.skip('PostgreSQL is not installed');
  let opened: OpenedEngine;
  let measured: Map<string, MeasuredTable>;
  beforeAll(async () => {
    opened = await engine.open([{ schema: 'histograms', tables }]);
    const described = await opened.target.describe('histograms', null);
    measured = await profileAll(opened, described, engine.strategy, EXAMPLE_RUN_AT);
  });
  afterAll(() => opened?.close());

  it.each(cases)('$type: $says', ({ table, expect: expected }) => {
    const column = measured.get(table)!.columns[0]!;
    expect(column.error).toBeNull();
    expectHistogram(column.histogram, expected);
    if (expected !== null) expectWhole(column);
  });
});

/** 5,000 rows: skewed, with nulls, repeated values, gaps and what is not finite. */
const MANY = [
  'CREATE TABLE many (whole integer, amount numeric(12,2), ratio double precision, day date, moment timestamp, seen timestamp with time zone, share real)',
  `INSERT INTO many SELECT i % 7 * (i % 11), CAST(i * i AS numeric(12,2)) / 100,
     CASE WHEN i % 500 = 0 THEN CAST('NaN' AS double precision) WHEN i % 501 = 0 THEN CAST('-Infinity' AS double precision)
          ELSE CAST((i * 7919) % 5003 AS double precision) / 3 END,
     CASE WHEN i % 9 <> 0 THEN CAST('2020-01-31' AS date) + CAST((i * 31) % 1461 AS integer) END,
     CAST('2024-02-28 22:15:00' AS timestamp) + CAST(i * i AS integer) * INTERVAL '1 second',
     CASE WHEN i % 1000 = 0 THEN CAST('infinity' AS timestamp with time zone)
          ELSE CAST('2024-02-28 22:15:00+00' AS timestamp with time zone) + CAST(i % 100 AS integer) * INTERVAL '90 minutes' END,
     CAST(CAST(i % 64 AS real) / 8 AS real)
   FROM generate_series(1, 5000) AS numbers(i)`,
];
const ROWS = Array.from({ length: 5_000 }, (_, i) => i + 1);
const BINS_OF_MANY = 14;

/** Each value in the bin of its first row, counted from 0 in order. */
function quantilesOf(values: readonly number[]): HistogramBin[] {
  const sorted = values.toSorted((a, b) => a - b);
  const firstRow = new Map<number, number>();
  for (const [row, value] of sorted.entries()) if (!firstRow.has(value)) firstRow.set(value, row);
  const binOf = (value: number) => Math.floor((firstRow.get(value)! * BINS_OF_MANY) / sorted.length);
  const bins = [...Map.groupBy(sorted, binOf).values()];
  return bins.map((held, index) => ({
    from: held[0]!,
    to: bins[index + 1]?.[0] ?? sorted.at(-1)!,
    count: held.length,
  }));
}

/** What a double cannot say of its own statistics: their squares overflow, the bins do not. */
const BEYOND = [
  'CREATE TABLE beyond (huge double precision, tiny double precision, mixed double precision)',
  `INSERT INTO beyond VALUES (1e308, 5e-324, 'NaN'), (-1e308, 1e-320, 1e308), (1.7e308, 0, 5e-324), (NULL, 1e-310, 0),
     (-1.7e308, -5e-324, 'Infinity'), (-1e308, 0, 1), (0, NULL, 1e-300), (5e-324, NULL, 1e307)`,
];

it('histograms of many values are whole and alike on every way of measuring', {
  timeout: 180_000,
}, async () => {
  const engines = LIVE_ENGINES.filter((engine) => engine.available());
  const profiles = [];
  for (const engine of engines) {
    const [profile] = await profileStatements(engine, [...MANY, ...BEYOND], EXAMPLE_RUN_AT);
    profiles.push(profile!);
  }
  for (const [index, profile] of profiles.entries()) {
    for (const table of ['many', 'beyond']) {
      for (const column of profile.get(table)!.columns) {
        const label = `${table}.${column.column}, ${engines[index]?.name}`;
        expect(column.error, label).toBeNull();
        expect(column.histogram, label).not.toBeNull();
        expectWhole(column);
        const twin = profiles[0]!.get(table)!.columns[column.position - 1];
        expectHistogram(column.histogram, twin!.histogram);
      }
    }
  }
  const [whole, amount] = profiles[0]!.get('many')!.columns;
  expect(whole?.histogram?.equalWidth).toHaveLength(BINS_OF_MANY);
  expectBins(whole!.histogram!.quantile, quantilesOf(ROWS.map((i) => (i % 7) * (i % 11))));
  expectBins(amount!.histogram!.quantile, quantilesOf(ROWS.map((i) => (i * i) / 100)));
});

const postgres = LIVE_ENGINES.filter((engine) => isPostgres(engine) && engine.available());
it.runIf(postgres.length > 0)('forty digits, and years before Christ', async () => {
  for (const engine of postgres) {
    const [profile] = await profileStatements(
      engine,
      [
        'CREATE TABLE long (digits numeric(40,0), bare numeric, day date)',
        `INSERT INTO long VALUES (1e39, 'NaN', '0044-03-15 BC'), (3e39, 1.5, '2024-01-01'), (NULL, 2.5, NULL)`,
      ],
      EXAMPLE_RUN_AT,
    );
    const [digits, bare, day] = profile!.get('long')!.columns;
    for (const column of [digits!, bare!, day!]) expectWhole(column);
    expectBins(digits!.histogram!.equalWidth, [
      { from: 1e39, to: 2e39, count: 1 },
      { from: 2e39, to: 3e39, count: 1 },
    ]);
    expectBins(bare!.histogram!.equalWidth, [
      { from: 1.5, to: 2, count: 1 },
      { from: 2, to: 2.5, count: 1 },
    ]);
    // ISO 8601 as profiles write it has no years before Christ: they count as the first day there is.
    expect(day!.histogram!.quantile).toEqual([
      { from: '0001-01-01', to: '2024-01-01', count: 1 },
      { from: '2024-01-01', to: '2024-01-01', count: 1 },
    ]);
  }
});
