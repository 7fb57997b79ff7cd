import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { numbered, oneColumn } from '../hygiene-parts/example-rows.ts';
import { grouped, percentText } from '../hygiene-parts/wording.ts';
import { countOf, isText, shareOf } from '../read-measure.ts';

const words = (count: number) => numbered(count, (i) => `word ${'abcdefgh'[i % 8]}`);

export const smallNumericValueCt = defineColumnHygieneType({
  key: 'Small_Numeric_Value_Ct',
  name: 'Unexpected Numeric Values Found',
  likelihood: 'Likely',
  dqDimension: 'Validity',
  impactDimension: 'Regularity',
  criterion: 'Some values of a text column are numbers, but fewer than 3 percent.',
  description:
    'The column holds words; the few numbers among them probably belong to another column, or a code was not translated.',
  suggestion: 'Check whether these values are valid, and where they come from.',
  showsValues: false,
  thresholds: {
    few_share: {
      title: 'Numbers among the values, fewer than',
      default: 0.03,
      minimum: 0,
      maximum: 0.5,
      unit: 'share',
    },
  },
  examples: [
    {
      says: 'two numbers among a hundred values',
      tables: [oneColumn('remark', 'text', [...words(98), '42', '7'])],
      expect: [{ table: 'example', column: 'remark', prevalence: 0.0132, facts: { numeric: 2, percent: 2 } }],
    },
    {
      says: 'no numbers, or many',
      tables: [
        oneColumn('remark', 'text', words(50)),
        oneColumn('remark', 'text', [...words(50), '1', '2', '3', '4'], 'others'),
      ],
      expect: [],
    },
  ],
  detect: (column, { thresholds }) => {
    const numeric = countOf(column, 'numeric_ct');
    const values = countOf(column, 'value_ct');
    const share = shareOf(numeric, values);
    if (!isText(column) || numeric === 0 || share >= thresholds.few_share) return null;
    return {
      detail: `${grouped(numeric)} of ${grouped(values)} values are numbers (${percentText(share)}).`,
      facts: { numeric, values, percent: Number((100 * share).toFixed(2)) },
      badShare: shareOf(numeric, countOf(column, 'record_ct')),
    };
  },
});
