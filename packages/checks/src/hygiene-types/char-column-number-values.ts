import type { ColumnProfile } from '../column-profile.ts';
import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { numbered, oneColumn } from '../hygiene-parts/example-rows.ts';
import { grouped, percentText } from '../hygiene-parts/wording.ts';
import { countOf, isText, shareOf } from '../read-measure.ts';

export const charColumnNumberValues = defineColumnHygieneType({
  key: 'Char_Column_Number_Values',
  name: 'Character Column with Mostly Numeric Values',
  likelihood: 'Likely',
  dqDimension: 'Validity',
  impactDimension: 'Usability',
  criterion:
    'More than 95 percent of the values of a text column are numbers, but not all. Identifiers (unless they have decimal places), periods and zip codes are left out.',
  description:
    'The column holds numbers that cannot be computed with: sums need a conversion, and the few values that are no numbers make it fail.',
  suggestion: 'Move the numbers to a numeric column, and the rest to where it belongs.',
  showsValues: false,
  thresholds: {
    mostly_share: {
      title: 'Numbers among the values, more than',
      default: 0.95,
      minimum: 0.5,
      maximum: 1,
      unit: 'share',
    },
  },
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
  detect: (column, { thresholds }) => {
    const values = countOf(column, 'value_ct');
    const numeric = countOf(column, 'numeric_ct');
    if (!isText(column) || numeric <= thresholds.mostly_share * values || numeric >= values) return null;
    if (column.column.toLowerCase().includes('zip') || isNumbering(column)) return null;
    const share = shareOf(numeric, values);
    return {
      detail: `${grouped(numeric)} of ${grouped(values)} values are numbers (${percentText(share)}).`,
      facts: { numeric, values, percent: Number((100 * share).toFixed(2)) },
      // Every number is in the wrong place, not only the strays among them.
      badShare: shareOf(numeric, countOf(column, 'record_ct')),
    };
  },
});

/** Numbers that name something; nothing is named 12.50. */
const isNumbering = ({ semanticType, patterns }: ColumnProfile): boolean =>
  /^(ID|Period)/.test(semanticType ?? '') && !patterns?.items[0]?.value.includes('.');
