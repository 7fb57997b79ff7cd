import { expect, it } from 'vitest';
import { InvalidValueError } from './dialect-errors.ts';
import * as e from './expression.ts';
import type { BalanceRule, ListingQuery, MeasuringQuery, Relation } from './query.ts';
import { dialects } from './registry.ts';
import { createRenderer } from './render.ts';
import { describeOnLiveEngines } from './testing/live-engines.ts';

const SCHEMA = 'queries';
const orders = (where: Relation['where'] = null): Relation => ({
  table: { schema: SCHEMA, table: 'orders' },
  where,
});
const codes: Relation = { table: { schema: SCHEMA, table: 'codes' }, where: null };
const CREATE = `CREATE SCHEMA ${SCHEMA};
  CREATE TABLE ${SCHEMA}.orders (id integer, code varchar(10), city varchar(10));
  INSERT INTO ${SCHEMA}.orders VALUES
    (1, 'A', 'Rome'), (2, 'A', 'Rome'), (3, 'A', 'Rome'), (4, 'B', NULL), (5, 'B', NULL), (6, 'Z', 'Oslo'), (7, NULL, NULL);
  CREATE TABLE ${SCHEMA}.codes (known varchar(10), place varchar(10));
  INSERT INTO ${SCHEMA}.codes VALUES ('A', 'Rome'), ('A', 'Rome'), ('B', NULL), ('C', 'Rome');`;

