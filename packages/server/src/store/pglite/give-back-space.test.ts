import { expect, it } from 'vitest';
import { storeForTest } from '../testing/store-for-test.ts';

it('makes the files of the embedded store smaller by what was deleted', { timeout: 60_000 }, async () => {
  const store = await storeForTest('embedded');
  const size = async (): Promise<number> => {
    const [row] = await store.jobs.query<{ bytes: number }>(
      `SELECT pg_total_relation_size('large') AS bytes`,
    );
    return Number(row?.bytes);
  };
  await store.jobs.query('CREATE TABLE large (id integer PRIMARY KEY, text text)');
  await store.jobs.query(
    `INSERT INTO large SELECT n, repeat(md5(n::text), 20) FROM generate_series(1, 20000) AS n`,
  );
  const before = await size();
  // Every table page keeps a row, so that there is no empty end to cut off.
  await store.jobs.query('DELETE FROM large WHERE id % 4 <> 0');
  await store.giveBackSpace();
  expect(await size()).toBeLessThan(before / 3);
  expect(await store.jobs.query('SELECT count(*)::integer AS rows FROM large')).toEqual([{ rows: 5_000 }]);
});
