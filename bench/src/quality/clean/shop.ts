/**
 * The demo shop before anything is planted in it. Columns that are a problem by design (empty, packed, with units) are
 * left out or written as they should be; what is left is clean, and findings on it are false unless a trait says why not.
 */
import { cleanShop, type Row, type Table } from '@assay/demo-data';
import { type Dataset, describeColumn, type QualityColumn, type QualityTable } from '../dataset.ts';
import { AS_OF } from '../moments.ts';

const CUSTOMER_ID = describeColumn('customer_id', 'INTEGER', 'reference');
const personal = { personal: true };

const CUSTOMERS: readonly QualityColumn[] = [
  describeColumn('customer_id', 'INTEGER', 'key'),
  describeColumn('first_name', 'VARCHAR', 'given_name', personal),
  describeColumn('last_name', 'VARCHAR', 'family_name', personal),
  describeColumn('company_name', 'VARCHAR', 'entity'),
  describeColumn('gender', 'VARCHAR', 'gender', personal),
  describeColumn('birth_date', 'DATE', 'date', personal),
  describeColumn('email', 'VARCHAR', 'email', personal),
  describeColumn('phone', 'VARCHAR', 'phone', personal),
  describeColumn('street_address', 'VARCHAR', 'address', personal),
  describeColumn('city', 'VARCHAR', 'city', personal),
  describeColumn('state', 'VARCHAR', 'state', personal),
  describeColumn('zip', 'VARCHAR', 'zip', personal),
  describeColumn('tax_id', 'VARCHAR', 'code', personal),
  describeColumn('annual_salary', 'INTEGER', 'number', personal),
  describeColumn('loyalty_number', 'VARCHAR', 'code'),
  describeColumn('newsletter', 'VARCHAR', 'yes_no'),
  describeColumn('referral_source', 'VARCHAR', 'category'),
  describeColumn('is_active', 'BOOLEAN', 'boolean'),
  describeColumn('signed_up_at', 'TIMESTAMP', 'timestamp'),
];

const PRODUCTS: readonly QualityColumn[] = [
  describeColumn('product_id', 'INTEGER', 'key'),
  describeColumn('sku', 'VARCHAR', 'code'),
  describeColumn('product_name', 'VARCHAR', 'words'),
  describeColumn('category', 'VARCHAR', 'category'),
  describeColumn('color', 'VARCHAR', 'category'),
  describeColumn('supplier_id', 'VARCHAR', 'reference'),
  describeColumn('unit_cost', 'DECIMAL(10,2)', 'number'),
  describeColumn('unit_price', 'DECIMAL(10,2)', 'number'),
  describeColumn('warranty_months', 'INTEGER', 'number'),
  describeColumn('launched_on', 'DATE', 'date'),
];

const SUPPLIERS: readonly QualityColumn[] = [
  describeColumn('supplier_id', 'VARCHAR', 'key'),
  describeColumn('supplier_name', 'VARCHAR', 'entity'),
  describeColumn('contact_email', 'VARCHAR', 'email', personal),
  describeColumn('phone', 'VARCHAR', 'phone', personal),
  describeColumn('street_address', 'VARCHAR', 'address', personal),
  describeColumn('city', 'VARCHAR', 'city', personal),
  describeColumn('state', 'VARCHAR', 'state', personal),
  describeColumn('zip', 'VARCHAR', 'zip', personal),
  describeColumn('contract_start', 'DATE', 'date'),
  describeColumn('certified', 'VARCHAR', 'yes_no'),
  describeColumn('payment_days', 'INTEGER', 'number'),
];

