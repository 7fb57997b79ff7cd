/** What DuckDB says, told without the names of its classes and without values of the data. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { testOptions } from '../conformance/live-engines.ts';
import { openTarget } from '../index.ts';
import type { TargetError } from '../target.ts';
import { duckdbError } from './duckdb-errors.ts';

/** Every text among them is a value of the data: no part of it may be told. */
const SECRETS = [
  'CSV Error on Line: 42 secret',
  'secret 42',
  `it's "secret 42" to INT64`,
  'secret 42\n\nmore 42\nLINE 1: and 42',
  'secret 42\' to INT32, "42',
];
const CASTS = [
  ['INTEGER', 'Could not convert a value to INT32'],
  ['DECIMAL(5,2)', 'Could not convert a value to DECIMAL(5,2)'],
  ['DATE', 'invalid date field format: a value, expected format is (YYYY-MM-DD)'],
  ['TIMESTAMP', 'invalid timestamp field format: a value'],
  ['TIME', 'time field value out of range: a value'],
  ['BOOLEAN', 'Could not convert a value to BOOL'],
  ['UUID', 'Could not convert a value to INT128'],
  ['INTEGER[]', 'Type VARCHAR cannot be cast to the destination type INTEGER[]'],
  ['JSON', 'Malformed JSON'],
] as const;
const NUMBERS = [
  ['SELECT n + 1 FROM held', 'Overflow in addition of INT64'],
  ['SELECT n * n FROM held', 'Overflow in multiplication of INT64'],
  ['SELECT -n - 2 FROM held', 'Overflow in subtraction of INT64'],
  ['SELECT CAST(n AS INTEGER) FROM held', 'Type INT64 cannot be cast because the value is out of range'],
  ['SELECT CAST(n AS DECIMAL(5,2)) FROM held', 'Could not cast a value to DECIMAL(5,2)'],
  [`SELECT strptime('secret 9223372036854775807', '%Y')`, 'Could not parse a value'],
  [`SELECT json_extract('secret 9223372036854775807', '$.a')`, 'Malformed JSON'],
] as const;

async function failure(statement: string, prepared: readonly string[]): Promise<string> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    for (const each of prepared) await connection.run(each);
    const error = await connection.runAndReadAll(statement).then(
      () => null,
      (reason: unknown) => duckdbError(reason),
    );
    expect(error, statement).toMatchObject({ kind: 'bad_sql' });
    return (error as TargetError).message;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

describe('errors of DuckDB', () => {
  it.each(CASTS.flatMap(([type, says]) => SECRETS.map((secret) => ({ type, says, secret }))))(
    'to $type: what could not be converted is not told ($secret)',
    async ({ type, says, secret }) => {
      const message = await failure(`SELECT CAST(v AS ${type}) FROM held`, [
        'CREATE TABLE held (v VARCHAR)',
        `INSERT INTO held VALUES (${quoted(secret)})`,
      ]);
      expect(message).toContain(says);
      expect(message).not.toMatch(/secret|42|more|LINE/);
      expect(message).not.toMatch(/^[A-Za-z ]+ Error/);
    },
  );

  it.each(NUMBERS)('%s', async (statement, says) => {
    const message = await failure(statement, [
      'CREATE TABLE held (n BIGINT)',
      'INSERT INTO held VALUES (9223372036854775807)',
    ]);
    expect(message).toContain(says);
    expect(message).not.toMatch(/secret|92233/);
    expect(message).not.toMatch(/^[A-Za-z ]+ Error/);
  });

  it('names that a user wrote stay', async () => {
    expect(await failure('SELECT "no such" FROM held', ['CREATE TABLE held (v VARCHAR)'])).toMatch(
      /^Referenced column "no such" not found/,
    );
    expect(await failure('SELECT nothing(1)', [])).toContain('nothing');
  });

  it('a CSV that breaks off is told with its column and line, not with its values', async () => {
    const home = await testOptions();
    const rows = Array.from({ length: 30_000 }, (_, i) => `${i},${i}`);
    await writeFile(join(home.files, 'ages.csv'), ['id,age', ...rows, '7,secret'].join('\n'));
    const message = await failure(
      `SELECT sum(age) FROM read_csv('${join(home.files, 'ages.csv')}', columns = {id: 'BIGINT', age: 'BIGINT'}, header = true)`,
      [],
    );
    expect(message).toMatch(/CSV Error on Line: 30002/);
    expect(message).toContain('column "age". Could not convert a value to');
    expect(message).not.toMatch(/secret|Original/);
    await home.remove();
  });

  it('a user’s SQL on a file meets the same', async () => {
    const home = await testOptions();
    await writeFile(join(home.files, 'people.csv'), 'name\nsecret\n');
    const target = await openTarget({ type: 'files', path: home.files }, home.options);
    const query = target.query({ sql: 'SELECT CAST(name AS INTEGER) FROM people', values: [] });
    await expect(query).rejects.toMatchObject({
      kind: 'bad_sql',
      message: expect.stringMatching(/^Could not convert a value to INT32/),
    });
    await target.close();
    await home.remove();
  });
});
