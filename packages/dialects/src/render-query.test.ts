import { expect, it } from 'vitest';
import { InvalidValueError } from './dialect-errors.ts';
import * as e from './expression.ts';
import type { ListingQuery, MeasuringQuery, Relation } from './query.ts';
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

  async function measured(query: MeasuringQuery) {
    const renderer = createRenderer(engine.dialect);
    const [row] = await engine.run(renderer.statement(renderer.query(query)));
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
