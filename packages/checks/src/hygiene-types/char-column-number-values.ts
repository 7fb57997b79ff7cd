import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { numbered, oneColumn } from '../hygiene-parts/example-rows.ts';
import { percentText } from '../hygiene-parts/wording.ts';
import { countOf, isText, shareOf } from '../read-measure.ts';

const MOSTLY = 0.95;

export const charColumnNumberValues = defineColumnHygieneType({
  key: 'Char_Column_Number_Values',
  name: 'Character Column with Mostly Numeric Values',
  likelihood: 'Likely',
  dqDimension: 'Validity',
  impactDimension: 'Usability',
  criterion:
    'More than 95 percent of the values of a text column are numbers, but not all. Identifiers, periods and zip codes are left out.',
  description:
    'The column holds numbers that cannot be computed with: sums need a conversion, and the few values that are no numbers make it fail.',
  suggestion: 'Move the numbers to a numeric column, and the rest to where it belongs.',
  showsValues: false,
  examples: [
    {
      says: '97 numbers among 100 values',
      tables: [
        oneColumn('qty_txt', 'varchar(5)', [...numbered(97, (i) => `${i + 1}`), 'abc', 'n/a', '12e3']),
      ],
      expect: [
        { table: 'example', column: 'qty_txt', prevalence: 0.6402, facts: { numeric: 97, percent: 97 } },
      ],
    },
    {
      says: 'zip codes and identifiers are digits, not numbers',
      tables: [
        oneColumn('zip', 'varchar(10)', [...numbered(97, (i) => `${10000 + i}`), 'K1A0B1', 'A', 'B']),
        oneColumn('order_id', 'varchar(10)', [...numbered(97, (i) => `${i}`), 'X1', 'X2', 'X3'], 'orders'),
      ],
      expect: [],
    },
  ],
  detect: (column) => {
    const values = countOf(column, 'value_ct');
    const numeric = countOf(column, 'numeric_ct');
    if (!isText(column) || numeric <= MOSTLY * values || numeric >= values) return null;
    if (column.column.toLowerCase().includes('zip') || /^(ID|Period)/.test(column.semanticType ?? ''))
      return null;
    const share = shareOf(numeric, values);
    return {
      detail: `${numeric} of ${values} values are numbers (${percentText(share)}).`,
      facts: { numeric, values, percent: Number((100 * share).toFixed(2)) },
      // Every number is in the wrong place, not only the strays among them.
      badShare: shareOf(numeric, countOf(column, 'record_ct')),
    };
  },
});
