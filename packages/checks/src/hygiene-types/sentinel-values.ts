import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { numbered, oneColumn, padded, repeat } from '../hygiene-parts/example-rows.ts';
import { sentinelRows, sentinelShare } from '../hygiene-parts/sentinel-rows.ts';
import { grouped } from '../hygiene-parts/wording.ts';
import { countOf } from '../read-measure.ts';

const ages = numbered(97, (i) => 18 + (i % 60));
const days = numbered(57, (i) => `2024-0${1 + (i % 6)}-${padded(1 + (i % 28), 2)}`);

export const sentinelValues = defineColumnHygieneType({
  key: 'Sentinel_Values',
  name: 'Numbers or Dates That Stand for No Value',
  likelihood: 'Likely',
  dqDimension: 'Completeness',
  impactDimension: 'Reliability',
  criterion:
    'A value that systems write for "no value" (-1, 999999, 1900-01-01, 9999-12-31 ...) appears in three rows or more, in at most half of the values, and apart from the rest: -1 as the smallest value, among whole numbers with fewer zeros, among others with at least three quarters of them from 0 on; other numbers at the end of the range and five interquartile ranges beyond the quartiles; dates with hardly another one of their age.',
  description: 'Missing values look like real ones. Averages, ages, durations and ranges count them in.',
  suggestion: 'Turn these marks into nulls where the data is loaded.',
  showsValues: true,
  thresholds: {
    rows: {
      title: 'Rows with the value, at least',
      default: 3,
      minimum: 1,
      maximum: 1_000_000,
      unit: 'rows',
    },
    most_share: {
      title: 'Share of the values, at most',
      default: 0.5,
      minimum: 0,
      maximum: 1,
      unit: 'share',
    },
    distance: {
      title: 'Interquartile ranges between a number and the quartiles, at least',
      default: 5,
      minimum: 1,
      maximum: 10_000,
      unit: 'ratio',
    },
  },
  examples: [
    {
      says: 'ages of -1 and of 9999',
      tables: [
        oneColumn('age', 'integer', [...ages, ...repeat(3, -1)]),
        oneColumn('age', 'integer', [...ages, ...repeat(3, 9999)], 'others'),
      ],
      expect: [
        { table: 'example', column: 'age', prevalence: 0.0198, facts: { values: ['-1'] } },
        { table: 'others', column: 'age', prevalence: 0.0198, facts: { values: ['9999'] } },
      ],
    },
    {
      says: 'an end that never comes',
      tables: [oneColumn('valid_to', 'date', [...days, ...repeat(3, '9999-12-31')])],
      expect: [{ table: 'example', column: 'valid_to', prevalence: 0.033, facts: { rows: 3 } }],
    },
    {
      says: 'changes around zero, prices that end in nines, one odd date, and nothing but the mark',
      tables: [
        oneColumn(
          'change',
          'integer',
          numbered(90, (i) => (i % 9) - 4),
        ),
        oneColumn(
          'price',
          'integer',
          numbered(90, (i) => 99 + 100 * (i % 10)),
          'prices',
        ),
        oneColumn('born', 'date', [...days, '1900-01-01'], 'people'),
        oneColumn('valid_to', 'date', repeat(60, '9999-12-31'), 'contracts'),
      ],
      expect: [],
    },
  ],
  detect: (column, { thresholds }) => {
    const found = sentinelRows(column, thresholds);
    if (found.length === 0) return null;
    const records = countOf(column, 'record_ct');
    const rows = found.reduce((sum, { count }) => sum + count, 0);
    return {
      detail: `${found.map(({ value, count }) => `${value} in ${grouped(count)}`).join(', ')} of ${grouped(records)} rows.`,
      facts: { values: found.map(({ value }) => value), rows, records },
      badShare: sentinelShare(found, records),
    };
  },
});
