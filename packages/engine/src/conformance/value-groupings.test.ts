/** Lists of values are the same, to the letter, on every way of measuring. */
import { EXAMPLE_RUN_AT, type GroupingResult, LISTED_CHARACTERS, type MeasuredColumn } from '@assay/checks';
import { beforeAll, describe, expect, it } from 'vitest';
import { LIVE_ENGINES } from './live-engines.ts';
import { isPostgres, profileStatements } from './profile-statements.ts';

const LISTED = [
  `CREATE TABLE listed (whole bigint, amount numeric(12,3), ratio double precision, short real, flag boolean, day date,
     moment timestamp, seen timestamp with time zone, id uuid, doc json, noon time, word text)`,
  ...Array<string>(2).fill(
    `INSERT INTO listed VALUES (9007199254740993, 1.5, 0.1, 0.1, true, '2024-01-01', '2024-01-01 10:00:00',
       '2024-01-01 10:00:00+02', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', '{"a":  1}', '12:30', 'b')`,
  ),
  `INSERT INTO listed VALUES
     (-1, -99, 1e15, 1e10, false, '0001-01-01', '9999-12-31 23:59:59.999999', '9999-12-31 23:59:59.999999+00',
       '00000000-0000-0000-0000-000000000000', '[]', '00:00:00.5', 'a'),
     (0, 0, 1e-7, 'NaN', NULL, 'infinity', '-infinity', 'infinity', NULL, 'null', '23:59:59', ''),
     (NULL, NULL, 'Infinity', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)`,
];

const FREQUENCIES: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  whole: [
    ['9007199254740993', 2],
    ['-1', 1],
    ['0', 1],
  ],
  amount: [
    ['1.500', 2],
    ['-99.000', 1],
    ['0.000', 1],
  ],
  ratio: [
    ['0.1', 2],
    ['1000000000000000', 1],
    ['1e-7', 1],
    ['Infinity', 1],
  ],
  short: [
    ['0.1', 2],
    ['10000000000', 1],
    ['NaN', 1],
  ],
  flag: [
    ['true', 2],
    ['false', 1],
  ],
  day: [
    ['2024-01-01', 2],
    ['0001-01-01', 1],
    ['infinity', 1],
  ],
  moment: [
    ['2024-01-01T10:00:00', 2],
    ['-infinity', 1],
    ['9999-12-31T23:59:59.999999', 1],
  ],
  seen: [
    ['2024-01-01T08:00:00', 2],
    ['9999-12-31T23:59:59.999999', 1],
    ['infinity', 1],
  ],
  id: [
    ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 2],
    ['00000000-0000-0000-0000-000000000000', 1],
  ],
  doc: [
    ['{"a":  1}', 2],
    ['[]', 1],
    ['null', 1],
  ],
  noon: [
    ['12:30:00', 2],
    ['00:00:00.5', 1],
    ['23:59:59', 1],
  ],
  word: [
    ['b', 2],
    ['a', 1],
  ],
};

const SENTINELS = [
  'CREATE TABLE sentinels (whole integer, amount numeric(14,2), ratio double precision, day date, moment timestamp)',
  `INSERT INTO sentinels VALUES
     (-1, 9999999.00, -999, '1900-01-01', '1970-01-01 00:00:00'), (-1, 9999999, -999.5, '1900-01-01', '1970-01-01 13:00:00'),
     (999999, -99, 'NaN', '9999-12-31', '9999-12-31 23:59:59'), (1, 9999999.01, 'Infinity', 'infinity', '-infinity'), (-2, 0, NULL, '1900-01-02', NULL)`,
];
const ODD_NUMBERS = [
  'CREATE TABLE odd_numbers (ratio double precision, short real)',
  `INSERT INTO odd_numbers VALUES ('NaN', 'NaN'), ('NaN', 'NaN'), ('Infinity', 'Infinity'), ('-Infinity', '-Infinity'), (1, 1), (2, 2), (3, 3), (4, 4), (NULL, NULL)`,
];
const TIES = [
  'CREATE TABLE ties (word text, number integer, nothing text, blank text)',
  `INSERT INTO ties VALUES ('é', 10, NULL, ' '), ('a', 9, NULL, ''), ('B', 9, NULL, ''), ('B', 10, NULL, NULL), ('a', 8, NULL, NULL), ('é', NULL, NULL, NULL)`,
];
const LONG = [
  'CREATE TABLE long (body text, tags text)',
  `INSERT INTO long VALUES (repeat('x', 1000000), repeat('é', 200)), (repeat('x', 999999) || 'y', repeat('é', 200)),
     (repeat('x', 1000000), repeat('é', 201))`,
];

const pairs = (list: GroupingResult | null | undefined) =>
  list?.items.map(({ value, count }) => [value, count]);

