import { describe, expect, it } from 'vitest';
import type { CatalogChange } from './catalog-change.ts';
import { type CatalogColumn, type CatalogTable, compareCatalogs } from './compare-catalogs.ts';

type Facts = Partial<Omit<CatalogColumn, 'table' | 'column'>>;

const table = (name: string, columns: Readonly<Record<string, Facts>>): CatalogTable => ({
  table: name,
  error: null,
  columns: Object.entries(columns).map(([column, facts], index) => ({
    table: name,
    column,
    position: index + 1,
    columnType: 'integer',
    nullable: true,
    defaultExpression: null,
    ...facts,
  })),
});
const told = (changes: readonly CatalogChange[]) =>
  changes.map(({ kind, table, column, before, after }) =>
    [kind, column === null ? table : `${table}.${column}`, before, after].join(' '),
  );
const differences = (before: readonly CatalogTable[], after: readonly CatalogTable[]) =>
  told(compareCatalogs(before, after));
const between = (before: Readonly<Record<string, Facts>>, after: Readonly<Record<string, Facts>>) =>
  differences([table('t', before)], [table('t', after)]);

describe('two looks at a catalog', () => {
  it('find nothing where nothing changed', () => {
    const orders = table('orders', { id: {}, note: { columnType: 'text' } });
    expect(differences([orders], [orders])).toEqual([]);
  });

  it('find tables that came and went, with their columns', () => {
    const changes = differences(
      [table('old', { a: {}, b: { columnType: 'text' } })],
      [table('orders', { id: {}, day: { columnType: 'date' }, total: {} })],
    );
    expect(changes).toEqual([
      'table_dropped old  ',
      'column_dropped old.a integer ',
      'column_dropped old.b text ',
      'table_added orders  ',
      'column_added orders.id  integer',
      'column_added orders.day  date',
      'column_added orders.total  integer',
    ]);
  });

  it('find columns that came, went, or have another type, nullability or default', () => {
    expect(between({ a: {}, gone: {} }, { a: { columnType: 'bigint' }, b: { columnType: 'text' } })).toEqual([
      'column_added t.b  text',
      'column_dropped t.gone integer ',
      'type_changed t.a integer bigint',
    ]);
    expect(between({ a: {} }, { a: { nullable: false } })).toEqual([
      'nullability_changed t.a nullable not null',
    ]);
    expect(between({ a: {} }, { a: { defaultExpression: '0' } })).toEqual(['default_changed t.a  0']);
  });

  it('find the column that moved, not those that made way', () => {
    expect(between({ a: {}, b: {}, c: {} }, { c: {}, a: {}, b: {} })).toEqual(['order_changed t.c 3 1']);
  });

  it('say nothing of rules that nobody had looked at yet', () => {
    expect(between({ a: { nullable: null } }, { a: { nullable: false, defaultExpression: '0' } })).toEqual(
      [],
    );
  });

  it('say nothing of a table whose columns a side could not read', () => {
    const broken: CatalogTable = { table: 't', columns: [], error: 'permission denied' };
    expect(differences([table('t', { a: {} })], [broken])).toEqual([]);
    expect(differences([broken], [table('t', { a: {} })])).toEqual([]);
  });
});

describe('a likely rename', () => {
  const renames = (before: Readonly<Record<string, Facts>>, after: Readonly<Record<string, Facts>>) =>
    between(before, after).filter((change) => change.includes('renamed'));

  it('is told beside the drop and the addition', () => {
    expect(between({ id: {}, mail: {}, city: {} }, { id: {}, email: {}, city: {} })).toEqual([
      'column_renamed t.email mail email',
      'column_added t.email  integer',
      'column_dropped t.mail integer ',
    ]);
  });

  it('needs the same type, the same rules and the same place', () => {
    const before = { id: {}, mail: {}, city: {} };
    expect(renames(before, { id: {}, email: { columnType: 'text' }, city: {} })).toEqual([]);
    expect(renames(before, { id: {}, email: { nullable: false }, city: {} })).toEqual([]);
    expect(renames(before, { id: {}, email: { defaultExpression: '1' }, city: {} })).toEqual([]);
    expect(renames(before, { id: {}, city: {}, email: {} })).toEqual([]);
  });

  it('is not guessed when two columns could be it', () => {
    expect(renames({ id: {}, x: {}, y: {}, z: {} }, { id: {}, p: {}, q: {}, z: {} })).toEqual([]);
  });

  it('at the end of a table needs the same position too, for there every new column stands', () => {
    expect(renames({ id: {}, last: {} }, { id: {}, end: {} })).toEqual(['column_renamed t.end last end']);
    expect(renames({ id: {}, last: { position: 2 } }, { id: {}, end: { position: 3 } })).toEqual([]);
  });

  it('of a table is guessed from the names of its columns', () => {
    const columns = { id: {}, day: {}, total: {} };
    const [rename] = compareCatalogs([table('orders', columns)], [table('sales', columns)]).filter(
      ({ kind }) => kind === 'table_renamed',
    );
    expect(rename).toMatchObject({ table: 'sales', before: 'orders', after: 'sales' });
    expect(rename?.because).toContain('100 %');
  });
});
