import { describe, expect, it } from 'vitest';
import type { ExampleCell, ExampleTable, ExampleType } from '../example.ts';
import { numbered, oneColumn, padded, repeat } from '../hygiene-parts/example-rows.ts';
import { profileExampleTables } from '../testing/profile-example-tables.ts';

const flagsOf = (table: ExampleTable): Record<string, string | null> =>
  Object.fromEntries(
    profileExampleTables([table])[0]!.columns.map(({ column, pii }) => [
      column,
      pii && `${pii.risk}/${pii.category}/${pii.type}`,
    ]),
  );
const flagOf = (name: string, type: ExampleType, values: readonly ExampleCell[]): string | null =>
  flagsOf(oneColumn(name, type, values))[name] ?? null;

describe('personal data', () => {
  const digits = (count: number) => numbered(20, (i) => padded(Number(i) * 7 + 1, count));
  it.each<[string, string, ExampleType, readonly ExampleCell[]]>([
    ['Moderate/NAME/Individual', 'first_name', 'text', ['Ann', 'Bob', 'Cy', 'Di', 'Ed']],
    ['Moderate/DEMO/Birthdate', 'DateOfBirth', 'date', numbered(20, (i) => `1980-01-${padded(i + 1, 2)}`)],
    ['Moderate/DEMO/Birthdate', 'dob', 'text', numbered(20, (i) => `1980-01-${padded(i + 1, 2)}`)],
    ['Moderate/DEMO/Demographic', 'RACE_CD', 'text', numbered(20, (i) => `R${i % 3}`)],
    ['Moderate/DEMO/Financial', 'salary', 'numeric(10,2)', numbered(20, (i) => 1000.5 + i)],
    ['High/DEMO/Medical', 'medical_record_no', 'text', digits(8)],
    ['High/ID/SSN', 'code', 'text', numbered(20, (i) => `123-45-67${padded(i, 2)}`)],
    ['High/ID/SSN', 'SSN', 'integer', numbered(20, (i) => 123456000 + Number(i) * 3)],
    ['High/ID/Tax', 'tax_id', 'text', numbered(20, (i) => `12-34567${padded(i, 2)}`)],
    ['High/ID/Passport', 'passport', 'text', numbered(20, (i) => `C0123456${i % 10}`)],
    ['High/ID/Credit', 'card_no', 'text', numbered(20, (i) => `4111-1111-1111-11${padded(i, 2)}`)],
    ['High/ID/Credit', 'card_number', 'bigint', numbered(20, (i) => 4111111111111100 + Number(i) * 3)],
    ['High/ID/Bank', 'iban', 'text', numbered(20, (i) => `DE893704004405320130${padded(i, 2)}`)],
    ['High/ID/Bank', 'swift', 'text', numbered(20, (i) => `DEUTDE${padded(i, 2)}`)],
    ['High/ID/Bank', 'bank_account', 'text', digits(10)],
    ['High/ID/License', 'drivers_license', 'text', numbered(20, (i) => `D${padded(i, 7)}`)],
    ['High/ID/Medical', 'patient_id', 'integer', numbered(20, (i) => Number(i) * 3)],
    ['Moderate/ID/Commercial', 'member_id', 'integer', numbered(20, (i) => Number(i) * 3)],
    ['High/ID/Security', 'user_password', 'text', numbered(20, (i) => `pw-${i}`)],
    ['High/ID/Security', 'pin', 'text', digits(4)],
    ['Moderate/CONTACT/Email', 'col_7', 'text', numbered(20, (i) => `u${i}@ex.com`)],
    ['Moderate/CONTACT/Phone', 'phone', 'text', numbered(20, (i) => `212-555-01${padded(i, 2)}`)],
    ['Moderate/CONTACT/Address', 'street', 'text', numbered(20, (i) => `${i + 1} Main St`)],
  ])('%s in a column of its own: %s', (expected, name, type, values) => {
    expect(flagOf(name, type, values)).toBe(expected);
  });

  it.each<[string, ExampleType, readonly ExampleCell[]]>([
    ['author', 'text', numbered(20, (i) => `writer ${i}`)],
    ['invoice_no', 'text', digits(6)],
    ['trace', 'text', digits(6)],
    ['median', 'numeric(10,2)', numbered(20, (i) => Number(i) * 1.5)],
    ['pink', 'text', ['yes', 'no', 'maybe', 'no', 'no']],
    ['spin', 'integer', [3, 9, 27, 81, 243]],
    ['media', 'text', ['tv', 'radio', 'web', 'tv', 'print']],
    ['password_set', 'boolean', [true, false, true, true, false]],
    ['password_changed_at', 'date', numbered(20, (i) => `2024-01-${padded(i + 1, 2)}`)],
    ['discard_reason', 'text', digits(16)],
    ['savings', 'numeric(10,2)', numbered(20, (i) => 10_000.5 + Number(i))],
    ['bank_name', 'text', repeat(20, 'First Bank').map((name, i) => `${name} ${'abcde'[i % 5]}`)],
    ['license_type', 'text', ['MIT', 'Apache', 'MIT', 'BSD', 'MIT']],
    ['state', 'text', numbered(20, (i) => ['CA', 'NY', 'TX', 'WA', 'FL', 'OR'][i % 6]!)],
  ])('is not read into %s', (name, type, values) => expect(flagOf(name, type, values)).toBeNull());

  it('draws in places, health and accounts once it stands in a table', () => {
    const values = (i: number) => ({
      last_name: ['Smith', 'Jones', 'Lopez', 'Davis', 'Brown'][i % 5]!,
      state: ['CA', 'NY', 'TX', 'WA', 'FL', 'OR'][i % 6]!,
      health_plan: `plan ${'abc'[i % 3]}`,
      median_days: i * 3,
      user_id: `u${i}`,
      annual_income: 1000 + i * 17,
      invoice: `v${i * 7}`,
    });
    const table: ExampleTable = {
      table: 'people',
      columns: {
        last_name: 'text',
        state: 'text',
        health_plan: 'text',
        median_days: 'integer',
        user_id: 'text',
        annual_income: 'integer',
        invoice: 'text',
      },
      rows: numbered(30, (i) => i).map((i) => Object.values(values(Number(i)))),
    };
    expect(flagsOf(table)).toEqual({
      last_name: 'Moderate/NAME/Individual',
      state: 'Moderate/CONTACT/Address',
      health_plan: 'High/DEMO/Medical',
      median_days: null,
      user_id: 'Low/ID/Security',
      annual_income: 'Moderate/DEMO/Financial',
      invoice: null,
    });
  });
});

