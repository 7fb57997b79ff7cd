/** Canceling ends the statement where it runs, and leaves nothing behind. */
import { readdir } from 'node:fs/promises';
import { createPostgresDatabase, describePostgres, type PostgresDatabase } from '@assay/test-support';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTarget, profileTables, runMeasurements } from '../index.ts';
import { testOptions } from './live-engines.ts';

const RUN_AT = '2025-07-01T00:00:00Z';
const BOUND_MS = 2_000;

const scratchFolders = (directory: string) => readdir(directory).catch(() => []);

describePostgres('canceling in PostgreSQL', () => {
  let database: PostgresDatabase;
  let home: Awaited<ReturnType<typeof testOptions>>;
  beforeAll(async () => {
    home = await testOptions();
    database = await createPostgresDatabase();
    // A view that answers slowly: two seconds before the first row, and then a row a millisecond.
    await database.query(
      'CREATE VIEW slow AS SELECT i AS id, repeat(i::text, 50) AS name FROM generate_series(1, 100000) AS i WHERE pg_sleep(0.001) IS NOT NULL',
    );
  });
  afterAll(async () => {
    await database.drop();
    await home.remove();
  });
  const statements = () =>
    database.query(
      `SELECT query FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'assay' AND state = 'active'`,
    );
  const untilRunning = async () => {
    for (let attempt = 0; attempt < 200; attempt++) {
      if ((await statements()).length > 0) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('the statement never ran');
  };

  it.each(['pull', 'push'] as const)(
    'a profile (%s) ends within two seconds, in the server too',
    async (strategy) => {
      const target = await openTarget({ type: 'postgresql', url: database.url }, home.options);
      const tables = await target.describe('public', ['slow']);
      const abort = new AbortController();
      const profiling = profileTables(target, { tables, runAt: RUN_AT, strategy }, home.options, {
        signal: abort.signal,
        onTable: () => {},
      });
      profiling.catch(() => {});
      await untilRunning();
      const canceledAt = performance.now();
      abort.abort();
      await expect(profiling).rejects.toMatchObject({ name: 'TargetError', kind: 'canceled' });
      expect(performance.now() - canceledAt).toBeLessThan(BOUND_MS);
      expect(await statements()).toEqual([]);
      expect(await scratchFolders(home.options.scratchDirectory)).toEqual([]);
      await target.close();
    },
  );

  it.each([
    ['about a table, whose state is kept', { schema: 'public', table: 'slow' }],
    ['about no table', null],
  ])(
    'measurements %s end within two seconds, and the target is still good for the next',
    async (_, table) => {
      const target = await openTarget({ type: 'postgresql', url: database.url }, home.options);
      const abort = new AbortController();
      const request = {
        id: 'a',
        kind: 'query',
        query: { query: 'user_rows', sql: 'SELECT pg_sleep(60)' },
        table,
      } as const;
      const measuring = runMeasurements(target, [request], home.options, { signal: abort.signal });
      measuring.catch(() => {});
      await untilRunning();
      const canceledAt = performance.now();
      abort.abort();
      await expect(measuring).rejects.toMatchObject({ kind: 'canceled' });
      expect(performance.now() - canceledAt).toBeLessThan(BOUND_MS);
      expect(await statements()).toEqual([]);
      expect(await target.query({ sql: 'SELECT 1 AS one', values: [] })).toEqual([{ one: 1 }]);
      await target.close();
    },
  );

  it('a statement over its time is stopped, says so and is not to be tried again', async () => {
    const target = await openTarget({ type: 'postgresql', url: database.url }, home.options);
    const slow = target.query({ sql: 'SELECT pg_sleep(60)', values: [] }, { timeoutMs: 200 });
    await expect(slow).rejects.toMatchObject({ kind: 'timeout', transient: false });
    await target.close();
  });

  it('closing at any moment ends what was begun, a session that is being made too', async () => {
    for (const delay of [0, 1, 3, 6, 10]) {
      const target = await openTarget({ type: 'postgresql', url: database.url }, home.options);
      const slow = target.query({ sql: 'SELECT pg_sleep(60)', values: [] });
      slow.catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, delay));
      await target.close();
      await expect(slow).rejects.toMatchObject({ name: 'TargetError' });
    }
    expect(await statements()).toEqual([]);
  });

  it('closing ends what runs', async () => {
    const target = await openTarget({ type: 'postgresql', url: database.url }, home.options);
    const slow = target.query({ sql: 'SELECT pg_sleep(60)', values: [] });
    slow.catch(() => {});
    await untilRunning();
    await target.close();
    await expect(slow).rejects.toMatchObject({ kind: 'canceled' });
    expect(await statements()).toEqual([]);
  });
});

describe('canceling in DuckDB', () => {
  const ENDLESS = 'SELECT count(*) AS n FROM range(100000000000) AS a(i) WHERE hash(i) = 1';

  it('a query is interrupted within two seconds, and the scratch folder goes with the target', async () => {
    const home = await testOptions();
    const target = await openTarget({ type: 'files', path: home.files }, home.options);
    const abort = new AbortController();
    const endless = target.query({ sql: ENDLESS, values: [] }, { signal: abort.signal });
    endless.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 100));
    const canceledAt = performance.now();
    abort.abort();
    await expect(endless).rejects.toMatchObject({ kind: 'canceled' });
    expect(performance.now() - canceledAt).toBeLessThan(BOUND_MS);
    await target.close();
    expect(await scratchFolders(home.options.scratchDirectory)).toEqual([]);
    await home.remove();
  });

  it('time-outs and closing interrupt too', async () => {
    const home = await testOptions();
    const target = await openTarget({ type: 'files', path: home.files }, home.options);
    const timed = target.query({ sql: ENDLESS, values: [] }, { timeoutMs: 100 });
    await expect(timed).rejects.toMatchObject({ kind: 'timeout' });
    const endless = target.query({ sql: ENDLESS, values: [] });
    endless.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 50));
    await target.close();
    await expect(endless).rejects.toMatchObject({ name: 'TargetError' });
    await home.remove();
  });
});
