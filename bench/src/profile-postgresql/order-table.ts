/**
 * The measured table: 20 columns (ten of text, two or five of them near-unique, the others with few different values; six
 * numbers, three dates, one boolean). Every value is a hash of the row number, so that each run on each machine
 * measures the same table.
 */
import pg from 'pg';

export const TABLE = { schema: 'bench', table: 'orders' } as const;

/** A whole number from 0 to `below` - 1, from the row number and a salt of the column. */
const draw = (salt: number, below: number) =>
  `((hashint8extended(i, ${salt}) & 9223372036854775807) % ${below})::int`;
const word = (salt: number, words: readonly string[]) =>
  `(ARRAY[${words.map((text) => `'${text}'`).join(',')}])[1 + ${draw(salt, words.length)}]`;

const CITIES = [
  'Boston',
  'Hartford',
  'New York',
  'Albany',
  'Trenton',
  'Richmond',
  'Raleigh',
  'Atlanta',
  'Orlando',
];
const STATES = [
  'MA',
  'CT',
  'NY',
  'NJ',
  'PA',
  'VA',
  'NC',
  'GA',
  'FL',
  'OH',
  'IL',
  'TX',
  'CO',
  'AZ',
  'CA',
  'OR',
  'WA',
];
const STATUSES = ['open', 'shipped', 'delivered', 'returned', 'Delivered', 'n/a'];
const CATEGORIES = ['Hand Tools', 'Power Tools', 'Planters', 'Seeds', 'Irrigation', 'Furniture', 'Lighting'];

/** The type is spelled alike in PostgreSQL and DuckDB. */
type OrderColumn = readonly [name: string, type: string, expression: string];

const COLUMNS: readonly OrderColumn[] = [
  ['order_id', 'bigint', 'i'],
  ['email', 'text', `'customer.' || ${draw(1, 900_000)} || '@example.' || ${word(2, ['com', 'net', 'org'])}`],
  [
    'reference',
    'text',
    `substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-' || substr(h, 13, 4) || '-' || substr(h, 17, 4) || '-' || substr(h, 21)`,
  ],
  ['city', 'text', `${word(3, CITIES)} || CASE WHEN ${draw(4, 12)} = 0 THEN ' Heights' ELSE '' END`],
  ['state', 'text', word(5, STATES)],
  ['zip', 'text', `lpad(${draw(6, 900)}::text, 3, '0') || '0' || ${draw(7, 9)}`],
  ['status', 'text', word(8, STATUSES)],
  ['category', 'text', word(9, CATEGORIES)],
  ['channel', 'text', word(10, ['web', 'store', 'phone'])],
  ['phone', 'text', `'(' || ${draw(11, 80)} + 210 || ') 555-01' || lpad(${draw(12, 100)}::text, 2, '0')`],
  ['coupon', 'text', `CASE WHEN ${draw(13, 4)} = 0 THEN 'SAVE-' || ${draw(14, 20)} END`],
  ['quantity', 'integer', `1 + ${draw(15, 12)}`],
  ['unit_price', 'numeric(10,2)', `(${draw(16, 90_000)} + 99) / 100.0`],
  ['discount', 'numeric(5,2)', `${draw(17, 6)} * 5`],
  ['weight', 'double precision', `${draw(18, 1_000_000)} / 7919.0`],
  ['points', 'integer', `CASE WHEN ${draw(19, 10)} = 0 THEN NULL ELSE ${draw(20, 5_000)} END`],
  ['ordered_on', 'date', `date '2023-01-01' + ${draw(21, 1_000)}`],
  [
    'shipped_on',
    'date',
    `CASE WHEN ${draw(22, 20)} = 0 THEN NULL ELSE date '2023-01-03' + ${draw(21, 1_000)} END`,
  ],
  ['changed_at', 'timestamp', `timestamp '2023-01-01' + ${draw(23, 86_400_000)} * interval '1 second'`],
  ['is_gift', 'boolean', `${draw(24, 7)} = 0`],
];

/** What stands in the place of three columns of few values. */
const NEAR_UNIQUE: Readonly<Record<string, string>> = {
  category: `initcap(translate(substr(h, 1, 7), '0123456789', 'ghijklmnop')) || ' ' || initcap(translate(substr(h, 8, 9), '0123456789', 'qrstuvwxyz'))`,
  channel: `${draw(25, 9_000)} + 1 || ' ' || initcap(translate(substr(h, 20, 8), '0123456789', 'aeiouaeiou')) || ' Street Apt ' || ${draw(26, 1_000)}`,
  coupon: `'"' || substr(h, 1, 6) || ', ' || substr(h, 12, 5) || '; ' || substr(h, 22, 8) || '"'`,
};

const RECIPES = ['few', 'many'] as const;
/** How many columns of near-unique text: two or five. */
export type Recipe = (typeof RECIPES)[number];
export const isRecipe = (name: string): name is Recipe => RECIPES.some((recipe) => recipe === name);

export function orderColumns(recipe: Recipe): readonly OrderColumn[] {
  if (recipe === 'few') return COLUMNS;
  return COLUMNS.map(([name, type, expression]) => [name, type, NEAR_UNIQUE[name] ?? expression]);
}

/** Makes the table with `rows` rows and its statistics; answers its size in bytes. */
export async function createOrderTable(url: string, rows: number, recipe: Recipe): Promise<number> {
  const columns = orderColumns(recipe);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { schema, table } = TABLE;
    await client.query(`CREATE SCHEMA ${schema}`);
    await client.query(
      `CREATE TABLE ${schema}.${table} (${columns.map(([name, type]) => `${name} ${type}`)})`,
    );
    await client.query(`INSERT INTO ${schema}.${table} SELECT ${columns.map(([, , expression]) => expression)}
      FROM (SELECT i, md5(i::text) AS h FROM generate_series(1, ${rows}::bigint) AS i) AS source`);
    await client.query(`VACUUM ANALYZE ${schema}.${table}`);
    const size = await client.query<{ bytes: string }>(`SELECT pg_table_size('${schema}.${table}') AS bytes`);
    return Number(size.rows[0]?.bytes);
  } finally {
    await client.end();
  }
}
