/** The whole shop in memory: clean tables that refer to one another, then the problems on top. */
import type { PlantedProblem } from './manifest.ts';
import { CUSTOMER_PROBLEMS } from './problems/customer-problems.ts';
import { ORDER_PROBLEMS } from './problems/order-problems.ts';
import { PAYMENT_PROBLEMS } from './problems/payment-problems.ts';
import { Plot } from './problems/plot.ts';
import type { Planted, Problem } from './problems/problem.ts';
import { PRODUCT_PROBLEMS } from './problems/product-problems.ts';
import { SUPPLIER_PROBLEMS } from './problems/supplier-problems.ts';
import { createRandom } from './random.ts';
import type { Table } from './table.ts';
import { customers } from './tables/customers.ts';
import { orders } from './tables/orders.ts';
import { payments } from './tables/payments.ts';
import { products } from './tables/products.ts';
import { suppliers } from './tables/suppliers.ts';

/** Rows before planting; repeated rows come on top and fill each table to a round number. */
const CLEAN_ROWS = {
  suppliers: 300,
  products: 600,
  customers: 7_964,
  orders: 24_950,
  payments: 15_960,
} as const;

export interface DraftedTable {
  readonly table: Table;
  readonly problems: readonly PlantedProblem[];
}

/** The five tables, planted. The same seed and day give the same shop. */
export function draftShop(seed: number, asOf: string): readonly DraftedTable[] {
  const shop = cleanShop(seed, asOf);
  return [
    planted(seed, shop.customers, CUSTOMER_PROBLEMS),
    planted(seed, shop.products, PRODUCT_PROBLEMS),
    planted(seed, shop.suppliers, SUPPLIER_PROBLEMS),
    planted(seed, shop.orders, ORDER_PROBLEMS),
    planted(seed, shop.payments, PAYMENT_PROBLEMS),
  ];
}

/** The five tables before anything is planted; `rows` says how many of each. */
export function cleanShop(
  seed: number,
  asOf: string,
  rows: Readonly<Record<keyof typeof CLEAN_ROWS, number>> = CLEAN_ROWS,
) {
  const stream = (name: string) => createRandom(seed, name);
  const supplierTable = suppliers(stream('suppliers'), rows.suppliers, asOf);
  const supplierIds = supplierTable.rows.map((row) => row.supplier_id);
  const productTable = products(stream('products'), rows.products, asOf, supplierIds);
  const customerTable = customers(stream('customers'), rows.customers, asOf);
  const sources = { customers: customerTable.rows, products: productTable.rows };
  const orderTable = orders(stream('orders'), rows.orders, asOf, sources);
  const paymentSources = { orders: orderTable.rows, customers: customerTable.rows };
  const paymentTable = payments(stream('payments'), rows.payments, paymentSources);
  return {
    suppliers: supplierTable,
    products: productTable,
    customers: customerTable,
    orders: orderTable,
    payments: paymentTable,
  };
}

function planted(seed: number, table: Table, declarations: readonly Problem[]): DraftedTable {
  const plot = new Plot(table, createRandom(seed, `${table.name}/problems`));
  const results = new Map<Problem, Planted>();
  for (const problem of declarations) if ('plant' in problem) results.set(problem, problem.plant(plot));
  for (const problem of declarations) {
    if ('recognise' in problem) results.set(problem, problem.recognise(table.rows));
  }
  const problems = declarations.map((problem): PlantedProblem => {
    const { column, kind, expect, teaches } = problem;
    const { cells, example } = results.get(problem) as Planted;
    return {
      id: `${table.name}.${column ?? '*'}.${kind}`,
      table: table.name,
      column,
      kind,
      cells,
      example,
      expect,
      teaches,
    };
  });
  return { table, problems };
}
