import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { oneColumn } from '../hygiene-parts/example-rows.ts';
import { isNameOrAddress } from '../hygiene-parts/text-names.ts';
import { grouped } from '../hygiene-parts/wording.ts';
import { countOf, shareOf } from '../read-measure.ts';

export const inconsistentCasing = defineColumnHygieneType({
  key: 'Inconsistent_Casing',
  name: 'Inconsistent Casing',
  likelihood: 'Definite',
  dqDimension: 'Validity',
  impactDimension: 'Usability',
  criterion:
    'A column of names or addresses holds values of more than one casing, mixed, upper or lower, and more of them than there are fillers such as "n/a".',
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
      says: 'lower case among mixed case',
      tables: [oneColumn('company_name', 'text', ['Acme', 'Globex', 'initech', 'Umbrella', 'Hooli'])],
      expect: [{ table: 'example', column: 'company_name', prevalence: 0.2, facts: { lower: 1 } }],
    },
    {
      says: 'capitals beside small letters alone',
      tables: [oneColumn('company_name', 'text', ['ACME', 'GLOBEX', 'INITECH', 'umbrella', 'HOOLI'])],
      expect: [{ table: 'example', column: 'company_name', prevalence: 0.2, facts: { upper: 4, lower: 1 } }],
    },
    {
      says: 'one casing is fine, fillers have none, and codes may differ',
      tables: [
        oneColumn('company_name', 'text', ['ACME', 'GLOBEX', 'INITECH', 'UMBRELLA', 'HOOLI']),
        oneColumn('company_name', 'text', ['Acme', 'Globex', 'n/a', 'Umbrella', 'Hooli'], 'fillers'),
        oneColumn('code', 'text', ['ABC', 'Abc', 'ABD', 'Abe', 'ABF'], 'codes'),
      ],
      expect: [],
    },
  ],
  detect: (column) => {
    const mixed = countOf(column, 'mixed_case_ct');
    const upper = countOf(column, 'upper_case_ct');
    const lower = countOf(column, 'lower_case_ct');
    // Fillers are written in any casing.
    const fillers = countOf(column, 'filled_value_ct');
    const areMixedAndNot = mixed > 0 && upper + lower > fillers;
    const areUpperAndLower = Math.min(upper, lower) > fillers;
    if (!(areMixedAndNot || areUpperAndLower) || !isNameOrAddress(column)) return null;
    const records = countOf(column, 'record_ct');
    return {
      detail: `${grouped(mixed)} values in mixed case, ${grouped(upper)} in upper and ${grouped(lower)} in lower case, of ${grouped(records)} rows (${column.semanticType}).`,
      facts: { mixed, upper, lower, semantic_type: column.semanticType, records },
      badShare: shareOf(mixed > 0 ? Math.min(mixed, upper || lower) : Math.min(upper, lower), records),
    };
  },
});
