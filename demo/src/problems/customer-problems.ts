import type { Random } from '../random.ts';
import { everyValue, noValue, repeatKey, repeatRows, rewrite } from './planters.ts';
import type { Problem } from './problem.ts';

const NO_BREAK_SPACE = '\u00a0';

export const CUSTOMER_PROBLEMS: readonly Problem[] = [
  {
    column: 'last_name',
    kind: 'stray_numbers',
    expect: { hygiene_issue: 'Non_Alpha_Name_Address' },
    teaches:
      'A number where a surname belongs is usually a value that slipped in from the neighbouring column.',
    plant: rewrite('last_name', 8, (_, random) => String(random.integer(10_100, 89_899))),
  },
  {
    column: 'company_name',
    kind: 'leading_spaces',
    expect: { hygiene_issue: 'Leading_Spaces' },
    teaches: 'A space in front cannot be seen on screen and makes two firms out of one.',
    plant: rewrite('company_name', 40, (value) => ` ${value}`),
  },
  {
    column: 'company_name',
    kind: 'inconsistent_casing',
    expect: { hygiene_issue: 'Inconsistent_Casing' },
    teaches:
      'Some firms shout: capitals come from an older system, and comparisons that mind case miss them.',
    plant: rewrite('company_name', 60, (value) => value.toUpperCase()),
  },
  {
    column: 'gender',
    kind: 'variant_codings',
    expect: { hygiene_issue: 'Variant_Coded_Values' },
    teaches: 'male and m, female and f: two codings of the same answer, from two entry forms.',
    plant: rewrite(
      'gender',
      700,
      (value) => value.charAt(0),
      (row) => row.gender !== 'nonbinary',
    ),
  },
  {
    column: 'birth_date',
    kind: 'unlikely_dates',
    expect: { hygiene_issue: 'Unlikely_Date_Values', test: 'Min_Date' },
    teaches:
      '30 December 1899 is day zero of a spreadsheet: it stands for "no date", not for very old customers.',
    plant: rewrite('birth_date', 25, () => '1899-12-30'),
  },
  {
    column: 'email',
    kind: 'malformed',
    expect: { test: 'Email_Format' },
    teaches:
      'An address without an @ or with a comma in it will bounce, and only a format test sees it beforehand.',
    plant: rewrite('email', 60, brokenEmail),
  },
  {
    column: 'email',
    kind: 'missing_values',
    expect: { hygiene_issue: 'Small_Missing_Value_Ct' },
    teaches: 'When one in a hundred is missing, the column was meant to be always filled.',
    plant: rewrite('email', 80, () => null),
  },
  {
    column: 'phone',
    kind: 'empty_strings',
    expect: { hygiene_issue: 'Non_Standard_Blanks' },
    teaches: 'An empty string is not null: "is null" does not find these customers.',
    plant: rewrite('phone', 160, () => ''),
  },
  {
    column: 'street_address',
    kind: 'non_printing',
    expect: { hygiene_issue: 'Non_Printing_Chars' },
    teaches: 'A no-break space, copied from a web page, looks like a space and matches none.',
    plant: rewrite('street_address', 25, (value) => value.replace(' ', NO_BREAK_SPACE)),
  },
  {
    column: 'city',
    kind: 'inconsistent_casing',
    expect: { hygiene_issue: 'Inconsistent_Casing' },
    teaches: 'BOSTON and Boston are two cities to GROUP BY.',
    plant: rewrite('city', 160, (value) => value.toUpperCase()),
  },
  {
    column: 'zip',
    kind: 'malformed',
    expect: { hygiene_issue: 'Invalid_Zip_USA', test: 'Valid_US_Zip' },
    teaches:
      'Somebody once opened the file in a spreadsheet: the ZIP codes of New England lost their leading zero.',
    plant: rewrite(
      'zip',
      90,
      (value) => value.slice(1),
      (row) => /^0\d{4}$/.test(row.zip as string),
    ),
  },
  {
    column: 'loyalty_number',
    kind: 'odd_pattern',
    expect: { hygiene_issue: 'Column_Pattern_Mismatch', test: 'Pattern_Match' },
    teaches: 'Nearly all card numbers follow one pattern; the few that miss the dash were typed by hand.',
    plant: rewrite('loyalty_number', 60, (value) => value.replace('-', '')),
  },
  {
    column: 'newsletter',
    kind: 'variant_codings',
    expect: { hygiene_issue: 'Variant_Coded_Values' },
    teaches: 'Consent is recorded as yes, y, no and n: counting only "yes" loses people who agreed.',
    plant: rewrite('newsletter', 500, (value) => value.charAt(0)),
  },
  {
    column: 'referral_source',
    kind: 'dummy_values',
    expect: { hygiene_issue: 'Non_Standard_Blanks' },
    teaches: 'A mandatory field gets filled with something: n/a and TBD are missing values in disguise.',
    plant: rewrite('referral_source', 400, (_, random) => random.pick(['n/a', 'TBD', '---', 'none'])),
  },
  {
    column: 'referral_source',
    kind: 'quoted',
    expect: { hygiene_issue: 'Quoted_Values' },
    teaches: 'Quotation marks that belong to a file format ended up inside the values.',
    plant: rewrite('referral_source', 30, (value) => `'${value}'`),
  },
  {
    column: 'fax_number',
    kind: 'no_values',
    expect: { hygiene_issue: 'No_Values' },
    teaches: 'Nobody has a fax any more, and the column came along through every migration.',
    recognise: noValue(),
  },
  {
    column: 'first_name',
    kind: 'personal_data',
    expect: { hygiene_issue: 'Potential_PII', pii: 'Individual' },
    teaches: 'Names of people: who may see them should be a decision, not an accident.',
    recognise: everyValue('first_name'),
  },
  {
    column: 'tax_id',
    kind: 'personal_data',
    expect: { hygiene_issue: 'Potential_PII', pii: 'Tax' },
    teaches: 'Taxpayer numbers are recognised by their shape, and are among the worst things to leak.',
    recognise: everyValue('tax_id'),
  },
  {
    column: 'birth_date',
    kind: 'personal_data',
    expect: { hygiene_issue: 'Potential_PII', pii: 'Birthdate' },
    teaches:
      'A date of birth identifies people together with very little else. It is personal in a date column too.',
    recognise: everyValue('birth_date'),
  },
  {
    column: 'annual_salary',
    kind: 'personal_data',
    expect: { hygiene_issue: 'Potential_PII', pii: 'Financial' },
    teaches: 'Income is personal although it is only a number.',
    recognise: everyValue('annual_salary'),
  },
  {
    column: 'email',
    kind: 'personal_data',
    expect: { hygiene_issue: 'Potential_PII', pii: 'Email' },
    teaches:
      'E-mail addresses reach people directly, and are found by their format whatever the column is called.',
    recognise: everyValue('email'),
  },
  {
    column: 'phone',
    kind: 'personal_data',
    expect: { hygiene_issue: 'Potential_PII', pii: 'Phone' },
    teaches: 'Telephone numbers in two notations are still telephone numbers.',
    recognise: everyValue('phone'),
  },
  {
    column: 'street_address',
    kind: 'personal_data',
    expect: { hygiene_issue: 'Potential_PII', pii: 'Address' },
    teaches: 'Where somebody lives is personal.',
    recognise: everyValue('street_address'),
  },
  {
    column: 'customer_id',
    kind: 'repeated_key',
    expect: { test: 'Unique' },
    teaches: 'These customers moved house and were added again instead of changed: one key, two addresses.',
    plant: repeatKey('customer_id', 12, ['street_address', 'city', 'state', 'zip']),
  },
  {
    column: null,
    kind: 'duplicate_rows',
    expect: { test: 'Dupe_Rows' },
    teaches:
      'The last rows of the file were loaded twice. Nothing in a single column gives that away for certain.',
    plant: repeatRows(24),
  },
];

/** One of three ways to spoil an address: no @, a comma for the last dot, nothing behind the @. */
function brokenEmail(value: string, random: Random): string {
  return random.pick([
    value.replace('@', ' at '),
    value.replace(/\.(?=[a-z]+$)/, ','),
    value.replace(/@.*$/, '@'),
  ]);
}
