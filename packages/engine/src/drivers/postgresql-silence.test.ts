/** A PostgreSQL target behind a network that swallows everything, without telling anybody. */
import {
  createPostgresDatabase,
  describePostgres,
  type PostgresDatabase,
  startTcpProxy,
  type TcpProxy,
} from '@assay/test-support';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { testOptions } from '../conformance/live-engines.ts';
import { openTarget, type Target } from '../index.ts';

describePostgres('a target that falls silent', () => {
  let database: PostgresDatabase;
  let proxy: TcpProxy;
  let target: Target;
  let test: Awaited<ReturnType<typeof testOptions>>;
  beforeAll(async () => {
    database = await createPostgresDatabase();
    await database.query('CREATE VIEW slow AS SELECT 1 AS id WHERE pg_sleep(0.4) IS NOT NULL');
    proxy = await startTcpProxy(database.url);
    test = await testOptions({ statementTimeoutMs: 600 });
    target = await openTarget({ type: 'postgresql', url: proxy.url }, test.options);
  });
  beforeEach(() => proxy.resume());
  afterAll(async () => {
    await target.close();
    await proxy.close();
    await database.drop();
    await test.remove();
  });
  const unreachable = { kind: 'unreachable', message: expect.stringContaining('did not answer in time') };

  it('fails the statement that waits, and is asked again on a new connection', async () => {
    const waiting = target.query({ sql: 'SELECT * FROM slow', values: [] });
    setTimeout(proxy.silence, 200);
    await expect(waiting).rejects.toMatchObject(unreachable);
    proxy.resume();
    expect(await target.query({ sql: 'SELECT 1 AS one', values: [] })).toEqual([{ one: 1 }]);
  });

  it('fails a statement of a snapshot', async () => {
    const snapshot = await target.openSnapshot!();
    proxy.silence();
    await expect(snapshot.query({ sql: 'SELECT 1', values: [] })).rejects.toMatchObject(unreachable);
    await snapshot.close();
  });
});
