import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { oneColumn } from '../hygiene-parts/example-rows.ts';
import { isPersonName } from '../hygiene-parts/text-names.ts';
import { grouped } from '../hygiene-parts/wording.ts';
import { countOf, isText, shareOf } from '../read-measure.ts';

export const standardizedValueMatches = defineColumnHygieneType({
  key: 'Standardized_Value_Matches',
  name: 'Similar Values Match When Standardized',
  likelihood: 'Likely',
  dqDimension: 'Uniqueness',
  impactDimension: 'Usability',
  criterion:
    'Fewer distinct values remain once case, spaces, apostrophes, commas, periods and dashes are ignored. Names of people are left out, and columns of decimal numbers, where a period makes another number.',
  description:
    'One thing is written in several ways. Every report that groups by this column splits it into several lines.',
  suggestion: 'Agree on one spelling of each value and bring the others to it when the data is loaded.',
  showsValues: false,
  thresholds: {
    number_share: {
      title: 'Numbers among the values, at most',
      default: 0.5,
      minimum: 0,
      maximum: 1,
      unit: 'share',
    },
  },
  examples: [
    {
      says: 'numbers that differ in their decimal point are different',
      tables: [oneColumn('cost', 'varchar(8)', ['1.23', '12.3', '4.50', '45.0', '7'])],
      expect: [],
    },
    {
      says: 'case, dashes and blanks fall together',
      tables: [
        oneColumn('company_name', 'varchar(20)', [
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
        ]),
      ],
      expect: [
        {
          table: 'example',
          column: 'company_name',
          prevalence: 0.198,
          facts: { distinct: 9, standardized: 6 },
        },
      ],
    },
    {
      says: 'different words stay apart, and names of people may be spelled as they like',
      tables: [
        oneColumn('color', 'text', ['red', 'green', 'blue', 'red', 'teal']),
        oneColumn('last_name', 'text', ["O'Hara", 'Ohara', 'Smith', 'Jones', 'Brown', 'White'], 'people'),
      ],
      expect: [],
    },
  ],
  detect: (column, { thresholds }) => {
    const distinct = countOf(column, 'distinct_value_ct');
    const standardized = countOf(column, 'distinct_std_value_ct');
    if (!isText(column) || isPersonName(column) || standardized >= distinct) return null;
    const numbers = shareOf(countOf(column, 'numeric_ct'), countOf(column, 'value_ct'));
    const hasDecimals = column.patterns?.items.some(({ value }) => value.includes('.')) ?? false;
    if (hasDecimals && numbers > thresholds.number_share) return null;
    return {
      detail: `${grouped(distinct)} distinct values become ${grouped(standardized)} once case, spaces and punctuation are ignored.`,
      facts: { distinct, standardized },
      badShare: shareOf(distinct - standardized, countOf(column, 'value_ct')),
    };
  },
});
