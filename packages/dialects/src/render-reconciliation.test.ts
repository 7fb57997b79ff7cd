/** What each side of a comparison is asked gives the same hashes on every engine. */
import { expect, it } from 'vitest';
import * as e from './expression.ts';
import type { ComparedItems, ReconciliationQuery } from './reconciliation-query.ts';
import { createRenderer } from './render.ts';
import { describeOnLiveEngines } from './testing/live-engines.ts';

const SCHEMA = 'sides';
const CREATE = `CREATE SCHEMA ${SCHEMA};
  CREATE TABLE ${SCHEMA}.orders (id integer, city varchar(10), amount decimal(10,2), placed timestamp);
  INSERT INTO ${SCHEMA}.orders VALUES
    (1, 'Rome', 1.50, '2024-01-01'), (2, 'Rome', 2.00, NULL), (3, '', NULL, '2024-01-01'), (4, NULL, 4.25, '1969-12-31');`;

const id = e.asText(e.column('id', 'number'));
const city = e.asText(e.column('city', 'text'));
const amount = e.canonicalNumber(e.column('amount', 'number'));
const orders = (where: ComparedItems['from']['where'] = null): ComparedItems => ({
  from: { table: { schema: SCHEMA, table: 'orders' }, where },
  key: [id],
  content: [city, amount],
  itemOf: 'row',
});
const cities: ComparedItems = { ...orders(), key: [city], content: [], itemOf: 'key' };
/** Of the key 1, and how it begins. */
const MD5_OF_1 = 'c4ca4238a0b923820dcc509a6f75849b';

describeOnLiveEngines('a side of a comparison', (engine) => {
  it('says how many items are in each bucket, with a checksum', async () => {
    await engine.run({ sql: CREATE, values: [] });
    const buckets = await asked({ query: 'bucket_checksums', of: orders(), digits: 1, within: null });
    expect(buckets.toSorted((a, b) => (String(a.bucket) < String(b.bucket) ? -1 : 1))).toEqual([
      { bucket: 'a', items: 1, checksum: '298067736129315135' },
      { bucket: 'c', items: 2, checksum: '1173450043608131150' },
      { bucket: 'e', items: 1, checksum: '488290948998313652' },
    ]);
  });

  it('says it of all items together', async () => {
    const [all] = await asked({ query: 'bucket_checksums', of: orders(), digits: 0, within: null });
    expect(all).toEqual({
      bucket: '',
      items: 4,
      checksum: String(1173450043608131150n + 488290948998313652n + 298067736129315135n),
    });
    const none = orders(e.userSql<'boolean'>('id > 4'));
    const [empty] = await asked({ query: 'bucket_checksums', of: none, digits: 0, within: null });
    expect(empty).toEqual({ bucket: '', items: 0, checksum: '0' });
  });

  it('opens the buckets that are named', async () => {
    const [bucket] = await asked({ query: 'bucket_checksums', of: orders(), digits: 3, within: ['c'] });
    expect(bucket).toMatchObject({ bucket: expect.stringMatching(/^c/), items: 1 });
    const items = await asked({ query: 'bucket_items', of: orders(), within: [MD5_OF_1.slice(0, 3)] });
    expect(items).toEqual([{ key_hash: MD5_OF_1, item_hash: expect.any(String), row_count: 1 }]);
  });

  it('takes its rows from those that a condition leaves', async () => {
    const of = orders(e.userSql<'boolean'>("city = 'Rome' -- only these"));
    const [first, ...others] = await asked({ query: 'bucket_items', of, within: ['c'] });
    expect([first, ...others]).toHaveLength(2);
  });

  it('counts distinct keys once, with their rows', async () => {
    const buckets = await asked({ query: 'bucket_checksums', of: cities, digits: 1, within: null });
    expect(buckets.reduce((sum, { items }) => sum + Number(items), 0)).toBe(3);
    const names = buckets.map(({ bucket }) => String(bucket));
    const items = await asked({ query: 'bucket_items', of: cities, within: names });
    expect(items.map(({ row_count }) => Number(row_count)).sort()).toEqual([1, 1, 2]);
  });

  it('shows rows by the hash of their key', async () => {
    const shown = [e.column('id', 'number'), e.column('city', 'text')];
    const rows = await asked({ query: 'keyed_rows', of: orders(), shown, keyHashes: [MD5_OF_1] });
    expect(rows).toEqual([{ key_hash: MD5_OF_1, item_hash: expect.any(String), c0: 1, c1: 'Rome' }]);
  });

  it('gives totals as texts that are equal everywhere', async () => {
    const totals = [
      { total: 'sum', of: e.column('amount', 'number'), type: 'number' },
      { total: 'maximum', of: e.column('placed', 'moment'), type: 'moment' },
      { total: 'count_distinct', of: e.column('placed', 'moment'), type: 'moment' },
      { total: 'minimum', of: e.column('city', 'text'), type: 'text' },
    ] as const;
    const from = orders().from;
    const all = { query: 'group_totals', from, groupBy: [], shown: [], totals, limit: 10 } as const;
    expect(await asked(all)).toEqual([
      { group_key: '', row_count: 4, t0: '7.75', t1: '1704067200000000', t2: '2', t3: '' },
    ]);
    const groups = await asked({ ...all, groupBy: [city], shown: [city], totals: totals.slice(0, 1) });
    expect(groups).toHaveLength(3);
    expect(groups).toContainEqual({ group_key: 'Rome', row_count: 2, g0: 'Rome', t0: '3.5' });
    expect(groups).toContainEqual({ group_key: '\u001fN', row_count: 1, g0: null, t0: '4.25' });
  });

  async function asked(query: ReconciliationQuery) {
    const renderer = createRenderer(engine.dialect);
    const rows = await engine.run(renderer.statement(renderer.reconciliation(query)));
    // Drivers give 64-bit integers as text or BigInt.
    return rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, cell]) => [
          name,
          ['items', 'row_count', 'c0'].includes(name) ? Number(cell) : cell,
        ]),
      ),
    );
  }
});
