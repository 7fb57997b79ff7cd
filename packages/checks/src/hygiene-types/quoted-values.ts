import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { oneColumn, UNTIDY_NOTES } from '../hygiene-parts/example-rows.ts';
import { counted } from '../hygiene-parts/wording.ts';
import { countOf, shareOf } from '../read-measure.ts';

export const quotedValues = defineColumnHygieneType({
  key: 'Quoted_Values',
  name: 'Quoted Values Found in Column Values',
  likelihood: 'Likely',
  dqDimension: 'Validity',
  impactDimension: 'Usability',
  criterion:
    'At least one value begins and ends with a double quote, or begins and ends with a single quote.',
  description:
    'The quotes were part of a file or a program and became part of the data; the value no longer equals its unquoted twin.',
  suggestion: 'Look at how files are parsed when the data is loaded, and strip the quotes.',
  showsValues: false,
  examples: [
    {
      says: 'double and single quotes count',
      tables: [UNTIDY_NOTES],
      expect: [{ table: 'example', column: 'note', prevalence: 0.132, facts: { quoted: 2, records: 10 } }],
    },
    {
      says: 'an apostrophe or a lone quote does not',
      tables: [oneColumn('note', 'varchar(20)', ["o'hare", '"', 'say "hi" to her'])],
      expect: [],
    },
  ],
  detect: (column) => {
    const quoted = countOf(column, 'quoted_value_ct');
    if (quoted === 0) return null;
    const records = countOf(column, 'record_ct');
    return {
      detail: `${counted(quoted, 'value')} of ${counted(records, 'row')} stand in quotes.`,
      facts: { quoted, records },
      badShare: shareOf(quoted, records),
    };
  },
});
