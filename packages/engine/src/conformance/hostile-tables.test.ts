/** Tables that break profilers: whatever they hold, every column is measured, and the answer is JSON that loses nothing. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ColumnMeasures, MeasuredTable } from '@assay/checks';
import { postgresAvailable } from '@assay/test-support';
import { describe, expect, it } from 'vitest';
import { openTarget } from '../index.ts';
import { LIVE_ENGINES, type LiveEngine, profileAll, testOptions } from './live-engines.ts';
import { isPostgres, profileStatements } from './profile-statements.ts';

const RUN_AT = '2025-07-01T00:00:00Z';

const MEGABYTES = [
  'CREATE TABLE long (body text, tail text)',
  `INSERT INTO long VALUES (repeat('x', 1000000), 'a'), (repeat('x', 999999) || 'y', 'a'), ('', 'b'), (NULL, NULL), (repeat('ab,"c ', 200000), 'a')`,
];
const ENDS = [
  'CREATE TABLE ends (id bigint, safe bigint, wide numeric(38,0), exact numeric(20,10), small smallint)',
  `INSERT INTO ends VALUES
        (9223372036854775807, 9007199254740991, 99999999999999999999999999999999999999, 0.0000000001, 32767),
        (9223372036854775806, -9007199254740991, 99999999999999999999999999999999999998, 9999999999.9999999999, -32768),
        (-9223372036854775808, 0, -99999999999999999999999999999999999999, -8999999999.9999999999, 0)`,
];
const DAYS = [
  'CREATE TABLE days (day date, moment timestamp, seen timestamp with time zone, usual date)',
  `INSERT INTO days VALUES
        ('0001-01-01', '0001-01-01 00:00:00', '0001-01-01 00:00:00+00', '2024-02-29'),
        ('9999-12-31', '9999-12-31 23:59:59.999999', '9999-12-31 23:59:59.999999+00', '2024-02-29'),
        ('infinity', 'infinity', 'infinity', NULL), ('-infinity', '-infinity', '-infinity', NULL),
        (NULL, NULL, NULL, '2025-01-01')`,
];
const NO_NUMBERS = [
  'CREATE TABLE odd (ratio double precision, short real, nothing double precision)',
  `INSERT INTO odd VALUES ('NaN', 'NaN', 'NaN'), ('Infinity', 'Infinity', 'NaN'), ('-Infinity', '-Infinity', 'NaN'),
        (1.5, 1.5, NULL), (2.5, 2.5, 'Infinity'), (1e30, 1e30, NULL), (-9e29, -9e29, NULL), (-0.0, 0.5, NULL)`,
];
const DOUBLE_ENDS = [
  'CREATE TABLE double_ends (ratio double precision)',
  "INSERT INTO double_ends VALUES (1e308), (-9e307), (5e-324), (1.5), ('Infinity')",
];
const DIGITS = [
  'CREATE TABLE digits (huge numeric(40,0), bare numeric, list int[], doc jsonb, raw bytea, span interval)',
  `INSERT INTO digits VALUES
        (1234567890123456789012345678901234567890, 1.50, '{1,NULL}', '{"a": [1]}', '\\x00ff', '1 day'),
        (1234567890123456789012345678901234567891, 1.5, '{}', 'null', '', '24:00:00'),
        (0, 'NaN', NULL, NULL, NULL, NULL),
        (-1, 12345678901234567890123456789.0123456789, NULL, NULL, NULL, NULL)`,
];

const profileOf = async (engine: LiveEngine, statements: readonly string[]) =>
  (await profileStatements(engine, statements, RUN_AT))[0]!;

/** JSON turns NaN and infinity into null in silence, and keeps what a double made of a long number. */
function expectHonestJson(table: MeasuredTable): void {
  const seen = (value: unknown, path: string): void => {
    if (typeof value === 'number') {
      expect(Number.isFinite(value), path).toBe(true);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) seen(inner, `${path}.${key}`);
  };
  seen(table, table.table);
  expect(JSON.parse(JSON.stringify(table))).toEqual(table);
}

function columnsOf(table: MeasuredTable | undefined): Record<string, ColumnMeasures> {
  expect(table?.error).toBeNull();
  for (const { column, error } of table!.columns) expect(error, column).toBeNull();
  expectHonestJson(table!);
  return Object.fromEntries(table!.columns.map(({ column, measures }) => [column, measures]));
}

