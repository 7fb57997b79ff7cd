import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { oneColumn, UNTIDY_NOTES } from '../hygiene-parts/example-rows.ts';
import { counted } from '../hygiene-parts/wording.ts';
import { countOf, shareOf } from '../read-measure.ts';

export const nonPrintingChars = defineColumnHygieneType({
  key: 'Non_Printing_Chars',
  name: 'Non-Printing Characters',
  likelihood: 'Definite',
  dqDimension: 'Validity',
  impactDimension: 'Usability',
  criterion:
    'At least one value holds an invisible character: a no-break or other special space, a zero-width character, a direction mark, a byte order mark.',
  description:
    'The character cannot be seen, but it makes values unequal, breaks searches and travels on into every export.',
  suggestion:
    'Remove these characters where the data is loaded; they mostly come from web pages and word processors.',
  showsValues: false,
  examples: [
    {
      says: 'a no-break space counts, a tab does not',
      tables: [UNTIDY_NOTES],
      expect: [{ table: 'example', column: 'note', prevalence: 0.1, facts: { affected: 1, records: 10 } }],
    },
    {
      says: 'accents and other scripts can be seen',
      tables: [oneColumn('note', 'varchar(20)', ['caf\u00e9', '\u6771\u4eac', 'plain'])],
      expect: [],
    },
  ],
  detect: (column) => {
    const affected = countOf(column, 'non_printing_ct');
    if (affected === 0) return null;
    const records = countOf(column, 'record_ct');
    return {
      detail: `${counted(affected, 'value')} of ${counted(records, 'row')} hold characters that cannot be seen.`,
      facts: { affected, records },
      badShare: shareOf(affected, records),
    };
  },
});
