/** What a folder holds, and which types its files have. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testOptions } from '../conformance/live-engines.ts';
import { openTarget, type Target } from '../index.ts';

describe('a folder of files', () => {
  let home: Awaited<ReturnType<typeof testOptions>>;
  let target: Target | null = null;
  beforeEach(async () => {
    home = await testOptions();
  });
  afterEach(async () => {
    await target?.close();
    target = null;
    await home.remove();
  });
  const write = (name: string, content: string | Buffer) => writeFile(join(home.files, name), content);
  const open = async (path = home.files) => {
    await target?.close();
    target = await openTarget({ type: 'files', path }, home.options);
    return target;
  };
  const typesOf = async (table: string) => {
    const [relation] = await (await open()).describe('main', [table]);
    expect(relation?.unreadable).toBeNull();
    return Object.fromEntries(relation!.columns.map(({ name, columnType }) => [name, columnType]));
  };

  it('is a table for each file and for each sub-folder; the rest is not seen', async () => {
    await write('orders.csv', 'id\n1\n');
    await write('orders.parquet.txt', 'no data');
    await write('_SUCCESS', '');
    await write('.hidden.csv', 'id\n1\n');
    await write('events.ndjson', '{"a": 1}\n{"a": 2, "b": "x"}\n');
    await write('zipped.csv.gz', gzipSync('id\n1\n'));
    await mkdir(join(home.files, 'parts/2024'), { recursive: true });
    await write('parts/2024/a.tsv', 'id\tn\n1\tx\n');
    await write('parts/b.tsv', 'id\tn\n2\ty\n');
    await mkdir(join(home.files, 'nothing'));
    const opened = await open();
    expect((await opened.tables('main')).map(({ table }) => table)).toEqual([
      'events',
      'orders',
      'parts',
      'zipped',
    ]);
    expect(await opened.query({ sql: 'SELECT count(*) AS n FROM parts', values: [] })).toEqual([{ n: 2 }]);
    expect(await opened.query({ sql: 'SELECT sum(id) AS n FROM zipped', values: [] })).toEqual([{ n: 1 }]);
    const [events] = await opened.describe('main', ['events']);
    expect(events?.columns.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('files of one base name keep their endings', async () => {
    await write('orders.csv', 'id\n1\n');
    await write('orders.json', '{"id": 1}');
    expect((await (await open()).tables('main')).map(({ table }) => table)).toEqual([
      'orders.csv',
      'orders.json',
    ]);
  });

  it('a glob takes what matches it', async () => {
    await write('a_1.csv', 'id\n1\n');
    await write('a_2.csv', 'id\n1\n');
    await write('b.csv', 'id\n1\n');
    const tables = await (await open(join(home.files, 'a_*.csv'))).tables('main');
    expect(tables.map(({ table }) => table)).toEqual(['a_1', 'a_2']);
  });

  it('Parquet is read with its own types', async () => {
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    await connection.run(
      `COPY (SELECT 1 AS id, DATE '2024-01-01' AS d) TO '${join(home.files, 'p.parquet')}'`,
    );
    connection.closeSync();
    instance.closeSync();
    expect(await typesOf('p')).toEqual({ id: 'integer', d: 'date' });
  });

  it('a CSV column has a type only where every row has it', async () => {
    const good = Array.from(
      { length: 30_000 },
      (_, i) => `${i},${i},2024-01-01,${i}.25,true,2024-01-01 10:00:00`,
    );
    const last = 'x,1.5,2024-13-01,1e3,maybe,soon';
    await write('late.csv', ['a,b,c,d,e,f', ...good, last].join('\n'));
    expect(await typesOf('late')).toEqual({
      a: 'varchar(65535)',
      b: 'numeric(16,1)',
      c: 'varchar(65535)',
      d: 'double precision',
      e: 'varchar(65535)',
      f: 'varchar(65535)',
    });
  });

  it('a day with something behind it is no date', async () => {
    const good = Array.from({ length: 30_000 }, () => '2024-1-1,2024-01-01');
    await write('days.csv', ['a,b', ...good, '2024-1-2x,infinity'].join('\n'));
    expect(await typesOf('days')).toEqual({ a: 'varchar(65535)', b: 'date' });
  });

  it('codes stay text: leading zeros and more digits than a number keeps', async () => {
    await write('codes.csv', 'zip,card,n\n00501,12345678901234567890,1\n10001,12345678901234567891,2\n');
    expect(await typesOf('codes')).toEqual({ zip: 'varchar(65535)', card: 'varchar(65535)', n: 'bigint' });
  });

  it('other delimiters, a byte order mark and quoted headers are understood', async () => {
    await write('semi.csv', '\ufeff"first";n\n"a;b";1\n"c";2\n');
    await write('tabs.tsv', '"first\tname"\tn\na\t1\n');
    // DuckDB's sniffer gives up on the two together; all text is better than nothing.
    await write('both.csv', '\ufeff"first; name";n\n"a;b";1\n"c";2\n');
    expect(await typesOf('semi')).toEqual({ first: 'varchar(65535)', n: 'bigint' });
    expect(await typesOf('tabs')).toEqual({ 'first\tname': 'varchar(65535)', n: 'bigint' });
    expect(await typesOf('both')).toEqual({ 'first; name': 'varchar(65535)', n: 'varchar(65535)' });
  });

  it('an empty field is missing and "" is empty text, but not a number', async () => {
    await write('empty.csv', 'a,n\n,1\n"",""\nx,\n');
    const rows = await (await open()).query({ sql: 'SELECT a, n FROM empty ORDER BY a', values: [] });
    expect(rows).toEqual([
      { a: '', n: null },
      { a: 'x', n: null },
      { a: null, n: 1 },
    ]);
  });
});
