import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { numbered, oneColumn } from '../hygiene-parts/example-rows.ts';
import { quotedList } from '../hygiene-parts/wording.ts';
import { countOf, shareOf } from '../read-measure.ts';

const MANY_DISTINCT = 1000;
const MOST_REPEATS = 4;

export const potentialDuplicates = defineColumnHygieneType({
  key: 'Potential_Duplicates',
  name: 'Potential Duplicate Values Found',
  likelihood: 'Possible',
  dqDimension: 'Uniqueness',
  impactDimension: 'Regularity',
  criterion: 'More than 1,000 distinct values, of which the most frequent appears two to four times.',
  description:
    'Nearly every value is unique. Those that are not may be rows that were loaded twice or entered a second time.',
  suggestion: 'Look at the repeated values, and find out whether each stands for one thing or for two.',
  showsValues: true,
  examples: [
    {
      says: 'one value of a thousand and one appears twice',
      tables: [oneColumn('serial', 'text', [...numbered(1001, (i) => `S-${i}`), 'S-7'])],
      expect: [{ table: 'example', column: 'serial', prevalence: 0.33 / 1002, facts: { repeated: 1 } }],
    },
    {
      says: 'unique values, and short lists',
      tables: [
        oneColumn(
          'serial',
          'text',
          numbered(1002, (i) => `S-${i}`),
        ),
        oneColumn('color', 'text', ['red', 'red', 'green', 'blue', 'blue'], 'colors'),
      ],
      expect: [],
    },
  ],
  detect: (column) => {
    const items = column.frequencies?.items ?? [];
    const most = items[0]?.count ?? 0;
    const distinct = countOf(column, 'distinct_value_ct');
    if (distinct <= MANY_DISTINCT || most < 2 || most > MOST_REPEATS) return null;
    const repeated = countOf(column, 'value_ct') - distinct;
    const examples = items.filter(({ count }) => count > 1).map(({ value }) => value);
    return {
      detail: `${repeated} of ${countOf(column, 'value_ct')} values repeat another one, such as ${quotedList(examples)}.`,
      facts: { repeated, distinct, most_repeated: most },
      badShare: shareOf(repeated, countOf(column, 'record_ct')),
    };
  },
});
