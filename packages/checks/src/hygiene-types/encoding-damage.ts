import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { oneColumn } from '../hygiene-parts/example-rows.ts';
import { counted } from '../hygiene-parts/wording.ts';
import { countOf, shareOf } from '../read-measure.ts';

export const encodingDamage = defineColumnHygieneType({
  key: 'Encoding_Damage',
  name: 'Encoding Damage',
  likelihood: 'Definite',
  dqDimension: 'Validity',
  impactDimension: 'Usability',
  criterion:
    'At least one value holds the replacement character U+FFFD, or the traces of UTF-8 that was read as Latin-1 (Ã© for é).',
  description:
    'The text was read with the wrong character set on its way. Names are misspelt for good, and searches do not find them.',
  suggestion:
    'Load the data again with its real character set; what shows U+FFFD is lost and must come from the source.',
  showsValues: false,
  examples: [
    {
      says: 'an accent in two pieces, and a character that is lost',
      tables: [oneColumn('city', 'text', ['Malm\u00c3\u00b6', 'K\ufffdln', 'Lyon', 'Bonn', 'Oslo'])],
      expect: [{ table: 'example', column: 'city', prevalence: 0.4, facts: { damaged: 2, records: 5 } }],
    },
    {
      says: 'accents and capital letters of whole words are sound',
      tables: [
        oneColumn('city', 'text', ['Malm\u00f6', 'K\u00f6ln', 'S\u00c3O PAULO', '\u6771\u4eac', 'caf\u00e9']),
      ],
      expect: [],
    },
  ],
  detect: (column) => {
    const damaged = countOf(column, 'encoding_damage_ct');
    if (damaged === 0) return null;
    const records = countOf(column, 'record_ct');
    return {
      detail: `${counted(damaged, 'value')} of ${counted(records, 'row')} were read with the wrong character set.`,
      facts: { damaged, records },
      badShare: shareOf(damaged, records),
    };
  },
});
