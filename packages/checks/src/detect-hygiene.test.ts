import { describe, expect, it } from 'vitest';
import { detectHygieneIssues } from './detect-hygiene.ts';
import { EXAMPLE_RUN_AT, type ExampleCell, type ExampleTable, type ExampleType } from './example.ts';
import {
  type Detection,
  defineColumnHygieneType,
  type HygieneIssue,
  type HygieneIssueType,
  type Likelihood,
} from './hygiene-issue-type.ts';
import { numbered, oneColumn, padded, repeat } from './hygiene-parts/example-rows.ts';
import { duplicateRows } from './hygiene-types/duplicate-rows.ts';
import { profilingScore } from './scores/profiling-score.ts';
import { profileExampleTables } from './testing/profile-example-tables.ts';

const findings = (tables: readonly ExampleTable[], types?: readonly HygieneIssueType[]) =>
  detectHygieneIssues(profileExampleTables(tables), { runAt: EXAMPLE_RUN_AT }, types);
const issuesOf = (name: string, type: ExampleType, values: readonly ExampleCell[]): HygieneIssue[] =>
  findings([oneColumn(name, type, values)]).issues;
/** Each finding's type with its prevalence, to six digits. */
const summary = (issues: readonly HygieneIssue[]): Record<string, number | null> =>
  Object.fromEntries(
    issues.map(({ issueType, prevalence }) => [
      issueType,
      prevalence === null ? null : Number(prevalence.toFixed(6)),
    ]),
  );

/** Whole columns with all that is found in them: what one type finds another must not spoil. */
describe('all findings of a column', () => {
  const zips = numbered(93, (i) => `${10000 + i}`);
  it.each<[string, ExampleType, readonly ExampleCell[], Record<string, number | null>]>([
    [
      'status',
      'varchar(20)',
      ['', ' ', 'N/A', 'n/a', '-', '--', '0', '00', 'x', 'xx', 'TBD', '(none)', '[NULL]', 'Active', null],
      { Non_Standard_Blanks: 0.666667, Standardized_Value_Matches: 0.188571 },
    ],
    [
      'note',
      'varchar(20)',
      [' apple', '  pear', 'apple ', '"fig"', "'kiwi'", 'a\u00a0b', 'tab\there', 'plum', 'plum', "o'hare"],
      {
        Leading_Spaces: 0.132,
        Quoted_Values: 0.132,
        Standardized_Value_Matches: 0.066,
        Non_Printing_Chars: 0.1,
        Trailing_Spaces: 0.066,
      },
    ],
    [
      'company_name',
      'varchar(20)',
      [
        'ACME INC',
        'Acme Inc.',
        'acme-inc',
        'Globex',
        'GLOBEX',
        '123',
        '',
        'Globex',
        'Initech',
        'Umbrella Co',
      ],
      {
        Inconsistent_Casing: 0.2,
        Non_Alpha_Name_Address: 0.1,
        Non_Standard_Blanks: 0,
        Standardized_Value_Matches: 0.198,
      },
    ],
    [
      'qty_txt',
      'varchar(5)',
      [...numbered(97, (i) => `${i + 1}`), 'abc', 'n/a', '12e3'],
      { Char_Column_Number_Values: 0.6402, Non_Standard_Blanks: 0.01, Small_Missing_Value_Ct: 0.0033 },
    ],
    [
      'zip',
      'varchar(10)',
      [...zips, '1234', '99999', '00000', 'K1A0B1', '123456789', '12345-6789', 'ABC'],
      {
        Invalid_Zip_USA: null,
        Non_Standard_Blanks: 0.02,
        Small_Missing_Value_Ct: 0.0066,
        Standardized_Value_Matches: 0.0066,
      },
    ],
    [
      'none_c',
      'varchar(10)',
      [...repeat(34, 'n/a'), ...repeat(66, null)],
      { No_Values: 0.33, Non_Standard_Blanks: 0.34 },
    ],
    ['kind', 'varchar(2)', [...repeat(98, 'A'), 'B', 'B'], { Small_Divergent_Value_Ct: 0.0066 }],
    [
      'gender',
      'varchar(10)',
      numbered(40, (i) => ['Male', 'M', 'Female', 'female'][i % 4]!),
      { Potential_PII: null, Variant_Coded_Values: null, Standardized_Value_Matches: 0.0165 },
    ],
    [
      'amt_txt',
      'varchar(10)',
      [...repeat(16, '12 kg'), ...repeat(8, '30%'), ...repeat(8, '7.5kg'), ...repeat(8, 'n/a')],
      { Char_Column_Number_Units: null, Non_Standard_Blanks: 0.2 },
    ],
    [
      'part_id',
      'varchar(10)',
      [...numbered(97, (i) => `AB-${padded(i, 4)}`), 'ab-12', 'xy-34', 'Z9'],
      { Column_Pattern_Mismatch: 0.0198 },
    ],
    ['v', 'integer', repeat(8, null), { No_Values: 0.33 }],
    ['good', 'text', numbered(60, (i) => ['red', 'green', 'blue'][i % 3]!), {}],
  ])('%s', (name, type, values, expected) => {
    expect(summary(issuesOf(name, type, values))).toEqual(expected);
  });

  it('add up to the score of the table', () => {
    const lastNames = ['Smith', 'JONES', 'lopez', '#Davis', '', 'Brown', 'Green', 'White', 'Black', 'Stone'];
    const people: ExampleTable = {
      table: 'people',
      columns: { last_name: 'text', city_nm: 'text' },
      rows: lastNames.map((name) => [name, 'x']),
    };
    const tables = profileExampleTables([people]);
    const { issues } = detectHygieneIssues(tables, { runAt: EXAMPLE_RUN_AT });
    expect(summary(issues)).toEqual({
      Inconsistent_Casing: 0.1,
      Non_Alpha_Prefixed_Name: 0.25,
      Non_Standard_Blanks: 0,
      Potential_PII: null,
    });
    const scored = issues.map((issue) => ({ ...issue, disposition: null }));
    expect(profilingScore(tables, scored).score).toBeCloseTo(0.721429, 6);
  });
  it('about whole rows weigh on every column of their table', () => {
    const sales = numbered(48, (i) => i).map((i) => [i as number, `customer ${i}`, 2 * (i as number)]);
    const tables: ExampleTable[] = ['sales', 'other'].map((table) => ({
      table,
      columns: { amount: 'integer', customer: 'text', total: 'integer' },
      rows: table === 'sales' ? [...sales, sales[3]!, sales[4]!] : [...sales, [48, 'x', 96], [49, 'y', 98]],
    }));
    const profiles = profileExampleTables(tables);
    const { issues } = detectHygieneIssues(profiles, { runAt: EXAMPLE_RUN_AT }, [duplicateRows]);
    expect(issues.map(({ table, column }) => ({ table, column }))).toEqual([
      { table: 'sales', column: '(table)' },
    ]);
    const scored = issues.map((issue) => ({ ...issue, disposition: null }));
    const { byColumn } = profilingScore(profiles, scored);
    for (const { table, score } of byColumn)
      expect(score).toBeCloseTo(table === 'sales' ? 1 - (2 / 50) * 0.66 : 1, 9);
  });
  it('come out of values with any characters', () => {
    const values = numbered(40, (i) => ['a|b', 'x2020-01-01', 'c|d|e', '%', '\\', "'"][i % 6]!);
    expect(findings([oneColumn('c', 'text', values)]).failures).toEqual([]);
  });
});

