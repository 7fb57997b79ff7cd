/** One line for each thing that somebody ordered. */
import { addDays, weekday } from '../calendar.ts';
import type { Random } from '../random.ts';
import type { Cell, Row, SqlType, Table } from '../table.ts';

const COLUMNS = {
  order_id: 'INTEGER',
  customer_id: 'INTEGER',
  product_id: 'INTEGER',
  sku: 'VARCHAR',
  order_date: 'DATE',
  shipped_on: 'DATE',
  order_status: 'VARCHAR',
  quantity: 'INTEGER',
  unit_price: 'DECIMAL(10,2)',
  discount_pct: 'DECIMAL(5,2)',
  total_amount: 'DECIMAL(10,2)',
  currency: 'VARCHAR',
  sales_channel: 'VARCHAR',
  sales_territory: 'VARCHAR',
  ship_zip3: 'VARCHAR',
} as const satisfies Record<string, SqlType>;

const FIRST_ID = 500_001;
const DAYS_ON_RECORD = 730;
/** Days on which the till was down, counted back from the last one on record; see the missing-days problem. */
const OUTAGE_DAYS_AGO: readonly number[] = [97, 96, 95];
/** Saturdays and Sundays are busy in a garden shop. */
const BUSY_BY_WEEKDAY = [1.5, 0.7, 0.7, 0.8, 0.9, 1.2, 1.9] as const;

export interface OrderSources {
  readonly customers: readonly Row<'customer_id' | 'state' | 'zip'>[];
  readonly products: readonly Row<'product_id' | 'sku' | 'unit_price'>[];
}

export function orders(
  random: Random,
  count: number,
  asOf: string,
  sources: OrderSources,
): Table<keyof typeof COLUMNS> {
  const rows = orderDays(random, count, asOf).map((day, i) => {
    const customer = random.pick(sources.customers);
    const product = random.pick(sources.products);
    const quantity = random.weighted([
      [1, 60],
      [2, 22],
      [3, 9],
      [4, 5],
      [6, 3],
      [12, 1],
    ] as const);
    const discount = random.weighted([
      [0, 70],
      [5, 12],
      [10, 11],
      [15, 5],
      [25, 2],
    ] as const);
    const delivery = deliveryOf(random, day, asOf);
    return {
      order_id: String(FIRST_ID + i),
      customer_id: customer.customer_id,
      product_id: product.product_id,
      sku: (product.sku as string).replace('-', ''),
      order_date: day,
      ...delivery,
      quantity: String(quantity),
      unit_price: product.unit_price,
      discount_pct: discount.toFixed(2),
      total_amount: orderTotal(quantity, Number(product.unit_price), discount),
      currency: 'USD',
      sales_channel: random.weighted([
        ['Web', 62],
        ['Store', 27],
        ['Phone', 11],
      ] as const),
      sales_territory: customer.state,
      ship_zip3: (customer.zip as string).slice(0, 3),
    };
  });
  return { name: 'orders', format: 'parquet', columns: COLUMNS, rows };
}

/** Two decimals, rounded half away from zero. */
export function orderTotal(quantity: number, unitPrice: number, discountPct: number): string {
  return (Math.round((quantity * Math.round(unitPrice * 100) * (100 - discountPct)) / 100) / 100).toFixed(2);
}

/** A day for each order, oldest first, up to the day before `asOf`; no gaps except the outage. */
function orderDays(random: Random, count: number, asOf: string): string[] {
  const ages = Array.from({ length: DAYS_ON_RECORD }, (_, i) => i + 1).filter(
    (age) => !OUTAGE_DAYS_AGO.includes(age),
  );
  const days = ages.map((age) => addDays(asOf, -age));
  const cumulative: number[] = [];
  for (const [i, day] of days.entries()) {
    const growth = 1.4 - (0.8 * i) / days.length;
    cumulative.push((cumulative[i - 1] ?? 0) + growth * BUSY_BY_WEEKDAY[weekday(day) as 0]!);
  }
  const total = cumulative[cumulative.length - 1] as number;
  const drawn = Array.from({ length: count - days.length }, () => {
    const mark = random.next() * total;
    return days[cumulative.findIndex((sum) => sum > mark)] as string;
  });
  return [...days, ...drawn].sort();
}

function deliveryOf(random: Random, day: string, asOf: string): { order_status: Cell; shipped_on: Cell } {
  if (random.chance(0.04)) return { order_status: 'cancelled', shipped_on: null };
  const shipped = addDays(day, random.integer(0, 6));
  if (shipped >= asOf) return { order_status: 'open', shipped_on: null };
  return { order_status: random.chance(0.94) ? 'delivered' : 'shipped', shipped_on: shipped };
}
