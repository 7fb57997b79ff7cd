import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { oneColumn } from '../hygiene-parts/example-rows.ts';
import { isNameOrAddress } from '../hygiene-parts/text-names.ts';
import { counted } from '../hygiene-parts/wording.ts';
import { countOf, shareOf } from '../read-measure.ts';

export const nonAlphaNameAddress = defineColumnHygieneType({
  key: 'Non_Alpha_Name_Address',
  name: 'Non-Alpha Name or Address',
  likelihood: 'Definite',
  dqDimension: 'Validity',
  impactDimension: 'Conformance',
  criterion:
    'A column of names or addresses holds values without a single letter; empty values are another issue.',
  description:
    'A name made of digits or punctuation is none. Something else got into the column, or a filler did.',
  suggestion: 'Find where these values come from; turn what cannot be corrected into null.',
  showsValues: false,
  examples: [
    {
      says: 'a number among the names of firms',
      tables: [
        oneColumn('company_name', 'varchar(20)', [
          'ACME INC',
          'Acme Inc.',
          'acme-inc',
          'Globex',
          'GLOBEX',
          '123',
          '',
          'Globex',
          'Initech',
          'Umbrella Co',
        ]),
      ],
      expect: [{ table: 'example', column: 'company_name', prevalence: 0.1, facts: { without_letters: 1 } }],
    },
    {
      says: 'numbers are fine where no name is expected',
      tables: [oneColumn('code', 'text', ['A1', '123', 'B2', '77', 'C3'])],
      expect: [],
    },
  ],
  detect: (column) => {
    const withoutLetters = countOf(column, 'non_alpha_ct') - countOf(column, 'zero_length_ct');
    if (withoutLetters <= 0 || !isNameOrAddress(column)) return null;
    const records = countOf(column, 'record_ct');
    return {
      detail: `${counted(withoutLetters, 'value')} without a letter in ${counted(records, 'row')} (${column.semanticType}).`,
      facts: { without_letters: withoutLetters, semantic_type: column.semanticType, records },
      badShare: shareOf(withoutLetters, records),
    };
  },
});
