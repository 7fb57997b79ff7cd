/** Each rule by itself: a column that it is for, and one that just misses. */
import { describe, expect, it } from 'vitest';
import { EXAMPLE_RUN_AT, type ExampleCell, type ExampleType } from '../example.ts';
import { numbered, oneColumn, padded, repeat } from '../hygiene-parts/example-rows.ts';
import type { SemanticType } from '../semantic-type.ts';
import { measureExampleTable } from '../testing/measure-example-table.ts';
import { columnFacts } from './column-facts.ts';
import type { Situation } from './semantic-rule.ts';
import { SEMANTIC_RULES } from './semantic-rules.ts';

interface Subject {
  readonly name: string;
  readonly type: ExampleType;
  readonly values: readonly ExampleCell[];
  readonly current?: SemanticType;
  readonly following?: readonly SemanticType[];
  readonly owners?: readonly SemanticType[];
  /** Where the example types have no such type. */
  readonly columnType?: string;
}
const text = (name: string, values: readonly ExampleCell[], more: Partial<Subject> = {}): Subject => ({
  ...{ name, type: 'text', values },
  ...more,
});
const whole = (name: string, values: readonly ExampleCell[], more: Partial<Subject> = {}): Subject => ({
  ...{ name, type: 'integer', values },
  ...more,
});
const dated = (values: readonly ExampleCell[], more: Partial<Subject> = {}): Subject => ({
  ...{ name: 'd', type: 'date', values },
  ...more,
});

const cycle = (count: number, of: readonly ExampleCell[]) => numbered(count, (i) => of[i % of.length]!);
const upTo = (last: number, first = 1): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);
const days = (first: string, count: number, step: number): ExampleCell[] =>
  numbered(count, (i) =>
    new Date(Date.parse(first) + Number(i) * step * 86_400_000).toISOString().slice(0, 10),
  );
const months = (year: number, count: number, day: number, step = 1): ExampleCell[] =>
  numbered(count, (i) => new Date(Date.UTC(year, Number(i) * step, day)).toISOString().slice(0, 10));
const TOWNS = ['Reno City', 'Salem', 'Dover', 'Austin', 'Boise', 'Provo'];
const MANY_TOWNS = numbered(40, (i) => `Town${'abcdefghijklmnopqrst'[i % 20]}ville`);
const DAY_NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const keys = (distinct: number, rows = 60): ExampleCell[] => numbered(rows, (i) => `K${i % distinct}`);
const phrases = (i: number): string => `${'ab '.repeat(i % 4)}${'x'.repeat((i % 9) + 3)}${padded(i, 3)}`;
const prose = (i: number): string => `${'note '.repeat((i % 9) + 1)}on ${i}`;

