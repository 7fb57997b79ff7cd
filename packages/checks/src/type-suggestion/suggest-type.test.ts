import { describe, expect, it } from 'vitest';
import type { TypeSuggestion } from '../column-profile.ts';
import type { ExampleCell, ExampleType } from '../example.ts';
import { numbered, oneColumn, padded } from '../hygiene-parts/example-rows.ts';
import { profileExampleTables } from '../testing/profile-example-tables.ts';

const suggestion = (name: string, type: ExampleType, values: readonly ExampleCell[]): TypeSuggestion | null =>
  profileExampleTables([oneColumn(name, type, values)])[0]!.columns[0]!.suggestedType;
const rows = (make: (index: number) => ExampleCell, count = 501) => numbered(count, make);
const day = (i: number): string => `2024-${padded((i % 12) + 1, 2)}-${padded((i % 28) + 1, 2)}`;

describe('a better type', () => {
  it.each<[string | null, string, ExampleType, (i: number) => ExampleCell]>([
    ['INTEGER', 'qty', 'text', (i) => String(i + 1)],
    ['INTEGER', 'qty', 'varchar(20)', (i) => (i % 9 === 0 ? '' : String(i + 1))],
    ['BIGINT', 'qty', 'text', (i) => String(1_000_000 + i * 977)],
    ['DECIMAL(20,0)', 'qty', 'text', (i) => `1234567890123456${padded(i, 4)}`],
    ['DECIMAL(18,4)', 'amount', 'text', (i) => `${i + 1}.25`],
    ['DECIMAL(18,4)', 'amount', 'text', (i) => (i === 300 ? '1.5' : String(i + 1))],
    ['DECIMAL(38,6)', 'rate', 'text', (i) => `${i + 1}.123456`],
    ['VARCHAR(10)', 'account', 'text', (i) => padded(i, 5)],
    ['VARCHAR(10)', 'amount', 'text', (i) => (i === 300 ? 'many' : String(i + 1))],
    ['DATE', 'd', 'text', day],
    ['DATE', 'd', 'text', (i) => day(i).replaceAll('-', '')],
    ['TIMESTAMP', 'd', 'text', (i) => `${day(i)} 10:30:00`],
    ['TIMESTAMP WITH TIME ZONE', 'd', 'text', (i) => `${day(i)}T10:30:00+02:00`],
    ['TIMESTAMP WITH TIME ZONE', 'd', 'text', (i) => `${day(i)}T10:30:00Z`],
    ['VARCHAR(20)', 'd', 'text', (i) => (i % 2 ? '25/12/2024' : '12/25/2024')],
    ['VARCHAR(20)', 'd', 'text', (i) => (i === 7 ? 'soon' : day(i))],
    ['VARCHAR(10)', 'zip', 'text', (i) => String(10_000 + i)],
    ['VARCHAR(2)', 'st', 'text', (i) => ['CA', 'NY', 'TX', 'WA', 'FL', 'OR'][i % 6]!],
    ['VARCHAR(3)', 'f', 'text', (i) => (i % 2 ? 'yes' : 'no')],
    ['VARCHAR(6)', 'margin', 'text', (i) => `${i % 100}%`],
    ['VARCHAR(30)', 'label', 'text', (i) => `a name of ${'x'.repeat(10)} ${padded(i, 3)}`],
    ['VARCHAR(80)', 'remark', 'text', (i) => `${'note '.repeat(12)}${padded(i, 3)}`],
    ['SMALLINT', 'n', 'numeric(10,2)', (i) => i % 90],
    ['INTEGER', 'n', 'numeric(10,2)', (i) => i * 1000],
    ['BIGINT', 'n', 'numeric(14,2)', (i) => i * 1_000_000],
    [null, 'n', 'numeric(10,2)', (i) => i + 0.5],
    [null, 'n', 'numeric(10,0)', (i) => i],
    [null, 'n', 'integer', (i) => i],
    [null, 'n', 'double', (i) => i],
    [null, 'd', 'date', day],
    [null, 'code', 'varchar(10)', (i) => `c${i % 40}`],
    [null, 'order_id', 'text', (i) => String(i)],
    [null, 'empty', 'text', () => ''],
    [null, 'nothing', 'text', () => null],
  ])('%s for %s %s', (expected, name, type, make) => {
    expect(suggestion(name, type, rows(make))?.type ?? null).toBe(expected);
  });

  it('is not guessed from 500 rows', () => {
    expect(suggestion('qty', 'text', rows(String, 500))).toBeNull();
    expect(
      suggestion(
        'qty',
        'text',
        rows((i) => String(i + 1), 501),
      )?.type,
    ).toBe('INTEGER');
  });
  it('says what speaks for it, with numbers', () => {
    expect(
      suggestion(
        'qty',
        'text',
        rows((i) => String(i + 1)),
      )?.because,
    ).toBe('Each of the 501 non-empty values is a number without decimals, at most 3 characters long.');
    expect(
      suggestion(
        'n',
        'numeric(10,2)',
        rows((i) => i * 1000),
      )?.because,
    ).toBe('None of the 501 values uses its 2 decimal places, and none is beyond 100000000.');
  });
});
