import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { distanceFromMiddle } from '../hygiene-parts/distance-from-middle.ts';
import { numbered, oneColumn } from '../hygiene-parts/example-rows.ts';
import { sentinelRows } from '../hygiene-parts/sentinel-rows.ts';
import { counted, grouped } from '../hygiene-parts/wording.ts';
import { countOf, numberOf, shareOf } from '../read-measure.ts';
import { nameWords } from '../semantic-types/column-facts.ts';

/** Numbers that count and name things: their size says nothing. */
const NO_AMOUNT = /^(ID|Period|Zip|Phone|Sequence|Boolean|Constant|Code|Process)/;
const NO_AMOUNT_WORDS = new Set(
  'id key code cd no nbr number zip zipcode postcode phone fax year month sku ean isbn iban account version'.split(
    ' ',
  ),
);
/** What else stands out as a mark is told by another type. */
const SENTINEL_LIMITS = { rows: 3, most_share: 0.5, distance: 5 };

const weights = numbered(199, (i) => 60 + ((i * 37) % 41) / 2);

export const numericOutliers = defineColumnHygieneType({
  key: 'Numeric_Outliers',
  name: 'Numeric Outliers',
  likelihood: 'Possible',
  dqDimension: 'Accuracy',
  impactDimension: 'Reliability',
  criterion:
    'At most 1 percent of at least 50 numbers lie more than three interquartile ranges outside the quartiles, at most 2 percent between there and one and a half ranges, and the farthest is ten standard deviations (as the quartiles tell them) from the median. Evenly thinning tails, as of incomes, are no outliers, nor are identifiers, codes, periods and marks such as 999999.',
  description:
    'A few numbers are out of all proportion to the others: a slipped decimal point, a wrong unit, a test entry. They carry averages and charts away.',
  suggestion:
    'Look at these rows; correct them or turn them into nulls, and check the range where the data enters.',
  showsValues: true,
  thresholds: {
    values: { title: 'Values, at least', default: 50, minimum: 10, maximum: 1_000_000, unit: 'values' },
    most_share: {
      title: 'Outliers among the values, at most',
      default: 0.01,
      minimum: 0,
      maximum: 0.25,
      unit: 'share',
    },
    tail_share: {
      title: 'Values just outside the middle, at most',
      default: 0.02,
      minimum: 0,
      maximum: 0.25,
      unit: 'share',
    },
    distance: {
      title: 'Standard deviations from the median, at least',
      default: 10,
      minimum: 3,
      maximum: 10_000,
      unit: 'ratio',
    },
  },
  examples: [
    {
      says: 'a weight without its decimal point',
      tables: [oneColumn('weight', 'numeric(10,1)', [...weights, 725])],
      expect: [
        { table: 'example', column: 'weight', prevalence: 0.33 / 200, facts: { outliers: 1, maximum: 725 } },
      ],
    },
    {
      says: 'a long tail, a range without strays, and an identifier',
      tables: [
        oneColumn(
          'income',
          'numeric(12,2)',
          numbered(200, (i) => Number(Math.exp(7 + (6 * i) / 200).toFixed(2))),
        ),
        oneColumn('weight', 'numeric(10,1)', weights, 'people'),
        oneColumn('account_id', 'integer', [...numbered(199, (i) => 100 + i), 900_000], 'accounts'),
      ],
      expect: [],
    },
    {
      says: 'a few values just outside the middle make a thick tail, not outliers',
      tables: [oneColumn('weight', 'numeric(10,1)', [...weights, 95, 96, 97, 98, 99, 725])],
      expect: [],
    },
  ],
  detect: (column, { thresholds }) => {
    const values = countOf(column, 'value_ct');
    const outliers = countOf(column, 'extreme_outlier_ct');
    if (column.generalType !== 'N' || outliers === 0 || values < thresholds.values) return null;
    if (NO_AMOUNT.test(column.semanticType ?? '')) return null;
    if (nameWords(column.column).some((word) => NO_AMOUNT_WORDS.has(word))) return null;
    const tail = countOf(column, 'outlier_low_ct') + countOf(column, 'outlier_high_ct') - outliers;
    const isThick = outliers > thresholds.most_share * values || tail > thresholds.tail_share * values;
    const distance = distanceFromMiddle(column);
    if (isThick || distance === null || distance < thresholds.distance) return null;
    const marks = sentinelRows(column, SENTINEL_LIMITS).reduce((sum, { count }) => sum + count, 0);
    if (outliers <= marks) return null;
    const [minimum, maximum] = [numberOf(column, 'min_value'), numberOf(column, 'max_value')];
    const [low, high] = [numberOf(column, 'percentile_25'), numberOf(column, 'percentile_75')];
    return {
      detail: `${counted(outliers, 'value')} of ${grouped(values)} lie far outside: the middle half runs from ${low} to ${high}, all values from ${minimum} to ${maximum}.`,
      facts: { outliers, values, minimum, maximum, percentile_25: low, percentile_75: high },
      badShare: shareOf(outliers, countOf(column, 'record_ct')),
    };
  },
});
