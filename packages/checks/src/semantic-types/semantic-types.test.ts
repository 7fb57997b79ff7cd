import { describe, expect, it } from 'vitest';
import type { ExampleCell, ExampleTable, ExampleType } from '../example.ts';
import { numbered, oneColumn, padded, repeat } from '../hygiene-parts/example-rows.ts';
import { profileExampleTables } from '../testing/profile-example-tables.ts';
import { SEMANTIC_RULES } from './semantic-rules.ts';

const typeOf = (name: string, type: ExampleType, values: readonly ExampleCell[]): string | null =>
  profileExampleTables([oneColumn(name, type, values)])[0]!.columns[0]!.semanticType;
const typesOf = (table: ExampleTable): Record<string, string | null> =>
  Object.fromEntries(
    profileExampleTables([table])[0]!.columns.map(({ column, semanticType }) => [column, semanticType]),
  );
const daysFrom = (first: string, count: number, step: number): string[] =>
  numbered(count, (i) =>
    new Date(Date.parse(first) + i * step * 86_400_000).toISOString().slice(0, 10),
  ) as string[];
const monthsFrom = (year: number, count: number, day: number, step = 1): string[] =>
  numbered(count, (i) => new Date(Date.UTC(year, i * step, day)).toISOString().slice(0, 10)) as string[];

describe('little data', () => {
  it('is not interpreted', () => {
    expect(typeOf('amt', 'numeric(10,2)', [0, 1.5, -2.25, 4, null])).toBe('TBD (Not enough data)');
    expect(typeOf('a', 'text', [])).toBe('TBD (Not enough data)');
    expect(typeOf('a', 'text', repeat(20, ''))).toBe('TBD (Not enough data)');
  });
  it('is constant when one value fills most rows', () => {
    expect(typeOf('a', 'text', repeat(10, 'x'))).toBe('Constant');
    expect(typeOf('a', 'text', [...repeat(10, 'x'), ...repeat(10, null)])).not.toBe('Constant');
  });
});

describe('identifiers', () => {
  const unique = numbered(60, (i) => `K${i}`);
  it('are named by masks in any case, with a literal underscore', () => {
    expect(typeOf('CUSTOMER_ID', 'text', unique)).toBe('ID-Unique');
    expect(
      typeOf(
        'customer_sk',
        'integer',
        numbered(60, (i) => Number(i) * 2),
      ),
    ).toBe('ID-Unique-SK');
    expect(
      typeOf(
        'paid',
        'integer',
        numbered(60, (i) => Number(i) * 2),
      ),
    ).toBe('Measurement Discrete');
    expect(
      typeOf(
        'risk',
        'integer',
        numbered(60, (i) => Number(i) * 2),
      ),
    ).toBe('Measurement Discrete');
  });
  it('are told apart by how often their values repeat', () => {
    expect(
      typeOf(
        'order_id',
        'text',
        numbered(60, (i) => `K${Number(i) % 50}`),
      ),
    ).toBe('ID-Secondary');
    expect(
      typeOf(
        'order_id',
        'text',
        numbered(60, (i) => `K${Number(i) % 6}`),
      ),
    ).toBe('ID-Group');
    expect(typeOf('order_id', 'text', [...numbered(30, (i) => `K${i}`), ...repeat(30, null)])).toBe('ID');
  });
  it('refer to the table whose rows they identify', () => {
    const [customers, orders] = profileExampleTables([
      oneColumn('customer_id', 'text', unique, 'customers'),
      oneColumn(
        'Customer_ID',
        'text',
        numbered(60, (i) => `K${Number(i) % 6}`),
        'orders',
      ),
    ]);
    expect(customers!.columns[0]!.semanticType).toBe('ID-Unique');
    expect(orders!.columns[0]!.semanticType).toBe('ID-FK');
    expect(orders!.columns[0]!.semanticReason).toContain('customers');
  });
});

