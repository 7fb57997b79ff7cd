import { describe, expect, it } from 'vitest';
import type { ColumnProfile, TableProfile } from '../column-profile.ts';
import { tableProfile } from '../testing/sample-profiles.ts';
import { planReferences } from './plan-references.ts';

const ROWS = 100;
const column = (name: string, distinct: number, facts: Partial<ColumnProfile> = {}) => ({
  column: name,
  generalType: 'N' as const,
  ...facts,
  measures: { distinct_value_ct: distinct },
});
const table = (name: string, ...columns: Partial<ColumnProfile>[]): TableProfile =>
  tableProfile(name, ROWS, columns);
const planned = (...tables: TableProfile[]) =>
  planReferences(tables).map((one) => `${one.table}.${one.column} -> ${one.parentTable}.${one.parentColumn}`);

describe('references worth looking up', () => {
  it.each([
    ['customers', 'id', 'customer_id'],
    ['customers', 'customer_id', 'customer_id'],
    ['Customers', 'CustomerId', 'customerId'],
    ['customers', 'id', 'billing_customer_id'],
    ['dim_customer', 'customer_id', 'customer_id'],
    ['categories', 'id', 'category_id'],
    ['order_lines', 'id', 'order_line_id'],
    ['boxes', 'box_code', 'box_code'],
    ['customers', 'customerid', 'customerid'],
  ])('%s.%s is what %s names', (parent, key, name) => {
    expect(planned(table(parent, column(key, ROWS)), table('orders', column(name, 30)))).toEqual([
      `orders.${name} -> ${parent}.${key}`,
    ]);
  });
  it('prefer the table of the longer name', () => {
    const tables = [table('lines', column('id', ROWS)), table('order_lines', column('id', ROWS))];
    expect(planned(...tables, table('notes', column('order_line_id', 30)))).toEqual([
      'notes.order_line_id -> order_lines.id',
    ]);
  });
  it('need a key that is unique, of one type, and another table that is the only one', () => {
    const child = table('orders', column('customer_id', 30));
    expect(planned(table('customers', column('id', 90)), child)).toEqual([]);
    expect(planned(table('customers', column('id', ROWS, { generalType: 'A' })), child)).toEqual([]);
    expect(planned(table('orders', column('id', ROWS), column('order_id', 30)))).toEqual([]);
    expect(
      planned(table('customers', column('id', ROWS)), table('customer', column('id', ROWS)), child),
    ).toEqual([]);
  });
  it('need a name that says so', () => {
    const parent = table('customers', column('id', ROWS));
    expect(planned(parent, table('orders', column('id', 30), column('customer', 30)))).toEqual([]);
  });
  it('are at most 200', () => {
    const children = Array.from({ length: 300 }, (_, index) => table(`t${index}`, column('customer_id', 30)));
    expect(planned(table('customers', column('id', ROWS)), ...children)).toHaveLength(200);
  });
});
