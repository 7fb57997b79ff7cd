import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { numbered, oneColumn } from '../hygiene-parts/example-rows.ts';
import { grouped, quotedList } from '../hygiene-parts/wording.ts';
import { countOf, shareOf } from '../read-measure.ts';

const ZIP3_SHAPE = 'NNN';

export const invalidZip3Usa = defineColumnHygieneType({
  key: 'Invalid_Zip3_USA',
  name: 'Invalid USA ZIP-3 Format',
  likelihood: 'Definite',
  dqDimension: 'Validity',
  impactDimension: 'Conformance',
  criterion:
    'A column named after zip or postal codes holds three digits in more than half of its values, and something else in others.',
  description:
    'The column holds the first three digits of zip codes, which name a region. The other values name none.',
  suggestion: 'Look at how the column is made, and correct or empty the other values.',
  showsValues: false,
  thresholds: {
    mostly_share: {
      title: 'Three-digit codes among the values, more than',
      default: 0.5,
      minimum: 0.1,
      maximum: 1,
      unit: 'share',
    },
  },
  examples: [
    {
      says: 'forty strays beside sixty codes',
      tables: [
        oneColumn('zip3', 'varchar(5)', [
          ...numbered(60, (i) => `${100 + i}`),
          ...numbered(40, (i) => `X${i % 10}`),
        ]),
      ],
      expect: [{ table: 'example', column: 'zip3', prevalence: 0.4, facts: { valid: 60, other: 40 } }],
    },
    {
      says: 'three digits throughout, and three digits under another name',
      tables: [
        oneColumn(
          'zip3',
          'varchar(5)',
          numbered(60, (i) => `${100 + i}`),
        ),
        oneColumn('room', 'varchar(5)', [...numbered(60, (i) => `${100 + i}`), 'X1', 'X2'], 'rooms'),
      ],
      expect: [],
    },
  ],
  detect: (column, { thresholds }) => {
    const [main, ...others] = column.patterns?.items ?? [];
    if (main?.value !== ZIP3_SHAPE || others.length === 0 || !/zip|postal/i.test(column.column)) return null;
    if (shareOf(main.count, countOf(column, 'value_ct')) <= thresholds.mostly_share) return null;
    const other = countOf(column, 'value_ct') - main.count;
    return {
      detail: `${grouped(main.count)} values are three digits, ${grouped(other)} are not: ${quotedList(others.map(({ value }) => value))}.`,
      facts: { valid: main.count, other, patterns: others.map(({ value }) => value) },
      badShare: shareOf(other, countOf(column, 'record_ct')),
    };
  },
});