describe('dates', () => {
  it.each([
    ['Transactional Date', daysFrom('2025-01-01', 150, 1)],
    ['Transactional Date (Wk)', daysFrom('2024-12-03', 30, 7)],
    ['Transactional Date (Mo)', monthsFrom(2023, 29, 15)],
    ['Transactional Date (Qtr)', monthsFrom(2021, 18, 15, 3)],
    ['Historical Date', daysFrom('1960-03-03', 30, 300)],
    ['Future Date', daysFrom('2025-08-01', 30, 40)],
    ['Schedule Date', [...daysFrom('2025-08-01', 30, 40), ...daysFrom('2025-01-01', 20, 3)]],
    ['Date (TBD)', daysFrom('2025-01-01', 6, 25)],
  ])('of a %s column', (expected, dates) => {
    expect(typeOf('d', 'date', dates)).toBe(expected);
  });
  it('of many years are stamps', () => {
    const years = daysFrom('2008-01-01', 40, 160);
    expect(typeOf('d', 'date', years)).toBe('Date Stamp');
    expect(
      typeOf(
        'd',
        'timestamptz',
        years.map((day) => `${day}T10:00:00Z`),
      ),
    ).toBe('DateTime Stamp');
  });
  it('written by a process are named so, in any case and manner', () => {
    const years = daysFrom('2008-01-01', 40, 160);
    for (const name of ['last_updated_date', 'CREATED_AT', 'update_dt', 'modified', 'inserted_on']) {
      expect([name, typeOf(name, 'date', years)]).toEqual([name, 'Process Date Stamp']);
    }
    expect(typeOf('order_date', 'date', years)).toBe('Date Stamp');
  });
  it('in text are stamps when all follow one form', () => {
    expect(typeOf('d', 'text', daysFrom('2024-01-01', 10, 3))).toBe('Date Stamp');
    expect(
      typeOf(
        'd',
        'text',
        daysFrom('2024-01-01', 10, 3).map((day) => `${day} 10:00:00`),
      ),
    ).toBe('DateTime Stamp');
  });
  it('at the ends of months and weeks are periods', () => {
    expect(typeOf('d', 'date', monthsFrom(2023, 14, 1))).toBe('Period Month');
    expect(typeOf('d', 'date', daysFrom('2024-01-05', 30, 7))).toBe('Period Week');
  });
});

describe('periods', () => {
  const cycle = (length: number, first = 1) => numbered(60, (i) => (Number(i) % length) + first);
  it.each<[string, string, ExampleType, readonly ExampleCell[]]>([
    ['Period Year', 'fiscal_year', 'integer', cycle(7, 2015)],
    ['Period Year', 'YR', 'text', cycle(7, 2015).map(String)],
    ['Period Quarter', 'qtr', 'integer', cycle(4)],
    ['Period Quarter', 'quarter', 'text', cycle(4).map((q) => `2024-Q${q}`)],
    ['Period Month', 'sales_month', 'integer', cycle(12)],
    ['Period Month', 'MO', 'text', cycle(12).map((m) => padded(Number(m), 2))],
    ['Period Year-Mon', 'yearmonth', 'text', cycle(12).map((m) => `2024-${padded(Number(m), 2)}`)],
    ['Period Mon-NN', 'label', 'text', cycle(9).map((y) => `Mar-1${y}`)],
    ['Period Week', 'week_no', 'integer', numbered(104, (i) => (Number(i) % 52) + 1)],
    [
      'Period DOW',
      'weekday',
      'text',
      numbered(28, (i) => ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][i % 7]!),
    ],
    ['Period', 'period', 'text', cycle(4).map((q) => `part ${q}`)],
  ])('%s: %s', (expected, name, type, values) => expect(typeOf(name, type, values)).toBe(expected));
  it('are not read into amounts', () => {
    expect(typeOf('amount', 'integer', cycle(12))).toBe('Sequence');
    expect(
      typeOf(
        'model_count',
        'integer',
        cycle(12).map((n) => Number(n) * 3),
      ),
    ).toBe('Measurement Discrete');
  });
});

describe('contact data', () => {
  it('is found by the shape of values', () => {
    expect(
      typeOf(
        'mail',
        'text',
        numbered(20, (i) => `u${i}@ex.com`),
      ),
    ).toBe('Email');
    expect(
      typeOf(
        'fax',
        'text',
        numbered(20, (i) => `212-555-01${padded(i, 2)}`),
      ),
    ).toBe('Phone');
    expect(
      typeOf(
        'postal_code',
        'text',
        numbered(20, (i) => `${10000 + i}`),
      ),
    ).toBe('Zip');
    expect(
      typeOf(
        'location',
        'text',
        numbered(20, (i) => `${i + 1} Main St`),
      ),
    ).toBe('Address');
  });
  it('is found by name', () => {
    expect(
      typeOf(
        'PHONE',
        'bigint',
        numbered(20, (i) => 4420794600 + i),
      ),
    ).toBe('Phone');
    expect(
      typeOf(
        'home_address',
        'text',
        numbered(20, (i) => `Haus ${i}`),
      ),
    ).toBe('Address');
    expect(
      typeOf(
        'ip_address',
        'text',
        numbered(20, (i) => `10.0.0.${i}`),
      ),
    ).not.toBe('Address');
    expect(
      typeOf(
        'phone_kind',
        'text',
        numbered(20, (i) => ['landline', 'cell'][i % 2]!),
      ),
    ).not.toBe('Phone');
  });
  it('knows a city by the state and zip code that follow', () => {
    const states = ['CA', 'NY', 'TX', 'WA', 'FL', 'OR'];
    const towns = ['Reno', 'Salem', 'Dover', 'Austin', 'Boise', 'Provo'];
    const types = typesOf({
      table: 'people',
      columns: { City: 'text', state: 'text', zip: 'text' },
      rows: numbered(24, (i) => i).map((i) => [
        towns[Number(i) % 6]!,
        states[Number(i) % 6]!,
        `${10000 + Number(i)}`,
      ]),
    });
    expect(types).toEqual({ City: 'City', state: 'State', zip: 'Zip' });
  });
});

