/** Whole ways through a profile on every engine: measures, meaning, issues and score of tables that people argue about. */
import {
  type ColumnProfile,
  DEFAULT_INTERPRETATION,
  detectHygieneIssues,
  EXAMPLE_RUN_AT,
  type ExampleCell,
  type ExampleTable,
  type ExampleType,
  type HygieneIssue,
  interpretProfile,
  profilingScore,
  type ScoredIssue,
  type TableProfile,
} from '@assay/checks';
import { describe, expect, it } from 'vitest';
import { LIVE_ENGINES, profileAll } from './live-engines.ts';

/** The types that these cases are about. What others say of the same rows is tested beside them. */
const TYPES: ReadonlySet<string> = new Set(
  (
    'Suggested_Type Non_Standard_Blanks Invalid_Zip_USA Multiple_Types_Minor Multiple_Types_Major ' +
    'No_Values Column_Pattern_Mismatch Table_Pattern_Mismatch Leading_Spaces Quoted_Values ' +
    'Char_Column_Number_Values Char_Column_Date_Values Small_Missing_Value_Ct Small_Divergent_Value_Ct ' +
    'Boolean_Value_Mismatch Potential_Duplicates Standardized_Value_Matches Unlikely_Date_Values ' +
    'Recency_One_Year Recency_Six_Months Unexpected_US_States Unexpected_Emails Small_Numeric_Value_Ct ' +
    'Invalid_Zip3_USA Delimited_Data_Embedded Char_Column_Number_Units Variant_Coded_Values ' +
    'Inconsistent_Casing Non_Alpha_Name_Address Non_Alpha_Prefixed_Name Non_Printing_Chars Potential_PII'
  ).split(' '),
);

interface Judged {
  readonly tables: readonly TableProfile[];
  readonly issues: readonly HygieneIssue[];
}
/** Type to prevalence, rounded as people read it. */
const found = ({ issues }: Judged, column?: string): Record<string, number | null> =>
  Object.fromEntries(
    issues
      .filter((issue) => column === undefined || issue.column === column)
      .map(({ issueType, prevalence }) => [
        issueType,
        prevalence === null ? null : Number(prevalence.toFixed(6)),
      ]),
  );
const factsOf = ({ issues }: Judged, type: string) =>
  issues.find(({ issueType }) => issueType === type)?.facts;
const undecided = (issues: readonly HygieneIssue[]): ScoredIssue[] =>
  issues.map(({ table, column, prevalence }) => ({ table, column, prevalence, disposition: null }));
const plainScore = ({ tables, issues }: Judged): number =>
  profilingScore(tables, undecided(issues), { useWeights: false }).score as number;

const oneColumn = (
  column: string,
  type: ExampleType,
  values: readonly ExampleCell[],
  table = 'example',
): ExampleTable => ({ table, columns: { [column]: type }, rows: values.map((value) => [value]) });
const repeat = (count: number, value: ExampleCell): ExampleCell[] => Array(count).fill(value);
const numbered = (count: number, make: (index: number) => ExampleCell): ExampleCell[] =>
  Array.from({ length: count }, (_, index) => make(index));
const padded = (number: number, digits: number): string => String(number).padStart(digits, '0');

