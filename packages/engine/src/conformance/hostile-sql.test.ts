/** SQL of users that tries to do more than read, to reach further, or to go on for ever. */
import { userSql } from '@assay/dialects';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineOptions, listRows, runMeasurements, tryMeasurement } from '../index.ts';
import { LIVE_ENGINES, type OpenedEngine } from './live-engines.ts';

const ORDERS = {
  table: 'orders',
  columns: { id: 'integer', note: 'text' },
  rows: [
    [1, 'a'],
    [2, 'b'],
  ],
} as const;
const ENGINES = LIVE_ENGINES.filter(({ strategy }) => strategy !== 'push');

/** Refused by every engine, whatever its words. */
const WRITES = [
  'WITH gone AS (DELETE FROM orders RETURNING *) SELECT * FROM gone',
  'DELETE FROM orders',
  'SELECT * INTO copied FROM orders',
  'CREATE TABLE copied AS SELECT 1',
  'SELECT 1; DELETE FROM orders',
  'SELECT 1) AS q; DELETE FROM orders; --',
  'SELECT 1 AS n) AS q; DELETE FROM orders; SELECT * FROM (SELECT 1 AS n',
  'SELECT 1 /*',
  "SET TimeZone = 'Asia/Tokyo'",
  "COPY orders TO '/tmp/assay-hostile.csv'",
  "COPY (SELECT 1) TO PROGRAM 'touch /tmp/assay-hostile'",
  "ATTACH '/tmp/assay-hostile.duckdb' AS attached",
  'INSTALL httpfs',
  'LOAD httpfs',
  'CALL enable_logging()',
  'BEGIN',
  'COMMIT',
] as const;

const FILES = {
  duckdb: [
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_blob('/etc/passwd')",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM sniff_csv('/etc/passwd')",
    "SELECT * FROM parquet_metadata('/etc/passwd')",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM '/etc/passwd.csv'",
    "SELECT * FROM read_csv('http://127.0.0.1:1/data.csv')",
    "SELECT * FROM query('COPY orders TO ''/tmp/assay-hostile.csv''')",
    "SELECT getenv('HOME')",
  ],
  postgresql: [
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT pg_ls_dir('/etc')",
    "SELECT lo_import('/etc/passwd')",
    "SELECT lo_export(1, '/tmp/assay-hostile')",
    "SELECT dblink_exec('dbname=postgres', 'SELECT 1')",
  ],
} as const;

const ENDLESS = 'WITH RECURSIVE steps(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM steps) SELECT n FROM steps';

describe.each(ENGINES)('SQL of a user ($name)', ({ open, available }) => {
  describe.runIf(available())('', () => {
    let engine: OpenedEngine;
    beforeAll(async () => {
      engine = await open([{ schema: 'shop', tables: [ORDERS] }], 'shop');
    });
    afterAll(() => engine?.close());

    const request = (sql: string) =>
      ({ id: 'mine', kind: 'query', query: { query: 'user_rows', sql } }) as const;
    const measured = async (sql: string, changes: Partial<EngineOptions> = {}) => {
      const hooks = { signal: new AbortController().signal };
      const [answer] = await runMeasurements(
        engine.target,
        [request(sql)],
        { ...engine.options, ...changes },
        hooks,
      );
      return answer;
    };
    const listed = (sql: string, limit = 5, changes: Partial<EngineOptions> = {}) =>
      listRows(engine.target, { query: 'user_rows', sql }, limit, { ...engine.options, ...changes });
    const orders = () => measured('SELECT * FROM orders');

    it.each(WRITES)('is refused when it is no SELECT alone: %s', async (sql) => {
      expect(await measured(sql)).toMatchObject({ error: expect.any(String) });
      await expect(listed(sql)).rejects.toThrow();
      expect(await tryMeasurement(engine.target, request(sql), {})).toEqual(expect.any(String));
      const condition = {
        query: 'rows_where',
        from: { table: { schema: null, table: 'orders' }, where: userSql<'boolean'>(sql) },
      } as const;
      await expect(listRows(engine.target, condition, 5, engine.options)).rejects.toThrow();
      expect(await orders()).toMatchObject({ values: { measure: 2, affected_rows: 2 } });
    });

    it('reaches no file and no other server', async () => {
      for (const sql of FILES[engine.target.type as keyof typeof FILES]) {
        expect(await measured(sql), sql).toMatchObject({ error: expect.any(String) });
        await expect(listed(sql), sql).rejects.toThrow();
      }
    });

    it('is stopped when it never ends, and the next statement is answered', async () => {
      const forEver = ENDLESS.replace('SELECT n FROM', 'SELECT count(*) FROM');
      for (const sql of [ENDLESS, forEver]) {
        const answer = await measured(sql, { statementTimeoutMs: 400 });
        expect(answer).toMatchObject({ error: expect.stringMatching(/stopped|did not finish/) });
      }
      await expect(listed(forEver, 5, { statementTimeoutMs: 400 })).rejects.toMatchObject({
        kind: 'timeout',
      });
      expect(await orders()).toMatchObject({ values: { measure: 2, affected_rows: 2 } });
    });

    it('is stopped when its answer would fill the memory, and the next statement is answered', async () => {
      const rows = ENDLESS.replace(
        'SELECT n FROM steps',
        "SELECT repeat('x', 1000000) AS x FROM steps LIMIT 300",
      );
      await expect(listed(rows, 300)).rejects.toMatchObject({
        kind: 'bad_sql',
        message: 'The answer is larger than 128 MiB: ask for fewer or shorter values.',
      });
      expect(await orders()).toMatchObject({ values: { measure: 2, affected_rows: 2 } });
    });

    it('gives as many rows as are asked for, however many there are', async () => {
      expect(await listed(ENDLESS, 3)).toMatchObject({
        rows: [{ n: 1 }, { n: 2 }, { n: 3 }],
        truncated: true,
      });
    });
  });
});
