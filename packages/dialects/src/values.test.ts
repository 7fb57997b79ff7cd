import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidIdentifierError, InvalidValueError } from './dialect-errors.ts';
import * as e from './expression.ts';
import { dialects } from './registry.ts';
import { createRenderer } from './render.ts';
import { type Cell, describeOnLiveEngines } from './testing/live-engines.ts';

/** Any text that a database can hold: no NUL, no half of a surrogate pair. */
const storable = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.stringMatching(/^['"\\$%_;\-/*{}: \n]{0,8}$/),
    fc.constantFrom(
      '',
      ' ',
      'NULL',
      "'; DROP TABLE t; --",
      '\\',
      "\\'",
      '$1',
      'e\u0301',
      'İ',
      '👩‍👩‍👧',
      '-'.repeat(5000),
    ),
  )
  .filter((value) => !value.includes('\0') && value.isWellFormed());

const bytes = (name: string): number => new TextEncoder().encode(name).length;
const identifier = fc
  .oneof(
    fc.constantFrom(
      'select',
      'Order',
      'a.b',
      'a"b',
      '"',
      ' lead',
      'trail ',
      '😀',
      'É',
      'x'.repeat(63),
      "it's",
      '$1',
      '--',
      'row_count',
      'key_1',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 15 }),
  )
  .filter(
    (name) =>
      !name.includes('\0') && name.isWellFormed() && bytes(name) <= 63 && name.toLowerCase() !== 'other',
  );

const RUNS = { numRuns: 80, seed: 3 };

describeOnLiveEngines('a value', (engine) => {
  it('of text comes back as it went in, written or bound', async () => {
    await fc.assert(
      fc.asyncProperty(storable, async (value) => {
        expect(await echoed(e.text(value))).toBe(value);
        expect(await echoed(e.parameter(value, 'text'))).toBe(value);
      }),
      { ...RUNS, numRuns: 200 },
    );
  });

  it('of a number comes back as it went in, written or bound', async () => {
    const numbers = fc.oneof(
      fc.double({ noNaN: true }),
      fc.integer(),
      fc.constantFrom(-0, 1e300, 5e-324, 2 ** 53, -(2 ** 63), 0.1),
    );
    await fc.assert(
      fc.asyncProperty(numbers, async (value) => {
        // No database tells the two zeros apart in a comparison, and exact types have only one.
        const expected = value === 0 ? 0 : value;
        expect((await echoed(e.asDouble(e.number(value)))) as number).toEqual(expected);
        expect((await echoed(e.asDouble(e.parameter(value, 'number')))) as number).toEqual(expected);
      }),
      { ...RUNS, numRuns: 200 },
    );
  });

  it.each([
    '9007199254740993',
    '-99999999999999999999999999999999999999',
    '12345678901234567890123456789012345678',
  ])('of the integer %s keeps every digit as text', async (value) => {
    expect(await echoed(e.asText(e.parameter(value, 'number')))).toBe(value);
  });

  it('of a moment is read in UTC, to the microsecond', async () => {
    for (const make of [e.moment, (iso: string) => e.parameter(iso, 'moment')]) {
      expect(await echoed(e.asText(make('2024-02-29T23:30:00.123456-01:00')))).toBe(
        '2024-03-01 00:30:00.123456',
      );
      expect(await echoed(e.asText(make('0001-01-01')))).toBe('0001-01-01 00:00:00');
    }
  });

  it('may be missing', async () => {
    expect(await echoed(e.parameter(null, 'number'))).toBe(null);
    expect(await echoed(e.asText(e.parameter(null, 'moment')))).toBe(null);
  });

  async function echoed(value: e.Expression): Promise<Cell> {
    const renderer = createRenderer(engine.dialect);
    const sql = `SELECT ${renderer.expression(value)} AS answer`;
    const [row] = await engine.run(renderer.statement(sql));
    return row?.answer ?? null;
  }
});

describeOnLiveEngines('a name', (engine) => {
  it('is the same table and the same column, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(identifier, identifier, async (table, column) => {
        const renderer = createRenderer(engine.dialect);
        const name = renderer.tableName({ schema: null, table });
        const quoted = engine.dialect.quoteIdentifier(column);
        await engine.run({ sql: `CREATE TABLE ${name} (${quoted} integer, other integer)`, values: [] });
        try {
          await engine.run({ sql: `INSERT INTO ${name} VALUES (7, 8)`, values: [] });
          const listing = renderer.listing(
            {
              query: 'rows_where',
              from: { table: { schema: null, table }, where: e.equal(e.column(column), e.number(7)) },
            },
            1,
          );
          expect(await engine.run(renderer.statement(listing))).toEqual([{ [column]: 7, other: 8 }]);
        } finally {
          await engine.run({ sql: `DROP TABLE ${name}`, values: [] });
        }
      }),
      RUNS,
    );
  });
});

describe('what no database can hold is refused before it is sent', () => {
  const render = (value: e.Expression) => () => createRenderer(dialects.postgresql).expression(value);

  it.each([
    e.text('a\0b'),
    e.parameter('a\ud800', 'text'),
    e.parameter('abc', 'number'),
    e.parameter('1; DROP TABLE t', 'number'),
    e.parameter('', 'number'),
    e.parameter('maybe', 'boolean'),
    e.moment('2024-02-30'),
    e.moment('12/31/2024'),
    e.moment('2024-01-01T25:00:00'),
    e.moment('0001-01-01T00:00:00+14:00'),
  ])('%j', (value) => {
    expect(render(value)).toThrow(InvalidValueError);
  });

  it('a name that is empty or has a NUL character', () => {
    expect(render(e.column(''))).toThrow(InvalidIdentifierError);
    expect(render(e.column('a\0'))).toThrow(InvalidIdentifierError);
  });
});
