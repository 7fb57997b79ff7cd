/** The manifest against the files: every problem is counted again by a query that knows nothing of the generator. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duckdbForFile } from '@assay/test-support';
import { afterAll, describe, expect, it } from 'vitest';
import { generateDemoData, MANIFEST_FILE } from './generate-demo-data.ts';

const surplusRows = (table: string) =>
  `SELECT (SELECT count(*) FROM ${table}) - (SELECT count(*) FROM (SELECT DISTINCT * FROM ${table}))`;
const filled = (table: string, column: string) =>
  `SELECT count(*) FROM ${table} WHERE ${column} IS NOT NULL AND ${column}::VARCHAR <> ''`;
const where = (table: string, condition: string) => `SELECT count(*) FROM ${table} WHERE ${condition}`;
const orphans = (table: string, column: string, parent: string) =>
  where(table, `${column} NOT IN (SELECT ${column} FROM ${parent})`);
const allNull = (table: string, column: string) =>
  `SELECT CASE WHEN count(${column}) = 0 THEN count(*) ELSE -1 END FROM ${table}`;

const COUNTS: Readonly<Record<string, string>> = {
  'customers.last_name.stray_numbers': where('customers', `regexp_full_match(last_name, '\\d+')`),
  'customers.company_name.leading_spaces': where('customers', `company_name[1] = ' '`),
  'customers.company_name.inconsistent_casing': where('customers', 'company_name = upper(company_name)'),
  'customers.gender.variant_codings': where('customers', `gender IN ('m', 'f')`),
  'customers.birth_date.unlikely_dates': where('customers', `birth_date < DATE '1900-01-01'`),
  'customers.email.malformed': where(
    'customers',
    `NOT regexp_full_match(email, '[a-z0-9._]+@[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z]{2,}')`,
  ),
  'customers.email.missing_values': where('customers', 'email IS NULL'),
  'customers.phone.empty_strings': where('customers', `phone = ''`),
  'customers.street_address.non_printing': where('customers', 'contains(street_address, chr(160))'),
  'customers.city.inconsistent_casing': where('customers', 'city = upper(city)'),
  'customers.zip.malformed': where('customers', `NOT regexp_full_match(zip, '\\d{5}(-\\d{4})?')`),
  'customers.loyalty_number.odd_pattern': where(
    'customers',
    `NOT regexp_full_match(loyalty_number, 'L-\\d{6}')`,
  ),
  'customers.newsletter.variant_codings': where('customers', `newsletter NOT IN ('yes', 'no')`),
  'customers.referral_source.dummy_values': where(
    'customers',
    `lower(referral_source) IN ('n/a', 'tbd', '---', 'none')`,
  ),
  'customers.referral_source.quoted': where('customers', `referral_source LIKE '''%'''`),
  'customers.fax_number.no_values': allNull('customers', 'fax_number'),
  'customers.first_name.personal_data': filled('customers', 'first_name'),
  'customers.tax_id.personal_data': where('customers', `regexp_full_match(tax_id, '9\\d\\d-\\d\\d-\\d{4}')`),
  'customers.birth_date.personal_data': filled('customers', 'birth_date'),
  'customers.annual_salary.personal_data': filled('customers', 'annual_salary'),
  'customers.email.personal_data': filled('customers', 'email'),
  'customers.phone.personal_data': filled('customers', 'phone'),
  'customers.street_address.personal_data': filled('customers', 'street_address'),
  'customers.customer_id.repeated_key':
    'SELECT count(*) - count(DISTINCT customer_id) FROM (SELECT DISTINCT * FROM customers)',
  'customers.*.duplicate_rows': surplusRows('customers'),

  'products.product_name.quoted': where('products', `product_name LIKE '"%"'`),
  'products.category.spelled_differently': where(
    'products',
    `category NOT IN ('Hand Tools', 'Power Tools', 'Planters', 'Seeds', 'Irrigation', 'Furniture')`,
  ),
  'products.tags.delimited': where('products', `len(string_split(tags, '|')) >= 3`),
  'products.color.dummy_values': where('products', `lower(color) IN ('n/a', 'tbd', '---', 'unknown')`),
  'products.package_weight.numbers_with_units': where(
    'products',
    `regexp_full_match(package_weight, '\\d+ lb')`,
  ),
  'products.unit_cost.mostly_numbers': where('products', 'TRY_CAST(unit_cost AS DOUBLE) IS NULL'),
  'products.unit_price.wrong_amounts': where('products', 'unit_price > 50 * TRY_CAST(unit_cost AS DOUBLE)'),
  'products.supplier_id.orphans': orphans('products', 'supplier_id', 'suppliers'),
  'products.is_discontinued.variant_codings': where('products', `is_discontinued = 'y'`),
  'products.sku.pattern_differs_between_tables':
    'SELECT count(*) FROM products WHERE sku NOT IN (SELECT sku FROM orders)',

  'suppliers.supplier_name.spelled_differently': `SELECT count(*) - count(DISTINCT
      regexp_replace(upper(supplier_name), '[ ''.,-]', '', 'g')) FROM suppliers`,
  'suppliers.contact.unexpected_content': where('suppliers', `contact LIKE '%_@_%.%'`),
  'suppliers.contract_start.mostly_dates': where('suppliers', 'TRY_CAST(contract_start AS DATE) IS NULL'),
  'suppliers.last_audited_on.stale_dates': where(
    'suppliers',
    `last_audited_on < DATE '2026-03-01' - INTERVAL 1 YEAR`,
  ),
  'suppliers.certified.variant_codings': where('suppliers', `certified IN ('Y', 'N')`),
  'suppliers.reliability_rating.no_values': allNull('suppliers', 'reliability_rating'),

  'orders.customer_id.orphans': orphans('orders', 'customer_id', 'customers'),
  'orders.shipped_on.unlikely_dates': where('orders', `shipped_on > DATE '2056-01-01'`),
  'orders.shipped_on.wrong_order_of_dates': where('orders', 'shipped_on < order_date'),
  'orders.quantity.wrong_amounts': where('orders', 'quantity < 1'),
  'orders.total_amount.wrong_amounts': where(
    'orders',
    'abs(total_amount - quantity * unit_price * (100 - discount_pct) / 100) > 0.02',
  ),
  'orders.currency.divergent_values': where('orders', `currency <> 'USD'`),
  'orders.sales_channel.spelled_differently': where(
    'orders',
    `sales_channel NOT IN ('Web', 'Store', 'Phone')`,
  ),
  'orders.order_status.variant_codings': where('orders', `order_status = 'canceled'`),
  'orders.sales_territory.unexpected_content': where(
    'orders',
    `regexp_full_match(sales_territory, '[A-Z]{2}')`,
  ),
  'orders.ship_zip3.malformed': where('orders', 'length(ship_zip3) <> 3'),
  'orders.order_date.missing_days':
    'SELECT max(order_date) - min(order_date) + 1 - count(DISTINCT order_date) FROM orders',
  'orders.*.duplicate_rows': surplusRows('orders'),

  'payments.order_id.orphans': orphans('payments', 'order_id', 'orders'),
  'payments.order_id.types_differ_between_tables': where('payments', `typeof(order_id) = 'BIGINT'`),
  'payments.order_date.types_differ_between_tables': where('payments', `typeof(order_date) = 'VARCHAR'`),
  'payments.approval_code.stray_numbers': where('payments', 'TRY_CAST(approval_code AS INTEGER) IS NOT NULL'),
  'payments.card_number.personal_data': filled('payments', 'card_number'),
  'payments.card_owner_name.personal_data': filled('payments', 'card_owner_name'),
  'payments.*.duplicate_rows': surplusRows('payments'),
};

const connection = await duckdbForFile();
const directory = mkdtempSync(join(tmpdir(), 'assay-demo-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const manifest = await generateDemoData(directory, { seed: 11, asOf: '2026-03-01' });
for (const { table, file } of manifest.tables) {
  const path = join(directory, file);
  const source = file.endsWith('.csv') ? `read_csv('${path}', allow_quoted_nulls = false)` : `'${path}'`;
  await connection.run(`CREATE TABLE ${table} AS FROM ${source}`);
}
const one = async (sql: string) => Number((await connection.runAndReadAll(sql)).getRows()[0]?.[0]);

describe('the manifest', () => {
  it('is beside the data, word for word', () => {
    expect(JSON.parse(readFileSync(join(directory, MANIFEST_FILE), 'utf8'))).toEqual(manifest);
  });

  it('names each problem once, and the recount below covers them all', () => {
    expect(manifest.problems.map((problem) => problem.id).sort()).toEqual(Object.keys(COUNTS).sort());
  });

  it('says what should notice each problem, and what it teaches', () => {
    for (const problem of manifest.problems) {
      expect(Object.keys(problem.expect).length, problem.id).toBeGreaterThan(0);
      expect(problem.teaches.length, problem.id).toBeGreaterThan(20);
    }
  });

  it.each(manifest.tables)('counts the rows of $table', async ({ table, rows }) => {
    expect(await one(`SELECT count(*) FROM ${table}`)).toBe(rows);
  });

  it.each(manifest.problems)('counts the cells of $id', async ({ id, cells }) => {
    expect(cells).toBeGreaterThan(0);
    expect(await one(COUNTS[id] as string)).toBe(cells);
  });
});

describe('the shop', () => {
  it('has about fifty thousand rows', () => {
    expect(manifest.tables.reduce((sum, table) => sum + table.rows, 0)).toBe(49_900);
  });

  it('holds together apart from what was planted', async () => {
    expect(
      await one('SELECT count(*) FROM orders WHERE product_id NOT IN (SELECT product_id FROM products)'),
    ).toBe(0);
    expect(await one('SELECT count(DISTINCT product_id) FROM products')).toBe(600);
    expect(await one('SELECT count(*) - count(DISTINCT order_id) FROM orders')).toBe(50);
  });

  it('is fresh: the newest order is from the day before', async () => {
    expect(await one(`SELECT DATE '2026-03-01' - max(order_date) FROM orders`)).toBe(1);
  });
});
