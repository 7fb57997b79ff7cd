/**
 * A large suite for the table of orders: as many tests as asked for, spread evenly over its columns, plus some about the
 * whole table. A column takes the types that suit it in turn, round after round. Suites of this size hold the same test
 * with several limits (log, warn, fail), so three rounds differ in limits only; then come other segments, bounds or patterns.
 */
import { NO_PARAMETERS, type TestDefinition, type TestParameters } from '@assay/checks';
import { TABLE } from '../profile-postgresql/order-table.ts';

type Parameters = Partial<TestParameters>;
/** `variant` changes what is measured, `limit` only what it is held against. Both count from 0. */
interface Round {
  readonly variant: number;
  readonly limit: number;
}
/** A test type, and its parameters in the given round. */
type Recipe = readonly [type: string, parameters: (round: Round, column: string) => Parameters];

const LIMITS = 3;
const CHANNELS = ['web', 'store', 'phone'];
const segment = ({ variant }: Round): string =>
  `channel = '${CHANNELS[variant % 3]}' AND quantity > ${variant}`;

const tolerated = ({ limit }: Round): Parameters => ({ threshold_value: String(limit * 100) });
const shift = ({ limit }: Round): Parameters => ({ threshold_value: String(0.2 + limit * 0.3) });
const percent = ({ limit }: Round): Parameters => ({ threshold_value: String(5 + limit * 20) });

const ANY_COLUMN: readonly Recipe[] = [
  ['Required', tolerated],
  ['Null_Share', percent],
  ['Missing_Pct', (round) => ({ baseline_ct: '1000000', baseline_value_ct: '950000', ...shift(round) })],
  ['Distinct_Value_Ct', ({ limit }) => ({ threshold_value: String(1 + limit) })],
  ['Unique_Pct', (round) => ({ baseline_value_ct: '1000000', baseline_unique_ct: '100', ...shift(round) })],
  ['Conditional_Required', (round) => ({ subset_condition: segment(round), ...tolerated(round) })],
  [
    'Condition_Flag',
    (round, column) => ({
      custom_query: `${column} IS NULL AND discount > ${round.variant} AND is_gift`,
      ...tolerated(round),
    }),
  ],
];

const TEXT: readonly Recipe[] = [
  ['Not_Blank', tolerated],
  ['Alpha_Trunc', ({ limit }) => ({ threshold_value: String(40 - limit) })],
  ['Valid_Characters', tolerated],
  [
    'Text_Length_Range',
    (round) => ({ lower_tolerance: String(1 + round.variant), upper_tolerance: '60', ...tolerated(round) }),
  ],
  ['Constant', (round) => ({ baseline_value: `value ${round.variant}`, ...tolerated(round) })],
  [
    'LOV_Match',
    (round) => ({
      baseline_value: `('web','store','open','shipped','MA','v${round.variant}')`,
      ...tolerated(round),
    }),
  ],
  [
    'Pattern_Match',
    (round) => ({
      baseline_value: `^[A-Za-z0-9(][A-Za-z0-9 ().@-]{${round.variant},}$`,
      ...tolerated(round),
    }),
  ],
  ['Pattern_Share', (round) => ({ baseline_value: `^[A-Z][a-z]{${round.variant},}`, ...percent(round) })],
];

const PERCENTILES = ['50', '95', '5', '99'] as const;
const NUMBERS: readonly Recipe[] = [
  ['Min_Val', (round) => ({ baseline_value: String(round.variant), ...tolerated(round) })],
  [
    'Value_Range',
    (round) => ({
      lower_tolerance: String(round.variant),
      upper_tolerance: '100000000',
      ...tolerated(round),
    }),
  ],
  [
    'Percentile_Range',
    ({ variant, limit }) => ({
      baseline_value: PERCENTILES[variant % PERCENTILES.length] ?? '50',
      lower_tolerance: String(limit),
    }),
  ],
  [
    'Avg_Shift',
    (round) => ({ baseline_value_ct: '1000000', baseline_avg: '6', baseline_sd: '3', ...shift(round) }),
  ],
  [
    'Outlier_Pct_Above',
    (round) => ({ baseline_avg: '6', baseline_sd: String(3 + round.variant), ...percent(round) }),
  ],
  [
    'Outlier_Pct_Below',
    (round) => ({ baseline_avg: '6', baseline_sd: String(3 + round.variant), ...percent(round) }),
  ],
  ['Variability_Increase', (round) => ({ baseline_sd: '3', ...percent(round) })],
  ['Variability_Decrease', (round) => ({ baseline_sd: '3', ...percent(round) })],
  ['Dec_Trunc', ({ limit }) => ({ threshold_value: String(limit) })],
];

