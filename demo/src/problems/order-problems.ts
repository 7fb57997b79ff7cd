import { addDays } from '../calendar.ts';
import { daysWithoutRows, everyValue, repeatRows, rewrite } from './planters.ts';
import type { Problem } from './problem.ts';

export const ORDER_PROBLEMS: readonly Problem[] = [
  {
    column: 'customer_id',
    kind: 'orphans',
    expect: { test: 'Combo_Match' },
    teaches:
      'Orders of customers that do not exist: deleted accounts, or a load that came in the wrong order.',
    plant: rewrite('customer_id', 75, (_, random) => String(random.integer(900_001, 900_999))),
  },
  {
    column: 'shipped_on',
    kind: 'unlikely_dates',
    expect: { hygiene_issue: 'Unlikely_Date_Values', test: 'Future_Date_1Y' },
    teaches: 'The last day of 2099 means "not yet" to the warehouse and "in two generations" to a report.',
    plant: rewrite('shipped_on', 30, () => '2099-12-31'),
  },
  {
    column: 'shipped_on',
    kind: 'wrong_order_of_dates',
    expect: { test: 'Condition_Flag' },
    teaches: 'Sent before it was ordered: each date is fine by itself, only the pair of them is not.',
    plant: rewrite('shipped_on', 45, (_, random, row) =>
      addDays(row.order_date as string, -random.integer(1, 9)),
    ),
  },
  {
    column: 'quantity',
    kind: 'wrong_amounts',
    expect: { test: 'Min_Val' },
    teaches: 'Returns booked as negative orders: they pull every average down.',
    plant: rewrite('quantity', 25, (value, _, row) => {
      row.total_amount = `-${row.total_amount}`;
      return `-${value}`;
    }),
  },
  {
    column: 'total_amount',
    kind: 'wrong_amounts',
    expect: { test: 'Condition_Flag' },
    teaches:
      'Quantity times price, less the discount, is not the total: a rule across columns that a custom test can hold.',
    plant: rewrite('total_amount', 30, (value, random) => (Number(value) + random.integer(1, 40)).toFixed(2)),
  },
  {
    column: 'currency',
    kind: 'divergent_values',
    expect: { hygiene_issue: 'Small_Divergent_Value_Ct' },
    teaches: 'When 99 of 100 rows say USD, the rest deserves a look before anybody adds up the amounts.',
    plant: rewrite('currency', 200, (_, random) => random.pick(['EUR', 'GBP', 'CAD'])),
  },
  {
    column: 'sales_channel',
    kind: 'spelled_differently',
    expect: { hygiene_issue: 'Standardized_Value_Matches' },
    teaches: 'Web, web and WEB: three bars in a chart that should have one.',
    plant: rewrite('sales_channel', 1_500, (value, random) =>
      random.chance(0.5) ? value.toLowerCase() : value.toUpperCase(),
    ),
  },
  {
    column: 'order_status',
    kind: 'variant_codings',
    expect: { test: 'LOV_Match' },
    teaches:
      'British and American spelling of "cancelled" share the column; a filter on one misses the other.',
    plant: rewrite(
      'order_status',
      400,
      () => 'canceled',
      (row) => row.order_status === 'cancelled',
    ),
  },
  {
    column: 'sales_territory',
    kind: 'unexpected_content',
    expect: { hygiene_issue: 'Unexpected_US_States' },
    teaches:
      'The column is called territory and holds states: a sign of shifted columns, or of a name that misleads.',
    recognise: everyValue('sales_territory'),
  },
  {
    column: 'ship_zip3',
    kind: 'malformed',
    expect: { hygiene_issue: 'Invalid_Zip3_USA', test: 'Valid_US_Zip3' },
    teaches: 'The first three digits of a ZIP code, treated as a number on the way, lose a leading zero.',
    plant: rewrite(
      'ship_zip3',
      300,
      (value) => value.slice(1),
      (row) => (row.ship_zip3 as string).startsWith('0'),
    ),
  },
  {
    column: 'order_date',
    kind: 'missing_days',
    expect: { test: 'Daily_Record_Ct' },
    teaches:
      'Three days without a single order in a shop that sells every day: the till was down, or a file is missing.',
    recognise: daysWithoutRows('order_date'),
  },
  {
    column: null,
    kind: 'duplicate_rows',
    expect: { test: 'Dupe_Rows' },
    teaches: 'Fifty orders came in twice, which inflates the turnover without looking odd anywhere.',
    plant: repeatRows(50),
  },
];
