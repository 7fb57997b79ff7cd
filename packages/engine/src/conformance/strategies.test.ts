/** Random tables: the same rows give the same profile in place, pulled and pushed. */
import type { ExampleCell, ExampleTable, ExampleType } from '@assay/checks';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { LIVE_ENGINES, type OpenedEngine, profileAll } from './live-engines.ts';
import { tableDifferences } from './profile-differences.ts';

const TABLES = 20;
const RUN_AT = '2025-07-01T00:00:00Z';

/** Text that breaks scanners, CSV and regular expressions. No NUL (PostgreSQL) and no lone surrogates. */
const ODD_TEXT = [
  ...[
    '',
    ' ',
    '  ',
    '\t',
    '\n',
    '\r\n',
    '"',
    '""',
    "'",
    ',',
    ';',
    '\\',
    '\\N',
    'NULL',
    'null',
    '.',
    '-',
    '0.000',
  ],
  ...[
    'a"b,c\nd',
    ' x',
    'x ',
    '\u00a0',
    '\u200b',
    'é',
    'ß',
    'İ',
    '😀',
    'e\u0301',
    '007',
    '1e5',
    '$1,234.50',
    '2024-02-29',
  ],
  ...[
    'N/A',
    '[none]',
    "O'Hare",
    '"quoted"',
    'CA',
    '90210',
    'a@b.co',
    '123-45-6789',
    '12 Main St',
    '%',
    '_',
    '{}',
  ],
];
const text = fc.oneof(
  fc.constantFrom(...ODD_TEXT),
  fc.string({ unit: 'grapheme', maxLength: 30 }).map((s) => s.replaceAll('\0', '')),
  fc.string({ unit: fc.constantFrom('a', 'B', '1', ' ', '-', '.'), maxLength: 12 }),
);
const day = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());

const COLUMN_TYPES: Readonly<Record<string, fc.Arbitrary<ExampleCell>>> = {
  text,
  'varchar(40)': text.map((s) => [...s].slice(0, 40).join('')),
  integer: fc.integer({ min: -1000, max: 1000 }),
  bigint: fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }).map(String),
  'numeric(12,3)': fc.integer({ min: -1e9, max: 1e9 }).map((n) => (n / 1000).toFixed(3)),
  // Squares of numbers this small leave the range of doubles; PostgreSQL then refuses, DuckDB answers 0.
  double: fc
    .oneof(
      { weight: 9, arbitrary: fc.double({ min: -1e9, max: 1e9, noNaN: true }) },
      { weight: 1, arbitrary: fc.constantFrom('NaN', 'Infinity', '-Infinity', -999, 9999) },
    )
    .map((n) => (typeof n === 'number' && Math.abs(n) < 1e-9 ? 0 : n)),
  boolean: fc.boolean(),
  date: day.map((iso) => iso.slice(0, 10)),
  timestamp: day.map((iso) => iso.slice(0, 19)),
  timestamptz: day.map((iso) => iso.slice(0, 19).concat('+00')),
  time: day.map((iso) => iso.slice(11, 19)),
  uuid: fc.uuid(),
};
const types = Object.keys(COLUMN_TYPES) as ExampleType[];

const tables: ExampleTable[] = fc
  .sample(
    fc.integer({ min: 0, max: 40 }).chain((rows) =>
      fc.tuple(
        ...types.map((type) => {
          const cell = fc.option(COLUMN_TYPES[type]!, { nil: null, freq: 6 });
          // Half of the columns repeat a few values, as data does.
          const repeated = fc
            .array(cell, { minLength: 1, maxLength: 4 })
            .chain((few) => fc.constantFrom(...few));
          const value = fc.boolean().chain((few) => (few ? repeated : cell));
          return fc.array(value, { minLength: rows, maxLength: rows });
        }),
      ),
    ),
    { numRuns: TABLES, seed: 20250701 },
  )
  .map((columns, index) => ({
    table: `t${index}`,
    columns: Object.fromEntries(types.map((type, position) => [`c${position}`, type])),
    rows: (columns[0] ?? []).map((_, row) => columns.map((cells) => cells[row] ?? null)),
  }));

describe('the strategies agree on random tables', () => {
  const engines = LIVE_ENGINES.filter((engine) => engine.available());
  if (engines.length < 2) return it.skip('PostgreSQL is not installed');
  const opened: OpenedEngine[] = [];
  afterAll(() => Promise.all(opened.map((engine) => engine.close())));

  it(`on every value of ${TABLES} tables of ${types.length} columns`, { timeout: 180_000 }, async () => {
    const profiles = [];
    for (const engine of engines) {
      const live = await engine.open([{ schema: 'random_tables', tables }]);
      opened.push(live);
      const described = await live.target.describe('random_tables', null);
      profiles.push(await profileAll(live, described, engine.strategy, RUN_AT));
    }
    const [reference, ...others] = profiles;
    for (const [name, table] of reference!) {
      expect(table.error).toBeNull();
      for (const other of others) {
        const twin = other.get(name)!;
        const label = `${name} (${twin.strategy} against ${table.strategy})`;
        expect(tableDifferences(table, twin), label).toEqual([]);
      }
    }
  });
});