describe.each(LIVE_ENGINES)('hostile tables, $name', { timeout: 120_000 }, (place) => {
  const hostile = it.runIf(place.available());

  hostile('strings of a megabyte', async () => {
    const tables = await profileOf(place, MEGABYTES);
    expect(columnsOf(tables.get('long'))).toMatchObject({
      body: { value_ct: 4, distinct_value_ct: 4, max_length: 1_200_000, zero_length_ct: 1 },
      tail: { distinct_value_ct: 2 },
    });
    expect(tables.get('long')?.duplicateRows).toBe(0);
  });

  hostile('numbers at the ends of their types', async () => {
    const tables = await profileOf(place, ENDS);
    const columns = columnsOf(tables.get('ends'));
    expect(columns).toMatchObject({
      id: { value_ct: 3, distinct_value_ct: 3 },
      safe: { min_value: -9_007_199_254_740_991, max_value: 9_007_199_254_740_991 },
      wide: { distinct_value_ct: 3 },
      exact: { distinct_value_ct: 3, min_value_over_0: 1e-10 },
      small: { min_value: -32_768, max_value: 32_767 },
    });
    // No double tells 2^63 - 1 from its neighbours.
    expect(columns.id).toMatchObject({ min_value: null, max_value: null });
    const written = tables.get('ends')?.columns[0]?.frequencies?.items.map(({ value }) => value);
    expect(written?.toSorted()).toEqual([
      '-9223372036854775808',
      '9223372036854775806',
      '9223372036854775807',
    ]);
  });

  hostile('dates at the ends of the calendar and beyond', async () => {
    const tables = await profileOf(place, DAYS);
    const all = { value_ct: 4, distinct_value_ct: 4, null_value_ct: 1, infinite_ct: 2 };
    expect(columnsOf(tables.get('days'))).toMatchObject({
      day: all,
      moment: all,
      seen: all,
      usual: { min_date: '2024-02-29', max_date: '2025-01-01', infinite_ct: 0 },
    });
  });

  hostile('years before Christ', async () => {
    const spelled = isPostgres(place) ? '0044-03-15 BC' : '0044-03-15 (BC)';
    const tables = await profileOf(place, [
      'CREATE TABLE old (day date)',
      `INSERT INTO old VALUES ('${spelled}'), ('0001-01-01'), ('2024-01-01')`,
    ]);
    expect(columnsOf(tables.get('old')).day).toMatchObject({
      value_ct: 3,
      distinct_value_ct: 3,
      min_date: '0001-01-01',
      max_date: '2024-01-01',
    });
  });

  hostile('numbers that are none', async () => {
    const tables = await profileOf(place, NO_NUMBERS);
    const shared = { value_ct: 8, distinct_value_ct: 8, nan_ct: 1, infinite_ct: 2 };
    expect(columnsOf(tables.get('odd'))).toMatchObject({
      ratio: { ...shared, min_value: -9e29, max_value: 1e30 },
      short: shared,
      nothing: {
        value_ct: 4,
        nan_ct: 3,
        infinite_ct: 1,
        min_value: null,
        avg_value: null,
        stdev_value: null,
      },
    });
  });

  hostile('numbers whose squares and sums leave the range of doubles', async () => {
    const tables = await profileOf(place, DOUBLE_ENDS);
    const counts = { value_ct: 5, distinct_value_ct: 5, infinite_ct: 1, min_value: -9e307, max_value: 1e308 };
    // What cannot be computed is null; engines differ in how far they get.
    expect(columnsOf(tables.get('double_ends'))).toMatchObject({ ratio: counts });
  });

  hostile('tables of nothing', async () => {
    const types = [
      'text',
      'integer',
      'numeric(10,2)',
      'double precision',
      'boolean',
      'date',
      'timestamp',
      'time',
      'uuid',
    ];
    const columns = types.map((type, index) => `c${index} ${type}`).join(', ');
    const tables = await profileOf(place, [
      `CREATE TABLE empty (${columns})`,
      `CREATE TABLE nulls (${columns})`,
      'INSERT INTO nulls (c0) VALUES (NULL), (NULL), (NULL)',
      ...(isPostgres(place)
        ? ['CREATE TABLE bare ()', 'CREATE TABLE bare_rows ()', 'INSERT INTO bare_rows DEFAULT VALUES']
        : []),
    ]);
    expect(tables.get('empty')).toMatchObject({ recordCount: 0, duplicateRows: 0 });
    expect(tables.get('nulls')).toMatchObject({ recordCount: 3, duplicateRows: 2 });
    for (const measures of Object.values(columnsOf(tables.get('empty'))))
      expect(measures).toMatchObject({ record_ct: 0, value_ct: 0, distinct_value_ct: 0 });
    for (const measures of Object.values(columnsOf(tables.get('nulls'))))
      expect(measures).toMatchObject({ record_ct: 3, value_ct: 0, null_value_ct: 3, distinct_value_ct: 0 });
    if (!isPostgres(place)) return;
    expect(tables.get('bare')).toMatchObject({
      error: null,
      recordCount: 0,
      columns: [],
      duplicateRows: null,
    });
    expect(tables.get('bare_rows')).toMatchObject({ error: null, recordCount: 1, columns: [] });
  });

  hostile('names that mean something else', async () => {
    const names = [
      'select',
      'from',
      'value',
      'weight',
      'n',
      'd',
      'item',
      'part',
      'a.b',
      'say "x"',
      "it's",
      'größe',
      '😀',
      ' ',
      '%',
      '$1',
    ];
    const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
    const columns = names.map((name) => `${quoted(name)} text`).join(', ');
    const cells = (cell: string) => names.map(() => `'${cell}'`).join(', ');
    const tables = await profileOf(place, [
      ...['group', 'd', 'x.y'].flatMap((name) => [
        `CREATE TABLE ${quoted(name)} (${columns})`,
        `INSERT INTO ${quoted(name)} VALUES (${cells('a')}), (${cells('a')}), (${cells('b')})`,
      ]),
    ]);
    for (const name of ['group', 'd', 'x.y']) {
      expect(tables.get(name)).toMatchObject({ recordCount: 3, duplicateRows: 1 });
      const measured = columnsOf(tables.get(name));
      expect(Object.keys(measured)).toEqual(names);
      for (const measures of Object.values(measured))
        expect(measures).toMatchObject({ distinct_value_ct: 2 });
    }
  });
});

