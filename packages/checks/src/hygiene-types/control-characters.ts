import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { oneColumn } from '../hygiene-parts/example-rows.ts';
import { counted } from '../hygiene-parts/wording.ts';
import { countOf, shareOf } from '../read-measure.ts';

export const controlCharacters = defineColumnHygieneType({
  key: 'Control_Characters',
  name: 'Control Characters',
  likelihood: 'Definite',
  dqDimension: 'Validity',
  impactDimension: 'Usability',
  criterion:
    'At least one value holds a control character (U+0000 to U+001F, U+007F to U+009F) other than a tab or a line break.',
  description:
    'Control characters steer terminals and printers; in data they are remains of a broken transfer. They break exports to XML, JSON and CSV.',
  suggestion: 'Remove them where the data is loaded, and find out which step lets them in.',
  showsValues: false,
  examples: [
    {
      says: 'a bell and a C1 control count',
      tables: [oneColumn('note', 'text', ['a\u0007b', 'c\u0085d', 'plain', 'plain'])],
      expect: [{ table: 'example', column: 'note', prevalence: 0.5, facts: { affected: 2, records: 4 } }],
    },
    {
      says: 'tabs and line breaks are layout',
      tables: [oneColumn('note', 'text', ['tab\there', 'two\nlines', 'plain'])],
      expect: [],
    },
  ],
  detect: (column) => {
    const affected = countOf(column, 'control_char_ct');
    if (affected === 0) return null;
    const records = countOf(column, 'record_ct');
    return {
      detail: `${counted(affected, 'value')} of ${counted(records, 'row')} hold control characters.`,
      facts: { affected, records },
      badShare: shareOf(affected, records),
    };
  },
});
