import { createPostgresDatabase, describePostgres, startTcpProxy } from '@assay/test-support';
import { expect, it } from 'vitest';
import { createPostgresSource } from './postgres-source.ts';

describePostgres('a store behind a network that swallows everything', () => {
  it('gives the session up, so that whoever waits can try again', async () => {
    const database = await createPostgresDatabase();
    const proxy = await startTcpProxy(database.url);
    const source = createPostgresSource({
      ...{ url: proxy.url, maxConnections: 1, statementTimeoutMs: 200, silenceTimeoutMs: 400 },
      onError: () => {},
    });
    const session = await source.acquire();
    await session.query('SELECT 1', []);
    proxy.silence();
    await expect(session.query('SELECT 2', [])).rejects.toMatchObject({
      ...{ name: 'StoreUnavailableError', transient: true },
      message: expect.stringContaining('does not answer'),
    });
    session.release();
    proxy.resume();
    const next = await source.acquire();
    expect((await next.query('SELECT 3 AS n', [])).rows).toEqual([{ n: 3 }]);
    next.release();
    await source.close();
    await proxy.close();
    await database.drop();
  });
});