describe.each(LIVE_ENGINES.filter(isPostgres))('hostile types, $name', { timeout: 120_000 }, (place) => {
  it.runIf(place.available())('decimals of forty digits and numerics that are no numbers', async () => {
    const tables = await profileOf(place, DIGITS);
    const columns = columnsOf(tables.get('digits'));
    expect(columns).toMatchObject({
      huge: { value_ct: 4, distinct_value_ct: 4, min_value: -1, max_value: null },
      bare: { value_ct: 4, distinct_value_ct: 3, nan_ct: 1 },
      list: { value_ct: 2, distinct_value_ct: 2 },
      doc: { value_ct: 2, distinct_value_ct: 2 },
      raw: { value_ct: 2, distinct_value_ct: 2 },
      span: { value_ct: 2, distinct_value_ct: 2 },
    });
  });
});

/**
 * Numbers to nine digits: sums of doubles depend on the order of rows. Fractions of numbers that travel as doubles
 * (numeric of more than 38 digits) are those of doubles.
 */
const comparable = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, inner) => {
      if (key === 'fractional_sum') return null;
      return typeof inner === 'number' ? Number(inner.toPrecision(9)) + 0 : inner;
    }),
  );

it.runIf(postgresAvailable())(
  'hostile values are measured alike, pulled and pushed',
  { timeout: 120_000 },
  async () => {
    const statements = [MEGABYTES, ENDS, DAYS, NO_NUMBERS, DIGITS].flat();
    const [, pull, push] = LIVE_ENGINES;
    const [pulled, pushed] = [await profileOf(pull!, statements), await profileOf(push!, statements)];
    expect(pulled.size).toBe(5);
    for (const [name, table] of pulled) {
      const twin = pushed.get(name);
      expect(twin?.duplicateRows).toBe(table.duplicateRows);
      for (const [index, column] of table.columns.entries())
        expect(comparable(twin?.columns[index]), `${name}.${column.column}`).toEqual(comparable(column));
    }
  },
);

describe('hostile files', () => {
  it('a CSV that is not UTF-8 is refused with its name and a remedy, and its neighbours are read', async () => {
    const home = await testOptions();
    const latin = Buffer.from('id,city\n1,Paris\n2,M\u00fcnchen\n3,Oslo\n', 'latin1');
    await writeFile(join(home.files, 'latin.csv'), latin);
    await writeFile(join(home.files, 'fine.csv'), 'id,city\n1,München\n');
    const target = await openTarget({ type: 'files', path: home.files }, home.options);
    const opened = { target, options: home.options, close: async () => {} };
    const tables = await profileAll(opened, await target.describe('main', null), 'in_place', RUN_AT);
    expect(tables.get('fine')).toMatchObject({ error: null, recordCount: 1 });
    expect(tables.get('latin')?.error).toMatch(/latin\.csv, line \d+: .*not UTF-8\. Save the file as UTF-8/);
    expect(tables.get('latin')?.error).not.toMatch(/Oslo|nchen/);
    await target.close();
    await home.remove();
  });
});
