/** What is asked of the distinct values of a column has the answer that its rows would give, whatever the type. */
import {
  type Aggregate,
  asText,
  column,
  count,
  countDistinct,
  countIf,
  type Expression,
  equal,
  isIn,
  isNull,
  length,
  matches,
  maximum,
  minimum,
  parameter,
  trim,
} from '@assay/dialects';
import { createPostgresDatabase, describePostgres, type PostgresDatabase } from '@assay/test-support';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type MeasurementRequest, openTarget, runMeasurements, type Target } from '../index.ts';
import { testOptions } from './live-engines.ts';

/** Values that are equal and yet not the same, among others. */
const COLUMNS: Readonly<Record<string, { readonly type: string; readonly values: readonly string[] }>> = {
  plain: { type: 'text', values: ["'a'", "'A'", "'a '", "''", "' '", 'NULL', "'é'", "E'e\\u0301'"] },
  folded: { type: 'text COLLATE any_case', values: ["'a'", "'A'", "'aa'", 'NULL', "'AA'"] },
  padded: { type: 'char(4)', values: ["'a'", "'a  '", "'b'", 'NULL'] },
  bare: { type: 'numeric', values: ['1', '1.0', '1.00', '-2.50', "'NaN'", 'NULL', '1e30'] },
  scaled: { type: 'numeric(8,2)', values: ['1', '1.00', '-2.5', "'NaN'", 'NULL'] },
  double: { type: 'double precision', values: ['0', "'-0'", "'NaN'", "'Infinity'", '1e300', 'NULL'] },
  whole: { type: 'bigint', values: ['9223372036854775807', '-9223372036854775808', '0', 'NULL'] },
  flag: { type: 'boolean', values: ['true', 'false', 'NULL'] },
  day: { type: 'date', values: ["'2024-02-29'", "'infinity'", "'0044-03-15 BC'", 'NULL'] },
  moment: { type: 'timestamptz', values: ["'2024-02-29 12:00+02'", "'2024-02-29 10:00+00'", 'NULL'] },
  clock: { type: 'timetz', values: ["'12:00+02'", "'10:00+00'", 'NULL'] },
  weight: { type: 'integer', values: ['1', '2', 'NULL'] },
  json: { type: 'jsonb', values: [`'{"a": 1}'`, `'{"a": 1.0}'`, 'NULL'] },
};
const TEXTS = new Set(['plain', 'folded', 'padded']);
/** PostgreSQL has no least value of these. */
const UNORDERED = new Set(['flag', 'json']);

function aggregatesOf(name: string): Record<string, Aggregate> {
  const value = column(name);
  const text: Expression<'text'> = TEXTS.has(name) ? column(name, 'text') : asText(value);
  const conditions = {
    missing: isNull(value),
    long: matches(text, '^.*[0-9a-z]{3,}'.replace('.', '[^~]')),
    capital: matches(text, '[A-Z]'),
    listed: isIn(text, [parameter('a', 'text'), parameter('1.0', 'text'), parameter('-0', 'text')]),
    same: equal(text, parameter('1.00', 'text')),
    trimmed: equal(trim(text), parameter('a', 'text')),
    blank: equal(length(text), { kind: 'literal', value: 0, type: 'number' }),
  };
  return {
    ...Object.fromEntries(Object.entries(conditions).map(([key, is]) => [key, countIf(is)])),
    filled: count(value),
    distinct: countDistinct(value),
    texts: countDistinct(text),
    lengths: countDistinct(length(text)),
    longest: maximum(length(text)),
    ...(UNORDERED.has(name) ? {} : { least: minimum(value), greatest: maximum(value) }),
  };
}

/** 0 and -0 are one number: which of them is the least is as it comes. */
const unsigned = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value === 0 ? 0 : value]));

describePostgres('tests of a column by its distinct values', () => {
  let home: Awaited<ReturnType<typeof testOptions>>;
  let database: PostgresDatabase;
  let target: Target;
  beforeAll(async () => {
    home = await testOptions();
    database = await createPostgresDatabase();
    await database.query(
      `CREATE COLLATION any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false)`,
    );
    const columns = Object.entries(COLUMNS);
    const types = columns.map(([name, { type }]) => `"${name}" ${type}`);
    await database.query(`CREATE TABLE odd (${types.join(', ')})`);
    await database.query(`CREATE TABLE nothing (LIKE odd)`);
    for (let row = 0; row < 24; row++) {
      const cells = columns.map(([, { values }]) => values[row % values.length]);
      await database.query(`INSERT INTO odd VALUES (${cells.join(', ')})`);
    }
    target = await openTarget({ type: 'postgresql', url: database.url }, home.options);
  });
  afterAll(async () => {
    await target?.close();
    await database?.drop();
    await home?.remove();
  });

  async function answers(table: string, name: string, withTypes: boolean) {
    const request: MeasurementRequest = {
      ...{ id: name, kind: 'aggregates', table: { schema: 'public', table } },
      aggregates: aggregatesOf(name),
    };
    const relations = withTypes ? await target.describe('public', [table]) : [];
    const signal = new AbortController().signal;
    const [answer] = await runMeasurements(target, [request], { ...home.options, relations }, { signal });
    if (answer === undefined || 'error' in answer) throw new Error(answer?.error);
    return answer;
  }

  it.each(Object.keys(COLUMNS))('%s: the answers of the rows', async (name) => {
    const fromRows = await answers('odd', name, false);
    const asked = await answers('odd', name, true);
    expect(unsigned(asked.values)).toEqual(unsigned(fromRows.values));
    expect(fromRows.sql).not.toContain('GROUP BY');
  });

  it.each(['plain', 'weight', 'day'])('%s: no rows, no values', async (name) => {
    expect((await answers('nothing', name, true)).values).toEqual(
      (await answers('nothing', name, false)).values,
    );
  });

  it('asks the distinct values where it may', async () => {
    expect((await answers('odd', 'plain', true)).sql).toMatch(
      /count\(\*\) AS weight FROM .* GROUP BY "plain"/,
    );
    expect((await answers('odd', 'folded', true)).sql).not.toContain('GROUP BY');
    expect((await answers('odd', 'json', true)).sql).not.toContain('GROUP BY');
  });
});