describe.each(LIVE_ENGINES)('lists of values on $name', { timeout: 120_000 }, (engine) => {
  if (!engine.available()) return it.skip('PostgreSQL is not installed');
  let columns: Record<string, MeasuredColumn>;
  beforeAll(async () => {
    const statements = [LISTED, SENTINELS, ODD_NUMBERS, TIES, LONG].flat();
    const [profile] = await profileStatements(engine, statements, EXAMPLE_RUN_AT);
    const all = [...profile!.values()].flatMap((table) => table.columns);
    columns = Object.fromEntries(all.map((column) => [`${column.table}.${column.column}`, column]));
  });

  it.each(Object.entries(FREQUENCIES))('values of %s', (name, expected) => {
    const { error, frequencies, measures } = columns[`listed.${name}`]!;
    expect(error).toBeNull();
    expect(pairs(frequencies)).toEqual(expected);
    expect(frequencies).toMatchObject({ distinct: expected.length, otherRows: 0, estimated: false });
    expect(measures).toMatchObject({ mode_value: expected[0]![0], mode_ct: 2 });
  });

  it('weekdays and hours: of moments as the session reads them in UTC, and hours of times of day', () => {
    expect(pairs(columns['listed.day']?.weekdays)).toEqual([['1', 3]]);
    expect(pairs(columns['listed.moment']?.weekdays)).toEqual([
      ['1', 2],
      ['5', 1],
    ]);
    expect(pairs(columns['listed.moment']?.hours)).toEqual([
      ['10', 2],
      ['23', 1],
    ]);
    expect(pairs(columns['listed.seen']?.hours)).toEqual([
      ['8', 2],
      ['23', 1],
    ]);
    expect(pairs(columns['listed.noon']?.hours)).toEqual([
      ['12', 2],
      ['0', 1],
      ['23', 1],
    ]);
    expect(columns['listed.day']?.hours).toBeNull();
    expect(columns['listed.noon']?.weekdays).toBeNull();
    expect(columns['listed.whole']?.weekdays).toBeNull();
  });

  it('stand-ins for no value: those that are there, as they stand in the list', () => {
    const found = (name: string) => pairs(columns[`sentinels.${name}`]?.sentinels);
    expect(found('whole')).toEqual([
      ['-1', 2],
      ['999999', 1],
    ]);
    expect(found('amount')).toEqual([
      ['9999999', 2],
      ['-99', 1],
    ]);
    expect(found('ratio')).toEqual([['-999', 1]]);
    expect(found('day')).toEqual([
      ['1900-01-01', 2],
      ['9999-12-31', 1],
    ]);
    expect(found('moment')).toEqual([
      ['1970-01-01', 2],
      ['9999-12-31', 1],
    ]);
    expect(columns['listed.word']?.sentinels).toBeNull();
  });

  it('not-a-number and infinities are values that no other measure looks at', () => {
    for (const name of ['ratio', 'short']) {
      const { measures, frequencies } = columns[`odd_numbers.${name}`]!;
      expect(measures).toMatchObject({
        value_ct: 8,
        distinct_value_ct: 7,
        nan_ct: 2,
        infinite_ct: 2,
        min_value: 1,
        min_value_over_0: 1,
        max_value: 4,
        avg_value: 2.5,
        percentile_25: 1.75,
        percentile_50: 2.5,
        percentile_75: 3.25,
        outlier_low_ct: 0,
        outlier_high_ct: 0,
        extreme_outlier_ct: 0,
        zero_value_ct: 0,
        mode_value: 'NaN',
        mode_ct: 2,
      });
      expect(measures.skewness).toBeCloseTo(0, 9);
      expect(measures.stdev_value).toBeCloseTo(Math.sqrt(5 / 3), 9);
      expect(measures.kurtosis).toBeCloseTo(-1.2, 9);
      expect(pairs(frequencies)?.[0]).toEqual(['NaN', 2]);
    }
  });

  it('of values equally frequent the first by code point is the most frequent one', () => {
    expect(columns['ties.word']?.measures).toMatchObject({ mode_value: 'B', mode_ct: 2 });
    expect(columns['ties.number']?.measures).toMatchObject({ mode_value: '10', mode_ct: 2 });
    for (const name of ['nothing', 'blank'])
      expect(columns[`ties.${name}`]?.measures).toMatchObject({ mode_value: null, mode_ct: 0 });
  });

  it('texts of a megabyte are told apart whole and listed by their beginning', () => {
    const { body, tags } = { body: columns['long.body']!, tags: columns['long.tags']! };
    const beginning = 'x'.repeat(LISTED_CHARACTERS);
    expect(pairs(body.frequencies)).toEqual([
      [beginning, 2],
      [beginning, 1],
    ]);
    expect(body.measures).toMatchObject({ mode_value: beginning, mode_ct: 2, max_length: 1_000_000 });
    expect(body.measures.min_text).toBe('x'.repeat(100));
    expect(pairs(body.patterns)).toEqual([['a'.repeat(LISTED_CHARACTERS), 3]]);
    // Characters, not bytes.
    expect(pairs(tags.frequencies)).toEqual([
      ['é'.repeat(200), 2],
      ['é'.repeat(200), 1],
    ]);
    expect(JSON.stringify(body).length).toBeLessThan(5_000);
  });
});

