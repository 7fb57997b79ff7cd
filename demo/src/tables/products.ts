/** What the shop sells. */
import { addDays } from '../calendar.ts';
import type { Random } from '../random.ts';
import type { Cell, SqlType, Table } from '../table.ts';
import { CATEGORIES, COLORS, PRODUCT_LINES } from '../words/trade.ts';

const COLUMNS = {
  product_id: 'INTEGER',
  sku: 'VARCHAR',
  product_name: 'VARCHAR',
  category: 'VARCHAR',
  tags: 'VARCHAR',
  color: 'VARCHAR',
  package_weight: 'VARCHAR',
  supplier_id: 'VARCHAR',
  unit_cost: 'VARCHAR',
  unit_price: 'DECIMAL(10,2)',
  warranty_months: 'INTEGER',
  is_discontinued: 'VARCHAR',
  launched_on: 'DATE',
} as const satisfies Record<string, SqlType>;

const FIRST_ID = 100;

export function products(
  random: Random,
  count: number,
  asOf: string,
  supplierIds: readonly Cell[],
): Table<keyof typeof COLUMNS> {
  const combinations = CATEGORIES.flatMap((category) =>
    PRODUCT_LINES.flatMap((line) => category.nouns.map((noun) => ({ category, name: `${line} ${noun}` }))),
  );
  const rows = random.sample(combinations, count).map(({ category, name }, i) => {
    const price =
      Math.round(random.integer(category.priceFrom * 100, category.priceTo * 100) / 50) / 2 + 0.49;
    const cost = price * (0.45 + random.next() * 0.25);
    return {
      product_id: String(FIRST_ID + i),
      sku: `${name[0]}${category.name[0]}-${1_000 + i}`,
      product_name: name,
      category: category.name,
      tags: random.sample(category.tags, random.integer(3, 4)).join('|'),
      color: random.pick(COLORS),
      package_weight: `${random.integer(category.weightFrom, category.weightTo)} lb`,
      supplier_id: random.pick(supplierIds),
      // As somebody typed it: no more digits than needed.
      unit_cost: String(Math.round(cost * 10) / 10),
      unit_price: price.toFixed(2),
      warranty_months: String(random.pick([0, 6, 12, 12, 24, 36])),
      is_discontinued: 'no',
      launched_on: addDays(asOf, -random.integer(30, 2_900)),
    };
  });
  return { name: 'products', format: 'csv', columns: COLUMNS, rows };
}
