/** What is left behind on a PostgreSQL server by statements that try to leave something. */
import { createPostgresDatabase, describePostgres, type PostgresDatabase } from '@assay/test-support';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testOptions } from '../conformance/live-engines.ts';
import { openTarget, type Target } from '../index.ts';

describePostgres('a session on PostgreSQL', () => {
  let database: PostgresDatabase;
  let target: Target;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    database = await createPostgresDatabase();
    for (const sql of [
      'CREATE TABLE orders (id integer)',
      'INSERT INTO orders VALUES (1), (2)',
      'CREATE SEQUENCE numbers',
      `CREATE FUNCTION gone() RETURNS integer LANGUAGE plpgsql VOLATILE SECURITY DEFINER AS
         'BEGIN DELETE FROM orders; RETURN 1; END'`,
    ]) {
      await database.query(sql);
    }
    const test = await testOptions({ maxConnections: 1 });
    remove = test.remove;
    target = await openTarget({ type: 'postgresql', url: database.url }, test.options);
  });
  afterAll(async () => {
    await target?.close();
    await database?.drop();
    await remove?.();
  });

  const query = (sql: string) => target.query({ sql, values: [] });

  it.each([
    ['DELETE FROM orders'],
    ['WITH gone AS (DELETE FROM orders RETURNING *) SELECT * FROM gone'],
    ['SELECT gone()'],
    ["SELECT nextval('numbers')"],
    ["SELECT setval('numbers', 7)"],
    ['SELECT * INTO copied FROM orders'],
    ['SELECT * FROM orders FOR UPDATE'],
    ["SELECT set_config('transaction_read_only', 'off', false)"],
    ['TRUNCATE orders'],
    ['CREATE TABLE kept (id integer)'],
    ['SELECT 1; DELETE FROM orders'],
  ])('refuses to write: %s', async (sql) => {
    await expect(query(sql)).rejects.toThrow();
    expect(await database.query('SELECT count(*)::integer AS n FROM orders')).toEqual([{ n: 2 }]);
  });

  it('forgets what a statement sets, creates or sends', async () => {
    await query('SET TRANSACTION READ WRITE');
    await query('SET default_transaction_read_only = off');
    await query(
      "SELECT set_config('search_path', 'elsewhere', false), set_config('statement_timeout', '0', false)",
    );
    // Refused from version 16 on, rolled back before.
    await query('SELECT lo_create(4711)').catch(() => null);
    expect(
      await query(
        `SELECT current_setting('default_transaction_read_only') AS read_only, current_setting('search_path') AS path,
                current_setting('statement_timeout') AS timeout, count(*) AS objects FROM pg_largeobject_metadata`,
      ),
    ).toEqual([{ read_only: 'on', path: '"$user", public', timeout: '15min', objects: 0 }]);
  });

  it('is read-only again after a statement that made it writing', async () => {
    await query('SET TRANSACTION READ WRITE');
    await query('SET default_transaction_read_only = off');
    await expect(query('DELETE FROM orders')).rejects.toThrow();
    expect(await database.query('SELECT count(*)::integer AS n FROM orders')).toEqual([{ n: 2 }]);
  });
});