describe('names', () => {
  it.each([
    ['Person Full Name', 'CONTACT_NAME', ['Ann Lee', 'Bob Ray', 'Cy Young', 'Di Ross', 'Ed Poe']],
    ['Person Given Name', 'FirstName', ['Ann', 'Bob', 'Cy', 'Di', 'Ed']],
    ['Person Last Name', 'last_name', ['Smith', 'JONES', 'lopez', '#Davis', '', 'Brown']],
    ['Entity Name', 'company_name', ['ACME INC', 'Globex', 'Initech', 'Hooli', 'Umbrella Co']],
    ['Process User', 'created_by', ['etl', 'batch', 'jane', 'etl', 'etl']],
    ['System User', 'db_user', ['etl', 'batch', 'jane', 'etl', 'etl']],
  ])('%s: %s', (expected, name, values) => expect(typeOf(name, 'text', values)).toBe(expected));
});

describe('booleans', () => {
  it.each<[string, ExampleType, readonly ExampleCell[]]>([
    ['a boolean column', 'boolean', [true, true, false, null, true, false]],
    ['yes and no in one case', 'text', ['Yes', 'no', 'no', 'Yes', 'no']],
    ['y and n', 'text', ['Y', 'N', 'Y', 'Y', 'N']],
    ['whole numbers 0 and 1', 'integer', [0, 1, 1, 0, 1]],
    ['a single true among gaps', 'text', [...repeat(6, 'true'), ...repeat(6, null)]],
  ])('%s', (_, type, values) => expect(typeOf('f', type, values)).toBe('Boolean'));
  it('are not amounts of 0 and 1, nor three answers', () => {
    expect(typeOf('f', 'numeric(10,2)', [0, 1, 1, 0, 1])).not.toBe('Boolean');
    expect(typeOf('f', 'text', ['Yes', 'No', 'Maybe', 'No', 'No'])).not.toBe('Boolean');
  });
});

describe('text and numbers that nothing else explains', () => {
  const words = 'amber birch cedar dogwood elm'.split(' ');
  const prose = (i: number): string => `${'note '.repeat((i % 9) + 1)}about item ${'x'.repeat(i % 13)} ${i}`;
  it.each<[string, string, ExampleType, readonly ExampleCell[]]>([
    ['Code', 'ref', 'text', numbered(60, (i) => `A-${padded(i, 3)}`)],
    ['ID', 'ref', 'text', [...numbered(250, (i) => `A-${padded(i, 3)}`), ...repeat(200, null)]],
    ['Code', 'tree', 'text', numbered(60, (i) => words[i % 5]!)],
    ['Category', 'tree', 'text', numbered(60, (i) => `a tree such as ${words[i % 5]}`)],
    ['Description', 'remark', 'text', numbered(300, prose)],
    ['Measurement Text', 'total_cost', 'text', numbered(60, (i) => `${i}.5`)],
    ['Measurement Pct', 'margin', 'text', numbered(60, (i) => `${i}%`)],
    ['Measurement Pct', 'margin_pct', 'numeric(10,2)', numbered(60, (i) => Number(i) * 1.25)],
    ['Sequence', 'n', 'integer', [1, 2, 3, 4, 5]],
    ['Measurement Discrete', 'n', 'integer', [1, 2, 30, 4, 5]],
    ['Measurement', 'n', 'double', [1.5, 2.25, 30.1, 4, 5]],
    ['Measurement Spike', 'n', 'integer', [...repeat(60, 0), ...numbered(9, (i) => 900 + i)]],
    ['UNKNOWN', 'n', 'double', [100.1, 100.2, 100.3, 100.4, 100.5]],
    ['UNKNOWN', 'u', 'time', ['10:00:00', '11:00:00', '12:00:00', '13:00:00', '14:00:00']],
  ])('%s: %s %s', (expected, name, type, values) => expect(typeOf(name, type, values)).toBe(expected));
});

describe('the rules', () => {
  it('have names of their own', () => {
    const ids = SEMANTIC_RULES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
  it('leave columns alone that could not be measured', () => {
    const [table] = profileExampleTables([oneColumn('a', 'text', repeat(9, 'x'))]);
    expect(table!.columns[0]!.semanticReason).toMatch(/\.$/);
  });
});
