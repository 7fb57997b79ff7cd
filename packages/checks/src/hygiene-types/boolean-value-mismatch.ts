import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { oneColumn, repeat } from '../hygiene-parts/example-rows.ts';
import { quotedList } from '../hygiene-parts/wording.ts';
import { MISSING_WORDS } from '../word-lists/missing-words.ts';

const PAIRS = [
  ['true', 'false'],
  ['yes', 'no'],
];

export const booleanValueMismatch = defineColumnHygieneType({
  key: 'Boolean_Value_Mismatch',
  name: 'Unexpected Boolean Values Found',
  likelihood: 'Likely',
  dqDimension: 'Validity',
  impactDimension: 'Usability',
  criterion:
    'The most frequent value is true, false, yes or no, and the column holds values besides its pair. Fillers such as n/a are another issue.',
  description:
    'The column answers a yes-or-no question, but some answers are neither. Programs that expect two values drop or misread the rest.',
  suggestion: 'Ask the owner of the data what the other values mean, and map them to the pair or to null.',
  showsValues: true,
  examples: [
    {
      says: 'half of the pair is written otherwise',
      tables: [oneColumn('yn', 'varchar(5)', [...repeat(5, 'Yes'), ...repeat(2, 'Nope'), 'Y'])],
      expect: [{ table: 'example', column: 'yn', prevalence: null, facts: { unexpected: ['Nope', 'Y'] } }],
    },
    {
      says: 'a third answer stands beside a full pair',
      tables: [oneColumn('yn', 'varchar(5)', [...repeat(4, 'Yes'), 'No', 'Maybe'])],
      expect: [{ table: 'example', column: 'yn', prevalence: null, facts: { unexpected: ['Maybe'] } }],
    },
    {
      says: 'the pair alone, in any case, with gaps',
      tables: [
        oneColumn('yn', 'varchar(5)', ['Yes', 'yes', 'NO', 'No', 'Yes', 'n/a', null]),
        oneColumn('size', 'varchar(5)', ['S', 'M', 'L', 'S', 'no'], 'sizes'),
      ],
      expect: [],
    },
  ],
  detect: (column) => {
    const values = column.frequencies?.items.map(({ value }) => value) ?? [];
    const pair = PAIRS.find((candidate) => candidate.includes(values[0]?.toLowerCase() ?? ''));
    if (pair === undefined) return null;
    const expected = new Set([...pair, ...MISSING_WORDS]);
    const unexpected = values.filter((value) => !expected.has(value.trim().toLowerCase()));
    if (unexpected.length === 0) return null;
    return {
      detail: `Beside ${pair.join(' and ')} there are ${quotedList(unexpected)}.`,
      facts: { unexpected, top_value: values[0] ?? null },
      badShare: null,
    };
  },
});
