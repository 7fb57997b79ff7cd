import { everyValue, repeatRows, rewrite } from './planters.ts';
import type { Problem } from './problem.ts';

export const PAYMENT_PROBLEMS: readonly Problem[] = [
  {
    column: 'order_id',
    kind: 'orphans',
    expect: { test: 'Combo_Match' },
    teaches: 'Money without an order: somebody paid for something that the shop has no record of.',
    plant: rewrite('order_id', 40, (_, random) => String(random.integer(900_001, 900_999))),
  },
  {
    column: 'order_id',
    kind: 'types_differ_between_tables',
    expect: { hygiene_issue: 'Multiple_Types_Minor' },
    teaches: 'The same key is a wider integer here than in the orders: harmless today, a cast in every join.',
    recognise: everyValue('order_id'),
  },
  {
    column: 'order_date',
    kind: 'types_differ_between_tables',
    expect: { hygiene_issue: 'Multiple_Types_Major' },
    teaches:
      'A date in the orders and text here: the export writes dates as strings, and comparisons go by letters.',
    recognise: everyValue('order_date'),
  },
  {
    column: 'approval_code',
    kind: 'stray_numbers',
    expect: { hygiene_issue: 'Small_Numeric_Value_Ct' },
    teaches:
      'Approval codes start with two letters; the few that are digits only come from a terminal in test mode.',
    plant: rewrite('approval_code', 60, (_, random) => String(random.integer(123_456, 987_654))),
  },
  {
    column: 'card_number',
    kind: 'personal_data',
    expect: { hygiene_issue: 'Potential_PII', pii: 'Credit' },
    teaches: 'Whole card numbers do not belong in an analytics table, whatever the export offers.',
    recognise: everyValue('card_number'),
  },
  {
    column: 'card_owner_name',
    kind: 'personal_data',
    expect: { hygiene_issue: 'Potential_PII', pii: 'Individual' },
    teaches: 'A full name beside a card number makes both worse.',
    recognise: everyValue('card_owner_name'),
  },
  {
    column: null,
    kind: 'duplicate_rows',
    expect: { test: 'Dupe_Rows' },
    teaches: 'The provider sent the end of its file twice: forty customers seem to have paid double.',
    plant: repeatRows(40),
  },
];
