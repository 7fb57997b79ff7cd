import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { numbered, oneColumn } from '../hygiene-parts/example-rows.ts';
import { grouped, quotedList } from '../hygiene-parts/wording.ts';
import { countOf, isText, shareOf } from '../read-measure.ts';

export const potentialDuplicates = defineColumnHygieneType({
  key: 'Potential_Duplicates',
  name: 'Potential Duplicate Values Found',
  likelihood: 'Possible',
  dqDimension: 'Uniqueness',
  impactDimension: 'Regularity',
  criterion:
    'A text column has more than 1,000 distinct values, of which the most frequent appears two to four times. References to other tables repeat by their nature and are left out.',
  description:
    'Nearly every value is unique. Those that are not may be rows that were loaded twice or entered a second time.',
  suggestion: 'Look at the repeated values, and find out whether each stands for one thing or for two.',
  showsValues: true,
  thresholds: {
    distinct_values: {
      title: 'Distinct values, more than',
      default: 1000,
      minimum: 10,
      maximum: 1000000,
      unit: 'values',
    },
    most_repeats: {
      title: 'Repeats of the most frequent value, at most',
      default: 4,
      minimum: 2,
      maximum: 100,
      unit: 'rows',
    },
  },
  examples: [
    {
      says: 'one value of a thousand and one appears twice',
      tables: [oneColumn('serial', 'text', [...numbered(1001, (i) => `S-${i}`), 'S-7'])],
      expect: [{ table: 'example', column: 'serial', prevalence: 0.33 / 1002, facts: { repeated: 1 } }],
    },
    {
      says: 'unique values, short lists, and a value that comes again and again',
      tables: [
        oneColumn(
          'serial',
          'text',
          numbered(1002, (i) => `S-${i}`),
        ),
        oneColumn(
          'model',
          'text',
          numbered(1020, (i) => `M-${Math.max(i, 9)}`),
          'machines',
        ),
        oneColumn('color', 'text', ['red', 'red', 'green', 'blue', 'blue'], 'colors'),
      ],
      expect: [],
    },
  ],
  detect: (column, { thresholds }) => {
    if (!isText(column) || column.semanticType === 'ID-FK') return null;
    const items = column.frequencies?.items ?? [];
    const most = items[0]?.count ?? 0;
    const distinct = countOf(column, 'distinct_value_ct');
    if (distinct <= thresholds.distinct_values || most < 2 || most > thresholds.most_repeats) return null;
    const repeated = countOf(column, 'value_ct') - distinct;
    const examples = items.filter(({ count }) => count > 1).map(({ value }) => value);
    return {
      detail: `${grouped(repeated)} of ${grouped(countOf(column, 'value_ct'))} values repeat another one, such as ${quotedList(examples)}.`,
      facts: { repeated, distinct, most_repeated: most },
      badShare: shareOf(repeated, countOf(column, 'record_ct')),
    };
  },
});