const CASES: Readonly<Record<string, readonly [fires: Subject, misses: Subject]>> = {
  'not-enough-data': [text('a', ['x', 'y', 'x', 'y']), text('a', ['x', 'y', 'x', 'y', 'x'])],
  constant: [
    text('a', [...repeat(8, 'x'), ...repeat(2, null)]),
    text('a', [...repeat(6, 'x'), ...repeat(2, null)]),
  ],
  'surrogate-key-by-name': [whole('CUSTOMER_SK', upTo(9)), whole('risk', upTo(9))],
  'id-by-name': [whole('Order_Id', upTo(9)), whole('paid', upTo(9))],
  'historical-date': [
    dated([...days('1990-01-01', 15, 3), ...days('2024-01-01', 5, 3)]),
    dated([...days('1990-01-01', 14, 3), ...days('2024-01-01', 6, 3)]),
  ],
  'future-date': [
    dated([...days('2026-01-01', 19, 3), '2024-01-01']),
    dated([...days('2026-01-01', 18, 3), '2024-01-01', '2024-01-02']),
  ],
  'schedule-date': [
    dated([...days('2026-01-01', 10, 3), ...days('2024-01-01', 10, 3)]),
    dated([...days('2026-01-01', 9, 3), ...days('2024-01-01', 11, 3)]),
  ],
  'transactional-date': [dated(days('2025-01-01', 120, 1)), dated(days('2025-01-01', 100, 1))],
  'weekly-transactional-date': [dated(days('2024-12-03', 30, 7)), dated(days('2023-01-03', 30, 21))],
  'monthly-transactional-date': [dated(months(2023, 29, 15)), dated(months(2021, 20, 15))],
  'quarterly-transactional-date': [dated(months(2021, 18, 15, 3)), dated(months(2021, 9, 15, 6))],
  'date-without-cadence': [
    dated(days('2025-01-01', 6, 25)),
    dated([...days('2025-01-01', 6, 25), ...days('2010-01-01', 4, 9)]),
  ],
  'date-stamp': [
    dated(days('2008-01-01', 9, 160)),
    { ...dated(days('2008-01-01', 9, 160)), type: 'timestamp' },
  ],
  'datetime-stamp': [
    { ...dated(days('2008-01-01', 9, 160)), type: 'timestamptz' },
    text('d', days('2008-01-01', 9, 160)),
  ],
  'text-date-stamp': [text('d', days('2024-01-01', 9, 3)), text('d', [...days('2024-01-01', 9, 3), 'soon'])],
  'text-datetime-stamp': [
    text(
      'd',
      numbered(9, (i) => `2024-01-0${i + 1}T10:00:00+02:00`),
    ),
    text(
      'd',
      numbered(9, (i) => `2024-01-0${i + 1}`),
    ),
  ],
  'process-date': [
    dated(days('2008-01-01', 9, 160), { name: 'created_at', current: 'Date Stamp' }),
    dated(days('2008-01-01', 9, 160), { name: 'created_at', current: 'Constant' }),
  ],
  year: [whole('fiscal_year', [2015, 2045]), whole('fiscal_year', [2015, 2046])],
  quarter: [whole('qtr', upTo(4)), whole('qtr', upTo(5))],
  'year-and-month': [text('month', ['2024-01', '2024-12']), text('month', ['2024.01', '2024.12'])],
  month: [whole('sales_month', upTo(12)), whole('sales_month', upTo(11))],
  'month-and-number': [text('label', ['Mar-10', 'Apr-12']), text('label', ['Mar-10', 'Maz-12'])],
  week: [whole('week_no', upTo(52)), whole('week_no', upTo(51))],
  'day-of-week': [text('weekday', DAY_NAMES), text('weekday', DAY_NAMES.slice(1))],
  'monthly-dates': [dated(months(2023, 12, 1)), dated(months(2023, 11, 1))],
  'weekly-dates': [dated(days('2024-01-05', 26, 7)), dated(days('2024-01-04', 26, 7))],
  'named-month': [text('Month', ['a', 'b']), text('month_name', ['a', 'b'])],
  'named-week': [text('week', ['a', 'b']), text('week_a', ['a', 'b'])],
  'named-period': [text('period', ['a', 'b']), text('period', ['a', 'b'], { current: 'Period Year' })],
  'zip-by-pattern-and-name': [
    text(
      'zip',
      numbered(20, (i) => `${10_000 + i}`),
    ),
    text(
      'amount',
      numbered(20, (i) => `${10_000 + i}`),
    ),
  ],
  'email-by-pattern': [
    text(
      'a',
      numbered(20, (i) => `u${i}@ex.com`),
    ),
    text(
      'a',
      numbered(20, (i) => (i % 2 ? `u${i}@ex.com` : `u${i}`)),
    ),
  ],
  'phone-by-name': [
    text(
      'home_phone',
      numbered(20, (i) => `030 90182${i}`),
    ),
    text('phone_kind', cycle(20, ['landline', 'mobiles'])),
  ],
  'phone-by-pattern': [
    text(
      'a',
      numbered(20, (i) => `212-555-01${padded(i, 2)}`),
    ),
    text(
      'a',
      numbered(20, (i) => `212-555-1${padded(i, 2)}`),
    ),
  ],
  'address-by-name': [text('Home_Address', cycle(9, ['a b'])), text('ip_address', cycle(9, ['a b']))],
  'address-by-pattern': [
    text(
      'a',
      numbered(20, (i) => `${i + 1} Main St`),
    ),
    text(
      'a',
      numbered(20, (i) => `Main St ${i + 1}`),
    ),
  ],
  'state-by-pattern': [text('a', cycle(20, ['CA', 'NY', 'TX'])), text('a', cycle(20, ['CA', 'QQ', 'ZX']))],
  'city-by-neighbours': [
    text('CITY', TOWNS, { following: ['State', 'Zip'] }),
    text('CITY', TOWNS, { following: ['State', 'Code'] }),
  ],
  'full-name': [text('OWNER_NAME', ['Ann Lee', 'Bob Ray']), text('owner_name', ['Ann', 'Bob'])],
  'given-name': [text('first_name', ['Ann', 'Bob']), text('first_name', ['Ann Lee', 'Bob Ray'])],
  'last-name': [text('LastName', ['Smith', 'Jones']), text('last_name', ['Li', 'Wu'])],
  'entity-name': [text('COMPANY_NAME', ['Acme']), text('pet_name', ['Rex'])],
  'process-user': [text('last_updated_by', ['etl']), text('update_note', ['etl'])],
  'system-user': [text('DB_USER', ['etl']), text('user_role', ['etl'])],
  boolean: [text('f', ['Yes', 'no', 'no']), text('f', ['Yes', 'no', 'maybe'])],
  flag: [
    text('f', cycle(9, ['AAA', 'BBB', 'CCC']), { columnType: 'char(3)' }),
    text('f', cycle(9, ['AAA', 'BBB', 'CCC'])),
  ],
  'measurement-in-text': [text('total_cost', ['1.5', '2']), text('total_cost', ['1.5', 'two'])],
  'id-by-build': [
    text(
      'a',
      numbered(201, (i) => `A-${padded(i, 3)}`),
    ),
    text(
      'a',
      numbered(200, (i) => `A-${padded(i, 3)}`),
    ),
  ],
  'code-by-build': [
    text(
      'a',
      numbered(9, (i) => `A-${i}`),
    ),
    text('a', ['amber', 'elm', 'dogwoods']),
  ],
  attribute: [
    text('a', numbered(300, phrases)),
    text(
      'a',
      numbered(300, (i) => `${phrases(Number(i))}${' and much more of the same'.repeat(i % 3)}`),
    ),
  ],
  description: [text('a', numbered(300, prose)), text('a', numbered(150, prose))],
  code: [text('a', ['amber', 'elm']), text('a', ['a tree such as amber', 'a tree such as elm'])],
  category: [text('a', ['a tree like amber', 'a tree like elm']), text('a', repeat(9, 'a tree like amber'))],
  sequence: [whole('n', upTo(5)), whole('n', [1, 2, 3, 5])],
  'numbered-id': [whole('order_no', [7, 9, 12]), whole('order_note', [7, 9, 12])],
  'numbered-attribute': [whole('seat_no', [7, 9, null, null]), whole('seat_now', [7, 9, null, null])],
  spike: [
    whole('n', [...repeat(60, 0), ...upTo(909, 901)]),
    whole('n', [...repeat(12, 0), ...upTo(909, 901)]),
  ],
  discrete: [
    { ...whole('n', [1, 7, 30]), type: 'numeric(9,2)' },
    { ...whole('n', [1, 7.5, 30]), type: 'numeric(9,2)' },
  ],
  'measurement-below-zero': [
    { ...whole('n', [-0.5, 7.5]), type: 'double' },
    { ...whole('n', [0, 7.5]), type: 'double' },
  ],
  measurement: [
    { ...whole('n', [1.5, 7.5]), type: 'double' },
    { ...whole('n', [100.5, 100.75]), type: 'double' },
  ],
  unknown: [{ ...text('u', ['10:00:00']), type: 'time' }, text('u', ['x'], { current: 'Code' })],
  'city-by-values': [
    text('a', MANY_TOWNS, { following: ['State'] }),
    text('a', cycle(40, MANY_TOWNS.slice(0, 14)), { following: ['State'] }),
  ],
  'secondary-id': [text('a', keys(45), { current: 'ID' }), text('a', keys(44), { current: 'ID' })],
  'group-id': [
    text('a', [...keys(5, 71), ...repeat(29, null)], { current: 'ID' }),
    text('a', [...keys(5, 70), ...repeat(30, null)], { current: 'ID' }),
  ],
  'unique-id': [text('a', keys(51, 51), { current: 'ID' }), text('a', keys(50, 50), { current: 'ID' })],
  'unique-surrogate-key': [
    text('a', keys(51, 51), { current: 'ID-SK' }),
    text('a', keys(50, 51), { current: 'ID-SK' }),
  ],
  'foreign-key-by-name': [
    text('a', keys(5), { current: 'ID-Group', owners: ['ID-Unique'] }),
    text('a', keys(60), { current: 'ID-Unique', owners: ['ID-Unique'] }),
  ],
  'percent-by-name': [
    whole('margin_pct', [-200, 200], { current: 'Measurement Discrete' }),
    whole('margin_pct', [-200, 201], { current: 'Measurement Discrete' }),
  ],
  'percent-in-text': [
    text('a', ['5%', '12%', '99.5%'], { current: 'Code' }),
    text('a', ['5%', '12%', '99'], { current: 'Code' }),
  ],
};

