import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { oneColumn, UNTIDY_NOTES } from '../hygiene-parts/example-rows.ts';
import { counted } from '../hygiene-parts/wording.ts';
import { countOf, shareOf } from '../read-measure.ts';

/** `char(8)`, `character(8)`, `bpchar`: shorter values come back with spaces at the end. */
const FIXED_LENGTH = /^(bpchar|n?char|character)\b(?! varying)/i;

export const trailingSpaces = defineColumnHygieneType({
  key: 'Trailing_Spaces',
  name: 'Trailing Spaces Found in Column Values',
  likelihood: 'Likely',
  dqDimension: 'Validity',
  impactDimension: 'Usability',
  criterion:
    'At least one value ends with white space and holds something before it. Columns of fixed length (char), which databases pad, are left out.',
  description:
    'Nobody sees the space, but two values that look alike are not equal, so joins, groups and filters miss rows.',
  suggestion: 'Trim values where the data is loaded, and look for the step that adds the space.',
  showsValues: false,
  examples: [
    {
      says: 'trailing spaces count, leading ones do not',
      tables: [UNTIDY_NOTES],
      expect: [{ table: 'example', column: 'note', prevalence: 0.066, facts: { trailing: 1, records: 10 } }],
    },
    {
      says: 'a value of white space alone is blank, and spaces inside are text',
      tables: [oneColumn('note', 'varchar(20)', [' ', '  ', 'a plum', ' pear'])],
      expect: [],
    },
  ],
  detect: (column) => {
    const trailing = countOf(column, 'trail_space_ct');
    if (trailing === 0 || FIXED_LENGTH.test(column.columnType)) return null;
    const records = countOf(column, 'record_ct');
    return {
      detail: `${counted(trailing, 'value')} of ${counted(records, 'row')} end with white space.`,
      facts: { trailing, records },
      badShare: shareOf(trailing, records),
    };
  },
});
