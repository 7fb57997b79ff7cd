/** Payments as the payment provider exports them: its order dates are text and its order numbers wider. */
import { cardNumber } from '../personal-numbers.ts';
import type { Random } from '../random.ts';
import type { Row, SqlType, Table } from '../table.ts';
import { timeOfDay } from './customers.ts';

const COLUMNS = {
  payment_id: 'VARCHAR',
  order_id: 'BIGINT',
  order_date: 'VARCHAR',
  paid_at: 'TIMESTAMP',
  method: 'VARCHAR',
  card_number: 'VARCHAR',
  card_owner_name: 'VARCHAR',
  approval_code: 'VARCHAR',
  amount: 'DECIMAL(10,2)',
  payment_status: 'VARCHAR',
} as const satisfies Record<string, SqlType>;

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

export interface PaymentSources {
  readonly orders: readonly Row<
    'order_id' | 'order_date' | 'customer_id' | 'order_status' | 'total_amount'
  >[];
  readonly customers: readonly Row<'customer_id' | 'first_name' | 'last_name'>[];
}

export function payments(
  random: Random,
  count: number,
  sources: PaymentSources,
): Table<keyof typeof COLUMNS> {
  const owners = new Map(sources.customers.map((row) => [row.customer_id, row]));
  const paid = sources.orders.filter((order) => order.order_status !== 'cancelled');
  const chosen = random.sample(paid, count).sort((a, b) => Number(a.order_id) - Number(b.order_id));
  const rows = chosen.map((order, i) => {
    const owner = owners.get(order.customer_id);
    const method = random.weighted([
      ['card', 68],
      ['wallet', 20],
      ['bank transfer', 9],
      ['gift card', 3],
    ] as const);
    const byCard = method === 'card';
    return {
      payment_id: `PAY-${String(3_000_001 + i)}`,
      order_id: order.order_id,
      order_date: order.order_date,
      paid_at: `${order.order_date} ${timeOfDay(random)}`,
      method,
      card_number: byCard ? cardNumber(random) : null,
      card_owner_name: byCard && owner ? `${owner.first_name} ${owner.last_name}` : null,
      approval_code: `${random.pick([...LETTERS])}${random.pick([...LETTERS])}${random.integer(1_000, 9_999)}`,
      amount: order.total_amount,
      payment_status: random.weighted([
        ['settled', 94],
        ['refunded', 4],
        ['failed', 2],
      ] as const),
    };
  });
  return { name: 'payments', format: 'parquet', columns: COLUMNS, rows };
}