describe.each(LIVE_ENGINES)('on $name', (engine) => {
  if (!engine.available()) return it.skip('PostgreSQL is not installed');

  async function judge(...tables: readonly ExampleTable[]): Promise<Judged> {
    const opened = await engine.open([{ schema: 'cases', tables }]);
    try {
      const described = await opened.target.describe('cases', null);
      const measured = await profileAll(opened, described, engine.strategy, EXAMPLE_RUN_AT);
      const inOrder = tables.map(({ table }) => measured.get(table)!);
      const profiles = interpretProfile(inOrder, DEFAULT_INTERPRETATION, EXAMPLE_RUN_AT);
      const { issues, failures } = detectHygieneIssues(profiles, { runAt: EXAMPLE_RUN_AT });
      expect(failures).toEqual([]);
      return { tables: profiles, issues: issues.filter(({ issueType }) => TYPES.has(issueType)) };
    } finally {
      await opened.close();
    }
  }
  const judgeColumn = async (name: string, type: ExampleType, values: readonly ExampleCell[]) => {
    const judged = await judge(oneColumn(name, type, values));
    return { ...judged, column: judged.tables[0]!.columns[0] as ColumnProfile };
  };

  describe('case 1: fillers of all sorts', () => {
    const values = [
      '',
      ' ',
      'N/A',
      'n/a',
      '-',
      '--',
      '0',
      '00',
      'x',
      'xx',
      'TBD',
      '(none)',
      '[NULL]',
      'Active',
      null,
    ];
    const judging = () => judgeColumn('status', 'varchar(20)', values);
    it('is measured', async () => {
      const judged = await judging();
      expect(judged.column.measures).toMatchObject({
        ...{
          record_ct: 15,
          value_ct: 14,
          null_value_ct: 1,
          distinct_value_ct: 14,
          distinct_std_value_ct: 10,
        },
        ...{ zero_length_ct: 1, filled_value_ct: 10, zero_value_ct: 1, numeric_ct: 2, includes_digit_ct: 2 },
        ...{
          min_length: 0,
          max_length: 6,
          upper_case_ct: 3,
          lower_case_ct: 4,
          non_alpha_ct: 6,
          mixed_case_ct: 1,
        },
        distinct_pattern_ct: 12,
      });
      expect(judged.column.measures.avg_length).toBeCloseTo(2.84615, 5);
      expect(judged.column.semanticType).toBe('Code');
    });
    it('is full of blanks that are none', async () => {
      const judged = await judging();
      expect(found(judged)).toEqual({ Non_Standard_Blanks: 0.666667, Standardized_Value_Matches: 0.188571 });
      expect(plainScore(judged)).toBeCloseTo(0.270476, 6);
    });
  });

  describe('case 2: untidy notes', () => {
    const judging = () =>
      judge(
        oneColumn('note', 'varchar(20)', [
          ...[
            ' apple',
            '  pear',
            'apple ',
            '"fig"',
            "'kiwi'",
            'a\u00a0b',
            'tab\there',
            'plum',
            'plum',
            "o'hare",
          ],
        ]),
      );
    it('counts every kind of untidiness', async () => {
      const judged = await judging();
      expect(judged.tables[0]!.columns[0]!.measures).toMatchObject({
        ...{ distinct_value_ct: 9, distinct_std_value_ct: 8, quoted_value_ct: 2, non_printing_ct: 1 },
        ...{ avg_length: 5.4, lower_case_ct: 10, lead_space_ct: 2 },
      });
      expect(found(judged)).toEqual({
        Leading_Spaces: 0.132,
        Quoted_Values: 0.132,
        Standardized_Value_Matches: 0.066,
        Non_Printing_Chars: 0.1,
      });
      expect(plainScore(judged)).toBeCloseTo(0.868 * 0.868 * 0.934 * 0.9, 9);
    });
  });

  describe('case 3: names of firms in every case', () => {
    const names = 'ACME INC|Acme Inc.|acme-inc|Globex|GLOBEX|123||Globex|Initech|Umbrella Co'.split('|');
    const judging = () => judgeColumn('company_name', 'text', names);
    it('finds casing, a number and an empty text', async () => {
      const judged = await judging();
      expect(judged.column.measures).toMatchObject({
        ...{ upper_case_ct: 2, lower_case_ct: 1, non_alpha_ct: 2, mixed_case_ct: 5, distinct_value_ct: 9 },
        ...{ distinct_std_value_ct: 6, embedded_space_ct: 3, avg_embedded_spaces: 0.3, numeric_ct: 1 },
      });
      expect(judged.column.semanticType).toBe('Entity Name');
      expect(found(judged)).toEqual({
        Inconsistent_Casing: 0.2,
        Non_Alpha_Name_Address: 0.1,
        Non_Standard_Blanks: 0,
        Standardized_Value_Matches: 0.198,
      });
      expect(plainScore(judged)).toBeCloseTo(0.57744, 9);
    });
  });

  describe('case 4: parts with patterns', () => {
    const parts = [...numbered(97, (i) => `AB-${padded(i + 1000, 4)}`), 'ab-12', 'xy-34', 'Z9'];
    it('finds strays among identifiers', async () => {
      const judged = await judgeColumn('part_id', 'text', parts);
      expect(judged.column.patterns?.items).toEqual([
        { value: 'AA-NNNN', count: 97 },
        { value: 'aa-NN', count: 2 },
        { value: 'AN', count: 1 },
      ]);
      expect(judged.column.measures.distinct_pattern_ct).toBe(3);
      expect(judged.column.semanticType).toBe('ID-Unique');
      expect(found(judged)).toEqual({ Column_Pattern_Mismatch: 0.0198 });
    });
    it('leaves codes alone', async () => {
      const judged = await judgeColumn('part_ref', 'text', parts);
      expect(judged.column.semanticType).toBe('Code');
      expect(found(judged)).toEqual({});
    });
  });

  describe('case 5: text that is nearly always something else', () => {
    it('numbers', async () => {
      const judged = await judgeColumn('qty_txt', 'text', [
        ...numbered(97, (i) => `${i + 1}`),
        'abc',
        'n/a',
        '12e3',
      ]);
      expect(judged.column.measures).toMatchObject({ numeric_ct: 97, filled_value_ct: 1 });
      expect(judged.column.semanticType).toBe('Code');
      expect(found(judged)).toEqual({
        Char_Column_Number_Values: 0.6402,
        Non_Standard_Blanks: 0.01,
        Small_Missing_Value_Ct: 0.0033,
      });
    });
    it('dates', async () => {
      const dates = numbered(96, (i) => `2024-01-${padded((Number(i) % 31) + 1, 2)}`);
      const judged = await judgeColumn('d_txt', 'text', [...dates, 'soon', 'later', 'tbd', '2024-02-30']);
      expect(judged.column.measures.date_ct).toBe(96);
      expect(found(judged)).toEqual({
        Char_Column_Date_Values: 0.6336,
        Non_Standard_Blanks: 0.01,
        Small_Missing_Value_Ct: 0.0033,
      });
    });
  });

  describe('case 6: a handful of numbers', () => {
    it('decimals', async () => {
      const { column } = await judgeColumn('amt', 'numeric(10,2)', [0, 1.5, -2.25, 4, null]);
      expect(column.measures).toMatchObject({
        ...{ zero_value_ct: 1, min_value: -2.25, min_value_over_0: 1.5, max_value: 4, avg_value: 0.8125 },
        ...{ stdev_value: 2.625, percentile_25: -0.5625, percentile_50: 0.75, percentile_75: 2.125 },
        ...{ fractional_sum: 0.75, avg_length: 4.25 },
      });
      expect(column.semanticType).toBe('TBD (Not enough data)');
    });
    it('whole numbers', async () => {
      const { column } = await judgeColumn('n', 'integer', [1, 2, 3, 4, 5]);
      expect(column.measures).toMatchObject({ percentile_25: 2, percentile_75: 4 });
      expect(column.measures.fractional_sum ?? null).toBeNull();
      expect(column.semanticType).toBe('Sequence');
    });
  });

  describe('case 7: dates around every boundary', () => {
    const dates =
      '2025-06-30 2025-06-01 2025-05-31 2024-07-01 2024-06-30 2024-05-31 2020-06-30 2005-06-30 1899-12-31 2026-01-01 2046-07-01';
    const judging = () => judgeColumn('d', 'date', [...dates.split(' '), null]);
    it('is measured and judged', async () => {
      const judged = await judging();
      expect(judged.column.measures).toMatchObject({
        ...{ before_1yr_date_ct: 5, before_5yr_date_ct: 3, before_20yr_date_ct: 2, before_100yr_date_ct: 1 },
        ...{ within_1yr_date_ct: 4, within_1mo_date_ct: 2, future_date_ct: 2, distant_future_date_ct: 1 },
        ...{ date_days_present: 11, date_weeks_present: 10, date_months_present: 10 },
      });
      expect(judged.column.semanticType).toBe('Date Stamp');
      expect(found(judged)).toEqual({ Unlikely_Date_Values: 0.11 });
    });
  });

  describe('case 8: how recent a table is', () => {
    const daysBefore = (days: number): string =>
      new Date(Date.parse(EXAMPLE_RUN_AT) - days * 86_400_000).toISOString().slice(0, 10);
    const dated = (days: number, columns: readonly string[] = ['d']): ExampleTable => ({
      table: 'example',
      columns: Object.fromEntries(columns.map((column) => [column, 'date' as const])),
      rows: numbered(8, (i) => Number(i)).map((i) => columns.map(() => daysBefore(days + Number(i)))),
    });
    it.each([
      [300, ['Recency_Six_Months']],
      [410, ['Recency_One_Year']],
      [100, []],
    ])('%i days ago', async (days, types) =>
      expect(Object.keys(found(await judge(dated(days))))).toEqual(types),
    );
    it.each([
      [['a', 'b'], 'a, b'],
      [['a', 'b', 'c'], '(multi-column)'],
    ])('of the columns %j', async (columns, place) => {
      expect((await judge(dated(300, columns))).issues.map(({ column }) => column)).toEqual([place]);
    });
  });

  describe('case 9: yes, no and more', () => {
    it('a boolean', async () => {
      const { column } = await judgeColumn('flag', 'boolean', [true, true, false, null, true, false]);
      expect(column.measures).toMatchObject({ value_ct: 5, boolean_true_ct: 3 });
      expect(column.semanticType).toBe('Boolean');
    });
    it('two spellings', async () => {
      const judged = await judgeColumn('yn', 'text', [...repeat(5, 'Yes'), ...repeat(2, 'Nope'), 'Y']);
      expect(Object.keys(found(judged)).toSorted()).toEqual([
        'Boolean_Value_Mismatch',
        'Variant_Coded_Values',
      ]);
      expect(factsOf(judged, 'Variant_Coded_Values')).toMatchObject({ variants: [['y', 'yes']] });
    });
    it('a third answer', async () => {
      const judged = await judgeColumn('yn', 'text', [...repeat(4, 'Yes'), 'No', 'Maybe']);
      expect(Object.keys(found(judged))).toEqual(['Boolean_Value_Mismatch']);
    });
  });

  describe('case 10: values that look like places and addresses', () => {
    it('zip codes', async () => {
      const strays = ['1234', '99999', '00000', 'K1A0B1', '123456789', '12345-6789', 'ABC'];
      const judged = await judgeColumn('zip', 'varchar(10)', [
        ...numbered(93, (i) => `${10000 + i}`),
        ...strays,
      ]);
      expect(judged.column.measures).toMatchObject({ std_pattern_match: 'ZIP_USA', filled_value_ct: 2 });
      expect(judged.column.semanticType).toBe('Zip');
      expect(found(judged)).toEqual({
        Invalid_Zip_USA: null,
        Non_Standard_Blanks: 0.02,
        Small_Missing_Value_Ct: 0.0066,
        Standardized_Value_Matches: 0.0066,
      });
    });
    it('three digits of a zip code', async () => {
      const strays = numbered(40, (i) => `X${Number(i) % 10}`);
      expect(
        found(await judgeColumn('zip3', 'text', [...numbered(60, (i) => `${100 + i}`), ...strays])),
      ).toMatchObject({
        Invalid_Zip3_USA: 0.4,
      });
    });
    it('states under another name', async () => {
      const states = numbered(100, (i) => ['CA', 'NY', 'TX', 'WA', 'FL', 'OR', 'NV'][Number(i) % 7]!);
      expect(Object.keys(found(await judgeColumn('region_cd', 'text', states)))).toEqual([
        'Unexpected_US_States',
      ]);
      expect(found(await judgeColumn('st', 'text', states))).toEqual({});
    });
    it('e-mail addresses under another name', async () => {
      const judged = await judgeColumn(
        'mail',
        'text',
        numbered(100, (i) => `u${i}@ex.com`),
      );
      expect(judged.column.measures.std_pattern_match).toBe('EMAIL');
      expect(Object.keys(found(judged))).toContain('Unexpected_Emails');
    });
  });

  describe('case 11: a few that differ, a few that miss', () => {
    it.each<[string, ExampleType, readonly ExampleCell[], Record<string, number>]>([
      ['kind', 'text', [...repeat(98, 'A'), ...repeat(2, 'B')], { Small_Divergent_Value_Ct: 0.0066 }],
      [
        'opt',
        'text',
        [...numbered(98, (i) => `K${Number(i) % 4}`), null, null],
        { Small_Missing_Value_Ct: 0.0066 },
      ],
      [
        'none_c',
        'text',
        [...repeat(34, 'n/a'), ...repeat(66, null)],
        { No_Values: 0.33, Non_Standard_Blanks: 0.34 },
      ],
      ['v', 'integer', repeat(8, null), { No_Values: 0.33 }],
    ])('%s', async (name, type, values, expected) =>
      expect(found(await judgeColumn(name, type, values))).toEqual(expected),
    );
    it('two of a hundred missing are 2 %', async () => {
      const judged = await judgeColumn('opt', 'text', [
        ...numbered(98, (i) => `K${Number(i) % 4}`),
        null,
        null,
      ]);
      expect(judged.issues[0]!.detail).toMatch(/\b2(\.0+)? ?%/);
    });
  });

  describe('case 12: columns of one name in several tables', () => {
    const table = (
      name: string,
      columns: Record<string, ExampleType>,
      make: (i: number) => ExampleCell[],
    ) => ({
      table: name,
      columns,
      rows: numbered(8, (i) => Number(i)).map((i) => make(Number(i))),
    });
    it('of different types', async () => {
      const judged = await judge(
        table('o1', { code_x: 'varchar(10)', amt: 'integer', order_ref: 'varchar(12)' }, (i) => [
          `${i}`,
          i,
          `r${i}`,
        ]),
        table('o2', { code_x: 'integer', amt: 'bigint', order_ref: 'varchar(14)' }, (i) => [i, i, `r${i}`]),
      );
      const places = judged.issues.map(({ issueType, column }) => `${issueType} ${column}`);
      expect(judged.issues.every((issue) => issue.table === '(multi-table)')).toBe(true);
      expect(places.toSorted()).toEqual([
        'Multiple_Types_Major code_x',
        'Multiple_Types_Minor amt',
        ...(engine.keepsTextLengths ? ['Multiple_Types_Minor order_ref'] : []),
      ]);
    });
    it('of different patterns', async () => {
      const judged = await judge(
        oneColumn(
          'acct_id',
          'text',
          numbered(100, (i) => `A-${1000 + Number(i)}`),
          'o1',
        ),
        oneColumn(
          'acct_id',
          'text',
          numbered(6, (i) => `${10000 + Number(i)}-A`),
          'o2',
        ),
      );
      expect(Object.keys(found(judged))).toContain('Table_Pattern_Mismatch');
    });
  });

  describe('case 13: codes and units', () => {
    it('gender', async () => {
      const values = numbered(40, (i) => ['Male', 'M', 'Female', 'female'][Number(i) % 4]!);
      const judged = await judgeColumn('gender', 'varchar(10)', values);
      expect(judged.column.semanticType).toBe('Code');
      expect(judged.column.pii).toMatchObject({ risk: 'Moderate', category: 'DEMO', type: 'Demographic' });
      expect(found(judged)).toEqual({
        Potential_PII: null,
        Variant_Coded_Values: null,
        Standardized_Value_Matches: 0.0165,
      });
      expect(factsOf(judged, 'Variant_Coded_Values')).toMatchObject({ variants: [['m', 'male']] });
    });
    it('units', async () => {
      const judged = await judgeColumn(
        'units',
        'text',
        numbered(40, (i) => ['lb', 'lbs', 'pound', 'oz'][Number(i) % 4]!),
      );
      expect(factsOf(judged, 'Variant_Coded_Values')).toMatchObject({ variants: [['lb', 'lbs', 'pound']] });
    });
    it('numbers with units', async () => {
      const values = [
        ...repeat(16, '12 kg'),
        ...repeat(8, '30%'),
        ...repeat(8, '7.5kg'),
        ...repeat(8, 'n/a'),
      ];
      const judged = await judgeColumn('amt_txt', 'text', values);
      expect(judged.column.measures.includes_digit_ct).toBe(32);
      expect(judged.column.frequencies?.items[0]).toEqual({ value: '12 kg', count: 16 });
      expect(found(judged)).toMatchObject({ Char_Column_Number_Units: null, Non_Standard_Blanks: 0.2 });
    });
  });

  describe('case 14: the weighed score', () => {
    it('weighs the table, the meaning and personal data', async () => {
      const names = 'Smith JONES lopez #Davis  Brown Green White Black Stone'.split(' ');
      const judged = await judge({
        table: 'people',
        columns: { last_name: 'text', city_nm: 'text' },
        rows: names.map((name) => [name, 'x']),
      });
      const [table] = judged.tables;
      const [lastName, city] = table!.columns;
      expect(table!.role).toBe('domain');
      expect(lastName).toMatchObject({ semanticType: 'Person Last Name', pii: { risk: 'Moderate' } });
      expect(lastName!.measures).toMatchObject({
        mixed_case_ct: 7,
        upper_case_ct: 1,
        lower_case_ct: 1,
        non_alpha_ct: 1,
      });
      expect(city!.semanticType).toBe('Constant');
      expect(found(judged)).toEqual({
        Inconsistent_Casing: 0.1,
        Non_Alpha_Prefixed_Name: 0.25,
        Non_Standard_Blanks: 0,
        Potential_PII: null,
      });
      const score = profilingScore(judged.tables, undecided(judged.issues));
      expect([score.points, score.score]).toEqual([175, expect.closeTo(0.721429, 6)]);
    });
  });

  describe('case 15: hostile values', () => {
    it('one odd text among words is no obstacle', async () => {
      const judged = await judgeColumn('status', 'text', [...repeat(20, 'ok'), 'x2020-01-01']);
      expect(judged.column.error).toBeNull();
      expect(judged.column.measures).toMatchObject({ record_ct: 21, date_ct: 0 });
    });
    it('bars in values disturb no detector', async () => {
      const values = [...numbered(97, (i) => `A|${1000 + Number(i)}`), 'a|1', '|', '||'];
      const judged = await judgeColumn('part_id', 'text', values);
      expect(found(judged)).toMatchObject({ Column_Pattern_Mismatch: expect.any(Number) });
      expect(judged.column.patterns?.items[0]).toEqual({ value: 'A|NNNN', count: 97 });
    });
    it('a column that is bad all through lowers the score', async () => {
      const judged = await judgeColumn(
        'note',
        'text',
        numbered(10, (i) => `a\u00a0b${i}`),
      );
      expect(found(judged)).toMatchObject({ Non_Printing_Chars: 1 });
      expect(plainScore(judged)).toBe(0);
    });
  });
});