function reasonFor(id: string, subject: Subject): string | null {
  const measured = measureExampleTable(oneColumn(subject.name, subject.type, subject.values), EXAMPLE_RUN_AT);
  const column = { ...measured.columns[0]!, ...(subject.columnType && { columnType: subject.columnType }) };
  const situation: Situation = {
    runAt: EXAMPLE_RUN_AT,
    idMask: 'id,%_id',
    surrogateKeyMask: '%_sk',
    current: subject.current ?? null,
    following: (offset) => subject.following?.[offset - 1] ?? null,
    namesakeOfType: (isWanted) => ((subject.owners ?? []).some(isWanted) ? 'owner' : null),
  };
  const { mode, decide } = SEMANTIC_RULES.find((rule) => rule.id === id)!;
  if (mode === 'if_unset' && situation.current !== null) return null;
  return decide(columnFacts(column), situation)?.because ?? null;
}

describe('every rule', () => {
  it('stands in the cases below', () => {
    expect(Object.keys(CASES).toSorted()).toEqual(SEMANTIC_RULES.map(({ id }) => id).toSorted());
  });
  it.each(Object.entries(CASES))('%s', (id, [fires, misses]) => {
    expect(reasonFor(id, fires)).toMatch(/^.{10,}\.$/);
    expect(reasonFor(id, misses)).toBeNull();
  });
});