const ORDERS: readonly QualityColumn[] = [
  describeColumn('order_id', 'INTEGER', 'key'),
  CUSTOMER_ID,
  describeColumn('product_id', 'INTEGER', 'reference'),
  describeColumn('sku', 'VARCHAR', 'code'),
  describeColumn('order_date', 'DATE', 'date'),
  describeColumn('shipped_on', 'DATE', 'date'),
  describeColumn('order_status', 'VARCHAR', 'category'),
  describeColumn('quantity', 'INTEGER', 'number'),
  describeColumn('unit_price', 'DECIMAL(10,2)', 'number'),
  describeColumn('discount_pct', 'DECIMAL(5,2)', 'number'),
  describeColumn('total_amount', 'DECIMAL(10,2)', 'number'),
  describeColumn('currency', 'VARCHAR', 'code', {
    traits: [{ type: 'Constant_Column', because: 'the shop sells in one currency: the column is constant' }],
  }),
  describeColumn('sales_channel', 'VARCHAR', 'category'),
  describeColumn('ship_zip3', 'VARCHAR', 'zip3', personal),
];

const PAYMENTS: readonly QualityColumn[] = [
  describeColumn('payment_id', 'VARCHAR', 'key'),
  describeColumn('order_id', 'INTEGER', 'reference'),
  describeColumn('paid_at', 'TIMESTAMP', 'timestamp'),
  describeColumn('method', 'VARCHAR', 'category'),
  describeColumn('card_number', 'VARCHAR', 'code', personal),
  describeColumn('card_owner_name', 'VARCHAR', 'words', personal),
  describeColumn('approval_code', 'VARCHAR', 'code'),
  describeColumn('amount', 'DECIMAL(10,2)', 'number'),
  describeColumn('payment_status', 'VARCHAR', 'category'),
];

const PLACE_RULES = [
  ['zip', 'city'],
  ['zip', 'state'],
] as const;

/** `customers` says how large the shop is; the other tables follow. */
export function shop(seed: number, customers: number): Dataset {
  const clean = cleanShop(seed, AS_OF, {
    suppliers: Math.round(customers / 8),
    products: Math.round(customers / 5),
    customers,
    orders: customers * 3,
    payments: customers * 2,
  });
  const skus = new Map(clean.products.rows.map((row) => [row.product_id, row.sku]));
  return {
    name: `shop of ${customers.toLocaleString('en')} customers`,
    about: 'the clean side of the demo shop: five tables that refer to one another',
    tables: [
      table(clean.customers, CUSTOMERS, {
        dependencies: PLACE_RULES,
        confusable: [
          ['last_name', 'zip'],
          ['email', 'phone'],
        ],
      }),
      table(clean.products, PRODUCTS, {}),
      table(clean.suppliers, SUPPLIERS, { dependencies: PLACE_RULES }, (row) => ({
        ...row,
        contact_email: row.contact ?? null,
      })),
      table(
        clean.orders,
        ORDERS,
        {
          dependencies: [
            ['product_id', 'unit_price'],
            ['product_id', 'sku'],
          ],
        },
        (row) => ({
          ...row,
          sku: skus.get(row.product_id ?? null) ?? null,
        }),
      ),
      table(clean.payments, PAYMENTS, {}),
    ],
    references: [
      { table: 'orders', column: 'customer_id', parentTable: 'customers', parentColumn: 'customer_id' },
      { table: 'orders', column: 'product_id', parentTable: 'products', parentColumn: 'product_id' },
      { table: 'payments', column: 'order_id', parentTable: 'orders', parentColumn: 'order_id' },
      { table: 'products', column: 'supplier_id', parentTable: 'suppliers', parentColumn: 'supplier_id' },
    ],
  };
}

function table(
  { name, rows }: Table,
  columns: readonly QualityColumn[],
  rules: Partial<Pick<QualityTable, 'dependencies' | 'confusable'>>,
  mend: (row: Row) => Row = (row) => row,
): QualityTable {
  const mended = (rows as readonly Row[]).map((row) => {
    const whole = mend(row);
    return Object.fromEntries(columns.map((column) => [column.name, whole[column.name] ?? null]));
  });
  return { name, columns, rows: mended, dependencies: [], confusable: [], ...rules };
}