describe('beside other personal columns', () => {
  const beside = (name: string, values: readonly ExampleCell[], company: string): string | null =>
    flagsOf({
      table: 'people',
      columns: { [company]: 'text', [name]: 'text' },
      rows: values.map((value, i) => [['Smith', 'Jones', 'Lopez', 'Davis', 'Brown'][i % 5]!, value]),
    })[name] ?? null;
  it.each<[string, string, readonly ExampleCell[]]>([
    ['High/DEMO/Demographic', 'dna_type', numbered(20, (i) => `t${i % 3}`)],
    ['High/ID/Security', 'fingerprint', numbered(20, (i) => `f${i}`)],
    ['Moderate/ID/Auto', 'vin', numbered(20, (i) => `WVWZZZ1JZXW0000${padded(i, 2)}`)],
    ['Low/ID/Bank', 'aba_routing', numbered(20, (i) => `0210000${padded(i, 2)}`)],
    ['Moderate/CONTACT/Address', 'zip', numbered(20, (i) => `${10_000 + i}`)],
  ])('%s: %s, and not alone', (expected, name, values) => {
    expect(beside(name, values, 'last_name')).toBe(expected);
    expect(beside(name, values, 'label')).toBeNull();
  });
  it.each<[string, readonly ExampleCell[]]>([
    ['ednan', numbered(20, (i) => `t${i % 3}`)],
    ['voiced_by', numbered(20, (i) => `f${i}`)],
    ['car', numbered(20, (i) => `Golf ${i}`)],
    ['routine', numbered(20, (i) => `0210000${padded(i, 2)}`)],
  ])('%s stays what it is', (name, values) => expect(beside(name, values, 'last_name')).toBeNull());
});

describe('dates of birth', () => {
  it('are told by name, in several languages, and counted without being shown', () => {
    const dates = [...numbered(18, (i) => `19${60 + Number(i)}-05-05`), '1890-01-01', '2030-01-01'];
    for (const name of ['birth_date', 'Geburtsdatum', 'date_naissance', 'fechaNacimiento', 'DOB']) {
      expect(flagOf(name, 'date', dates)).toBe('Moderate/DEMO/Birthdate');
    }
    const [table] = profileExampleTables([oneColumn('dob', 'date', dates)]);
    expect(table!.columns[0]!.pii!.reason).toBe(
      'The column is named after births; 19 of 20 dates lie in the past, 19 more than 20 and 1 more than 100 years back.',
    );
    expect(flagOf('started_on', 'date', dates)).toBeNull();
    expect(flagOf('reborn_ct', 'integer', upFrom(1))).toBeNull();
  });
});
const upFrom = (first: number) => numbered(20, (i) => first + Number(i) * 3);

describe('what a person says about a column', () => {
  const table = oneColumn(
    'mail',
    'text',
    numbered(20, (i) => `u${i}@ex.com`),
  );
  const place = { table: 'example', column: 'mail' };
  const piiWith = (settings: Parameters<typeof profileExampleTables>[1]) =>
    profileExampleTables([table], settings)[0]!.columns[0]!.pii;

  it('stands against the rules, both ways', () => {
    const pii = { risk: 'Low', category: 'ID', type: 'Badge', reason: 'Said so.', manual: false } as const;
    expect(piiWith({ manualPii: [{ ...place, pii: null }] })).toBeNull();
    expect(piiWith({ manualPii: [{ ...place, pii }] })).toEqual({ ...pii, manual: true });
  });
  it('stands when rules are switched off', () => {
    const pii = { risk: 'High', category: 'ID', type: 'Badge', reason: 'Said so.', manual: true } as const;
    expect(piiWith({ detectPii: false })).toBeNull();
    expect(piiWith({ detectPii: false, manualPii: [{ ...place, pii }] })).toEqual(pii);
  });
});