const DATES: readonly Recipe[] = [
  ['Min_Date', (round) => ({ baseline_value: `2023-01-0${1 + round.variant}`, ...tolerated(round) })],
  [
    'Date_Range',
    (round) => ({
      lower_tolerance: `2022-0${1 + round.variant}-01`,
      upper_tolerance: '2026-12-31',
      ...tolerated(round),
    }),
  ],
  ['Future_Date', tolerated],
  ['Future_Date_1Y', tolerated],
  ['Recency', percent],
  ['Column_Freshness', percent],
  ['Distinct_Date_Ct', ({ limit }) => ({ threshold_value: String(900 + limit) })],
  ['Daily_Record_Ct', tolerated],
  ['Weekly_Rec_Ct', tolerated],
  ['Monthly_Rec_Ct', tolerated],
];

const BOOLEANS: readonly Recipe[] = [
  ['Constant', (round) => ({ baseline_value: String(round.variant % 2 === 0), ...tolerated(round) })],
];

const AFTER_ORDER: Recipe = [
  'Column_Comparison',
  (round) => ({ baseline_value: '>=', match_column_names: 'ordered_on', ...tolerated(round) }),
];

const RECIPES: Readonly<Record<string, readonly Recipe[]>> = {
  order_id: [...NUMBERS, ['Unique', tolerated]],
  email: [...TEXT, ['Email_Format', tolerated]],
  reference: [...TEXT, ['Unique', tolerated]],
  city: TEXT,
  state: [...TEXT, ['US_State', tolerated]],
  zip: [...TEXT, ['Valid_US_Zip', tolerated], ['Valid_US_Zip3', tolerated]],
  status: TEXT,
  category: TEXT,
  channel: TEXT,
  phone: TEXT,
  coupon: TEXT,
  quantity: NUMBERS,
  unit_price: NUMBERS,
  discount: NUMBERS,
  weight: NUMBERS,
  points: NUMBERS,
  ordered_on: DATES,
  shipped_on: [...DATES, AFTER_ORDER],
  changed_at: DATES,
  is_gift: BOOLEANS,
};

const WHOLE_TABLE: readonly Recipe[] = [
  ['Row_Ct', ({ limit }) => ({ threshold_value: String(1000 + limit) })],
  ['Row_Ct_Pct', (round) => ({ baseline_ct: '1000000', ...percent(round) })],
  [
    'Volume_Trend',
    (round) => ({
      subset_condition: segment(round),
      lower_tolerance: '0',
      upper_tolerance: String(900_000 + round.limit),
    }),
  ],
];
const WHOLE_TABLE_SHARE = 0.04;

/** Each a statement of its own, however tests are packed. */
const QUERIES: readonly (readonly [type: string, column: string | null, parameters: Parameters])[] = [
  ['Dupe_Rows', null, { groupby_names: 'city, state, zip, status' }],
  ['Unique_Combination', null, { groupby_names: 'order_id, status' }],
  ['Timeframe_Combo_Match', 'city, channel', { window_date_column: 'ordered_on', window_days: 100 }],
  ['LOV_All', 'channel', { threshold_value: 'web,store,phone' }],
  ['LOV_All', 'status', { threshold_value: 'open,shipped' }],
  ['CUSTOM', null, { custom_query: 'SELECT order_id FROM {DATA_SCHEMA}.orders WHERE quantity < 0' }],
  [
    'CUSTOM',
    null,
    {
      custom_query:
        'SELECT city FROM {DATA_SCHEMA}.orders GROUP BY city HAVING avg(unit_price) > 500 AND min(quantity) > 1',
    },
  ],
];

/** `count` definitions (100 at least), the same ones every time. */
export function testMix(count: number): TestDefinition[] {
  const definitions = QUERIES.map(([type, column, parameters]) => definition(type, column, parameters));
  definitions.push(...take(Math.round(count * WHOLE_TABLE_SHARE), WHOLE_TABLE, null));
  const columns = Object.entries(RECIPES);
  for (const [index, [column, recipes]] of columns.entries()) {
    // Spread evenly, the remainder too.
    const share = Math.round((count - definitions.length) / (columns.length - index));
    definitions.push(...take(share, [...ANY_COLUMN, ...recipes], column));
  }
  return definitions.map((one, index) => ({ ...one, id: `test ${index}` }));
}

function take(count: number, recipes: readonly Recipe[], column: string | null): TestDefinition[] {
  return Array.from({ length: count }, (_, index) => {
    const [type, parametersOf] = recipes[index % recipes.length]!;
    const round = Math.floor(index / recipes.length);
    const place = { variant: Math.floor(round / LIMITS), limit: round % LIMITS };
    return definition(type, column, parametersOf(place, column ?? ''));
  });
}

const definition = (testType: string, column: string | null, parameters: Parameters): TestDefinition => ({
  ...{ id: '', testType, ...TABLE, column, severity: null },
  parameters: { ...NO_PARAMETERS, ...parameters },
});