const postgres = LIVE_ENGINES.filter((engine) => isPostgres(engine) && engine.available());
it.runIf(postgres.length > 0)('types of PostgreSQL alone are listed alike, pulled and pushed', async () => {
  const lists = [];
  for (const engine of postgres) {
    const [profile] = await profileStatements(
      engine,
      [
        `CREATE TYPE mood AS ENUM ('sad', 'ok')`,
        'CREATE TABLE own (list int[], bare numeric, mood mood, raw bytea, doc jsonb, span interval, old date, older timestamp, oldest timestamptz, far date, local timetz, price money)',
        ...Array<string>(2).fill(
          `INSERT INTO own VALUES ('{1,NULL}', 1.50, 'sad', '\\x00ff', '{"b":1,  "a":2}', '1 day 02:00', '0044-03-15 BC', '0044-03-15 10:30 BC', '0044-03-15 10:30+00 BC', '12024-01-01', '12:30+02', 12.5)`,
        ),
        `INSERT INTO own VALUES ('{}', 'NaN', 'ok', '', '[]', '1 mon', '-infinity', 'infinity', 'infinity', '2024-01-01', '00:30+00', -3)`,
      ],
      EXAMPLE_RUN_AT,
    );
    const table = profile!.get('own')!;
    for (const { column, error } of table.columns) expect(error, column).toBeNull();
    lists.push(
      Object.fromEntries(table.columns.map(({ column, frequencies }) => [column, pairs(frequencies)])),
    );
  }
  for (const list of lists)
    expect(list).toEqual({
      list: [
        ['{1,NULL}', 2],
        ['{}', 1],
      ],
      bare: [
        ['1.50', 2],
        ['NaN', 1],
      ],
      mood: [
        ['sad', 2],
        ['ok', 1],
      ],
      raw: [
        ['\\x00ff', 2],
        ['\\x', 1],
      ],
      doc: [
        ['{"a": 2, "b": 1}', 2],
        ['[]', 1],
      ],
      span: [
        ['1 day 02:00:00', 2],
        ['1 mon', 1],
      ],
      old: [
        ['0044-03-15 BC', 2],
        ['-infinity', 1],
      ],
      older: [
        ['0044-03-15T10:30:00 BC', 2],
        ['infinity', 1],
      ],
      oldest: [
        ['0044-03-15T10:30:00 BC', 2],
        ['infinity', 1],
      ],
      far: [
        ['12024-01-01', 2],
        ['2024-01-01', 1],
      ],
      local: [
        ['12:30:00+02', 2],
        ['00:30:00+00', 1],
      ],
      price: [
        ['$12.50', 2],
        ['-$3.00', 1],
      ],
    });
});

it.runIf(postgres.length > 0)('years before Christ stay before Christ in a column of their own', async () => {
  for (const engine of postgres) {
    const [profile] = await profileStatements(
      engine,
      [
        `CREATE TABLE days AS SELECT CAST('0044-03-15 BC' AS date) AS v`,
        `CREATE TABLE moments AS SELECT CAST('0044-03-15 10:30 BC' AS timestamp) AS v`,
        `CREATE TABLE zoned AS SELECT CAST('0044-03-15 10:30+00 BC' AS timestamptz) AS v UNION ALL SELECT '2024-01-01 02:00+02'`,
        `CREATE TABLE far AS SELECT CAST('290000-01-01' AS date) AS v UNION ALL SELECT 'infinity'`,
      ],
      EXAMPLE_RUN_AT,
    );
    const facts = [...profile!.values()].map(({ table, columns: [column] }) => [
      table,
      {
        null: column!.measures.null_value_ct,
        first: column!.measures.min_date,
        values: pairs(column!.frequencies),
      },
    ]);
    expect(Object.fromEntries(facts), engine.name).toEqual({
      days: { null: 0, first: '0001-01-01', values: [['0044-03-15 BC', 1]] },
      moments: { null: 0, first: '0001-01-01T00:00:00', values: [['0044-03-15T10:30:00 BC', 1]] },
      zoned: {
        null: 0,
        first: '0001-01-01T00:00:00',
        values: [
          ['0044-03-15T10:30:00 BC', 1],
          ['2024-01-01T00:00:00', 1],
        ],
      },
      far: {
        null: 0,
        first: '9999-12-31',
        values: [
          ['290000-01-01', 1],
          ['infinity', 1],
        ],
      },
    });
  }
});
