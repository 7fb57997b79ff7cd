import type { ListingQuery } from '@assay/dialects';
import { createPostgresDatabase, describePostgres } from '@assay/test-support';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTarget } from '../drivers/registry.ts';
import { DEFAULT_ENGINE_OPTIONS } from '../engine-options.ts';
import type { Target } from '../target.ts';
import { countListedRows } from './count-listed-rows.ts';

const rowsOf = (sql: string): ListingQuery => ({ query: 'user_rows', sql });

describePostgres('the count of a listing', () => {
  let database: Awaited<ReturnType<typeof createPostgresDatabase>>;
  let target: Target;
  beforeAll(async () => {
    database = await createPostgresDatabase();
    target = await openTarget({ type: 'postgresql', url: database.url }, DEFAULT_ENGINE_OPTIONS);
  });
  afterAll(async () => {
    await target?.close();
    await database?.drop();
  });

  it('counts all rows, not only those that are shown', async () => {
    expect(await countListedRows(target, rowsOf('SELECT * FROM generate_series(1, 5000)'))).toBe(5000);
    expect(await countListedRows(target, rowsOf('SELECT 1 WHERE false'))).toBe(0);
  });

  it('is null when it takes too long', async () => {
    const slow = rowsOf('SELECT pg_sleep(5)');
    expect(await countListedRows(target, slow, { timeoutMs: 100 })).toBeNull();
  });

  it('fails as the listing fails', async () => {
    await expect(countListedRows(target, rowsOf('SELECT * FROM nowhere'))).rejects.toMatchObject({
      name: 'TargetError',
    });
  });
});