describeOnLiveEngines('a query', (engine) => {
  it('about duplicates counts groups of equal rows, nulls equal', async () => {
    await engine.run({ sql: CREATE, values: [] });
    const duplicates: MeasuringQuery = {
      query: 'duplicate_groups',
      from: orders(),
      columns: ['code', 'city'],
    };
    expect(await measured(duplicates)).toEqual({ measure: 2, affected_rows: 5 });
    expect(await listed(duplicates)).toEqual([
      { code: 'A', city: 'Rome', row_count: 3 },
      { code: 'B', city: null, row_count: 2 },
    ]);
  });

  it('counts nothing where there is nothing', async () => {
    const from = orders(e.isNull(e.column('id')));
    expect(await measured({ query: 'duplicate_groups', from, columns: ['code'] })).toEqual({
      measure: 0,
      affected_rows: 0,
    });
  });

  it('about references counts combinations that are not there, nulls equal', async () => {
    const missing: MeasuringQuery = {
      query: 'missing_combinations',
      from: orders(),
      columns: ['code', 'city'],
      reference: codes,
      referenceColumns: ['known', 'place'],
    };
    expect(await measured(missing)).toEqual({ measure: 2, affected_rows: 2 });
    expect(await listed({ ...missing, from: orders(e.isNotNull(e.column('code'))) })).toEqual([
      { code: 'Z', city: 'Oslo', row_count: 1 },
    ]);
  });

  it('binds the values of all its conditions in order', async () => {
    const id = e.column<'number'>('id');
    const missing: MeasuringQuery = {
      query: 'missing_combinations',
      from: orders(e.greater(id, e.parameter(5, 'number'))),
      columns: ['code'],
      reference: { ...codes, where: e.equal(e.column('known'), e.parameter('Z', 'text')) },
      referenceColumns: ['known'],
    };
    expect(await measured(missing)).toEqual({ measure: 2, affected_rows: 2 });
  });

  it('of a user may end in a semicolon or a comment', async () => {
    const user: MeasuringQuery = {
      query: 'user_rows',
      sql: `SELECT id, id FROM ${SCHEMA}.orders WHERE city = 'Rome' -- all of Rome\n;\n`,
    };
    expect(await measured(user)).toEqual({ measure: 3, affected_rows: 3 });
    const listing: ListingQuery = {
      query: 'user_rows',
      sql: `SELECT id FROM ${SCHEMA}.orders ORDER BY id -- c`,
    };
    expect(await listed(listing, 2)).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('computes the aggregate of a user over a part of the rows, and refuses what is none or no number', async () => {
    const total = (sql: string): MeasuringQuery => ({
      query: 'user_aggregate',
      from: orders(e.greater(e.column('id'), e.parameter(1, 'number'))),
      aggregate: e.userSql(sql),
    });
    expect(await measured(total('SUM(id) / 2.0 -- half'))).toEqual({ measure: 13.5, affected_rows: 6 });
    await expect(measured(total('id'))).rejects.toThrow(/GROUP BY|group by/);
    await expect(measured(total('MAX(city)'))).rejects.toThrow(/Rome|Paris|Oslo|double/i);
    expect(await listed(total('SUM(id)'), 1)).toHaveLength(1);
  });

  it('lists rows, with a condition of a user in it', async () => {
    const where = e.and(e.userSql<'boolean'>('id < 2 OR id = 6 -- rare'), e.isNotNull(e.column('city')));
    expect(await listed({ query: 'rows_where', from: orders(where) })).toEqual([
      { id: 1, code: 'A', city: 'Rome' },
      { id: 6, code: 'Z', city: 'Oslo' },
    ]);
  });

  it('lists values, the most frequent first', async () => {
    const values: ListingQuery = {
      query: 'values_where',
      from: orders(e.isNotNull(e.column('code'))),
      column: 'code',
    };
    expect(await listed(values)).toEqual([
      { code: 'A', row_count: 3 },
      { code: 'B', row_count: 2 },
      { code: 'Z', row_count: 1 },
    ]);
    expect(await listed({ ...values, repeatedOnly: true }, 1)).toEqual([{ code: 'A', row_count: 3 }]);
  });

  it('about totals compares groups, each by the rule', async () => {
    await engine.run({
      sql: `CREATE TABLE ${SCHEMA}.sales (region varchar(10), amount integer);
        INSERT INTO ${SCHEMA}.sales VALUES ('East', 60), ('East', 40), ('West', 50), ('North', 10), (NULL, -100);
        CREATE TABLE ${SCHEMA}.ledger (area varchar(10), total integer);
        INSERT INTO ${SCHEMA}.ledger VALUES ('East', 100), ('West', 60), (NULL, -100);`,
      values: [],
    });
    const balance = (rule: BalanceRule, having: string | null = null): MeasuringQuery => ({
      query: 'unbalanced_groups',
      totals: {
        from: { table: { schema: SCHEMA, table: 'sales' }, where: null },
        groupBy: ['region'],
        total: e.userSql('SUM(amount)'),
        having: having === null ? null : e.userSql(having),
      },
      reference: {
        from: { table: { schema: SCHEMA, table: 'ledger' }, where: null },
        groupBy: ['area'],
        total: e.userSql('SUM(total) -- of the ledger'),
        having: null,
      },
      rule,
    });
    const within = (low: number, high: number, unit: 'amount' | 'percent') =>
      measured(balance({ rule: 'within', low, high, unit }));
    expect(await measured(balance({ rule: 'equal' }))).toEqual({ measure: 2, affected_rows: 2 });
    expect(await listed(balance({ rule: 'equal' }))).toMatchObject([
      { region: 'North', row_count: 1, reference_total: null },
      { region: 'West', row_count: 1 },
    ]);
    expect(await measured(balance({ rule: 'at_least' }))).toEqual({ measure: 1, affected_rows: 1 });
    expect(await within(-20, 10, 'percent')).toEqual({ measure: 1, affected_rows: 1 });
    expect(await within(20, 30, 'percent')).toEqual({ measure: 4, affected_rows: 5 });
    expect(await within(-10, 5, 'amount')).toEqual({ measure: 1, affected_rows: 1 });
    expect(await measured(balance({ rule: 'equal' }, 'count(*) > 1'))).toEqual({
      measure: 2,
      affected_rows: 0,
    });
  });

  it.each(['date', 'timestamp'])(
    'about periods compares the latest days with those before, of a %s',
    async (type) => {
      const table = `periods_${type}`;
      await engine.run({
        sql: `CREATE TABLE ${SCHEMA}.${table} (day ${type}, code varchar(10));
        INSERT INTO ${SCHEMA}.${table} VALUES ('2024-01-10', 'X'), ('2024-01-18', 'A'), ('2024-01-20', 'B'),
          ('2024-01-24', 'A'), ('2024-01-31', 'C'), (NULL, 'D');`,
        values: [],
      });
      const changed = (direction: 'dropped' | 'changed'): MeasuringQuery => ({
        query: 'changed_combinations',
        from: { table: { schema: SCHEMA, table }, where: null },
        columns: ['code'],
        dateColumn: 'day',
        days: 7,
        direction,
      });
      expect(await measured(changed('dropped'))).toEqual({ measure: 1, affected_rows: 1 });
      expect(await measured(changed('changed'))).toEqual({ measure: 2, affected_rows: 2 });
      expect(await listed(changed('changed'))).toEqual([
        { code: 'B', row_count: 1, missing_from: 'latest' },
        { code: 'C', row_count: 1, missing_from: 'earlier' },
      ]);
    },
  );

  it('about shares measures how far two distributions are apart', async () => {
    await engine.run({
      sql: `CREATE TABLE ${SCHEMA}.now (code varchar(10)); INSERT INTO ${SCHEMA}.now VALUES ('A'), ('A'), ('B'), ('B');
        CREATE TABLE ${SCHEMA}.past (code varchar(10)); INSERT INTO ${SCHEMA}.past VALUES ('A'), ('A'), ('A'), ('A');`,
      values: [],
    });
    const whole = (table: string, where: Relation['where'] = null): Relation => ({
      table: { schema: SCHEMA, table },
      where,
    });
    const apart = (reference: Relation): MeasuringQuery => ({
      query: 'share_divergence',
      from: whole('now'),
      columns: ['code'],
      reference,
      referenceColumns: ['code'],
    });
    // By hand: (0.5 log2(0.5 / 0.75) + 0.5 log2(0.5 / 0.25) + log2(1 / 0.75)) / 2.
    expect((await measured(apart(whole('past')))).measure).toBeCloseTo(0.311278, 6);
    expect((await measured(apart(whole('now')))).measure).toBe(0);
    const nobody = await engine.run(statementOf(apart(whole('past', e.isNull(e.column('code'))))));
    expect(nobody[0]?.measure).toBeNull();
    expect(await listed(apart(whole('past')))).toMatchObject([
      { code: 'A', share: 0.5, reference_share: 1 },
      { code: 'B', share: 0.5, reference_share: 0 },
    ]);
  });

  it('about shares takes nulls for a value, and columns for what they are', async () => {
    await engine.run({
      sql: `CREATE TABLE ${SCHEMA}.pairs (a varchar(10), b varchar(10));
        INSERT INTO ${SCHEMA}.pairs VALUES ('x', 'yz'), (NULL, 'y');
        CREATE TABLE ${SCHEMA}.other_pairs (a varchar(10), b varchar(10));
        INSERT INTO ${SCHEMA}.other_pairs VALUES ('xy', 'z'), (NULL, 'y');`,
      values: [],
    });
    const apart = async (columns: readonly string[]) => {
      const whole = (table: string): Relation => ({ table: { schema: SCHEMA, table }, where: null });
      const query: MeasuringQuery = {
        query: 'share_divergence',
        from: whole('pairs'),
        columns,
        reference: whole('other_pairs'),
        referenceColumns: columns,
      };
      return (await measured(query)).measure;
    };
    // Half of each side is the pair that has no partner, although both read "xyz" when they are joined.
    expect(await apart(['a', 'b'])).toBeCloseTo(0.5, 9);
    // The nulls are one value of both sides.
    expect(await apart(['a'])).toBeCloseTo(0.5, 9);
  });

  it('about distinct values joins them, nulls left out', async () => {
    const query: MeasuringQuery = {
      query: 'distinct_values',
      from: orders(),
      column: 'code',
      separator: '|',
      limit: 10,
    };
    const [row] = await engine.run(statementOf(query));
    expect(String(row?.measure).split('|').sort()).toEqual(['A', 'B', 'Z']);
    expect(Number(row?.affected_rows)).toBe(6);
  });

  function statementOf(query: MeasuringQuery) {
    const renderer = createRenderer(engine.dialect);
    return renderer.statement(renderer.query(query));
  }

  async function measured(query: MeasuringQuery) {
    const [row] = await engine.run(statementOf(query));
    return { measure: Number(row?.measure), affected_rows: Number(row?.affected_rows) };
  }

  async function listed(query: ListingQuery, limit = 100) {
    const renderer = createRenderer(engine.dialect);
    const rows = await engine.run(renderer.statement(renderer.listing(query, limit)));
    return rows.map((row) => ('row_count' in row ? { ...row, row_count: Number(row.row_count) } : row));
  }
});

it('a query without columns, or with a list too short, is refused before it runs', () => {
  const render = (query: MeasuringQuery) => () => createRenderer(dialects.duckdb).query(query);
  expect(render({ query: 'duplicate_groups', from: codes, columns: [] })).toThrow(InvalidValueError);
  const uneven = { from: orders(), columns: ['a', 'b'], reference: codes, referenceColumns: ['a'] };
  expect(render({ query: 'missing_combinations', ...uneven })).toThrow(/as many as are compared/);
});