describe('detecting', () => {
  const type = (key: string, detect: () => Detection | null, likelihood: Likelihood = 'Likely') =>
    defineColumnHygieneType({
      key,
      name: key,
      likelihood,
      dqDimension: null,
      impactDimension: 'Usability',
      criterion: '',
      description: '',
      suggestion: '',
      showsValues: false,
      examples: [],
      detect,
    });
  const table = oneColumn('c', 'text', repeat(9, 'x'));
  const share = (badShare: number | null) => () => ({ detail: 'x', facts: {}, badShare });

  it('goes on when one detector throws, and says which', () => {
    const broken = type('Broken', () => {
      throw new Error('no luck');
    });
    const { issues, failures } = findings([table], [broken, type('Fine', share(0.5))]);
    expect(failures).toEqual([{ issueType: 'Broken', table: 'example', column: 'c', message: 'no luck' }]);
    expect(issues.map(({ issueType }) => issueType)).toEqual(['Fine']);
  });
  it('weighs the bad share by likelihood and keeps it within 0 and 1', () => {
    const types = [
      type('A', share(0.5)),
      type('B', share(7)),
      type('C', share(-1)),
      type('D', share(null)),
      type('E', share(1), 'Potential PII'),
      type('F', share(0.5), 'Definite'),
    ];
    const { issues } = findings([table], types);
    expect(issues.map(({ prevalence }) => prevalence)).toEqual([0.33, 1, 0, null, null, 0.5]);
  });
  it('skips columns that could not be measured', () => {
    const [profile] = profileExampleTables([table]);
    const columns = profile!.columns.map((column) => ({ ...column, error: 'permission denied' }));
    const { issues } = detectHygieneIssues([{ ...profile!, columns }], { runAt: EXAMPLE_RUN_AT }, [
      type('A', share(1)),
    ]);
    expect(issues).toEqual([]);
  });
});
