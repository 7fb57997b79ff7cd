import { expect, it } from 'vitest';
import { createPostgresDatabase, describePostgres } from './databases.ts';

describePostgres('a test database', () => {
  it('is empty, separate and dropped', async () => {
    const database = await createPostgresDatabase();
    await database.query('CREATE TABLE t (x int)');
    expect(await database.query('SELECT count(*)::int AS n FROM t')).toEqual([{ n: 0 }]);
    await database.drop();
  });
});
