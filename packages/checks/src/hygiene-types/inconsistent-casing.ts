import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { oneColumn } from '../hygiene-parts/example-rows.ts';
import { isNameOrAddress } from '../hygiene-parts/text-names.ts';
import { countOf, shareOf } from '../read-measure.ts';

export const inconsistentCasing = defineColumnHygieneType({
  key: 'Inconsistent_Casing',
  name: 'Inconsistent Casing',
  likelihood: 'Definite',
  dqDimension: 'Validity',
  impactDimension: 'Usability',
  criterion: 'A column of names or addresses holds both values in upper case and values in mixed case.',
  description:
    'The values come from sources with different habits. They do not match each other, and they look careless in a letter or on a label.',
  suggestion: 'Agree on one casing, and apply it when the data is loaded.',
  showsValues: false,
  examples: [
    {
      says: 'the rarer casing counts as wrong',
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
      expect: [{ table: 'example', column: 'company_name', prevalence: 0.2, facts: { mixed: 5, upper: 2 } }],
    },
    {
      says: 'one casing is fine, and codes may differ',
      tables: [
        oneColumn('company_name', 'text', ['ACME', 'GLOBEX', 'INITECH', 'UMBRELLA', 'HOOLI']),
        oneColumn('code', 'text', ['ABC', 'Abc', 'ABD', 'Abe', 'ABF'], 'codes'),
      ],
      expect: [],
    },
  ],
  detect: (column) => {
    const mixed = countOf(column, 'mixed_case_ct');
    const upper = countOf(column, 'upper_case_ct');
    if (mixed <= 0 || upper === 0 || !isNameOrAddress(column)) return null;
    const records = countOf(column, 'record_ct');
    return {
      detail: `${mixed} values in mixed case and ${upper} in upper case, of ${records} rows (${column.semanticType}).`,
      facts: { mixed, upper, semantic_type: column.semanticType, records },
      badShare: shareOf(Math.min(mixed, upper), records),
    };
  },
});
