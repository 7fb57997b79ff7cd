import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { oneColumn, UNTIDY_NOTES } from '../hygiene-parts/example-rows.ts';
import { counted } from '../hygiene-parts/wording.ts';
import { countOf, shareOf } from '../read-measure.ts';

export const leadingSpaces = defineColumnHygieneType({
  key: 'Leading_Spaces',
  name: 'Leading Spaces Found in Column Values',
  likelihood: 'Likely',
  dqDimension: 'Validity',
  impactDimension: 'Usability',
  criterion: 'At least one value begins with white space and holds something after it.',
  description:
    'Two values that look alike on a screen are not equal, so joins, groups and sorted lists go wrong.',
  suggestion: 'Trim values where the data is loaded, and look for the step that adds the space.',
  showsValues: false,
  examples: [
    {
      says: 'several spaces count, trailing ones do not',
      tables: [UNTIDY_NOTES],
      expect: [{ table: 'example', column: 'note', prevalence: 0.132, facts: { leading: 2, records: 10 } }],
    },
    {
      says: 'a value of white space alone is blank, not indented',
      tables: [oneColumn('note', 'varchar(20)', [' ', '  ', 'plum'])],
      expect: [],
    },
  ],
  detect: (column) => {
    const leading = countOf(column, 'lead_space_ct');
    if (leading === 0) return null;
    const records = countOf(column, 'record_ct');
    return {
      detail: `${counted(leading, 'value')} of ${counted(records, 'row')} begin with white space.`,
      facts: { leading, records },
      badShare: shareOf(leading, records),
    };
  },
});
