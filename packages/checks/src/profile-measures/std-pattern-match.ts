import type { MeasureName, StandardPattern } from '../measure-values.ts';
import { defineMeasure } from '../profile-measure.ts';

/** In order: the first pattern whose values make up more than `share` of all values wins. */
const PATTERNS: readonly {
  readonly pattern: StandardPattern;
  readonly counted: MeasureName & `std_${string}_ct`;
  readonly share: number;
}[] = [
  { pattern: 'STREET_ADDR', counted: 'std_street_addr_ct', share: 0.8 },
  { pattern: 'STATE_USA', counted: 'std_state_usa_ct', share: 0.9 },
  { pattern: 'PHONE_USA', counted: 'std_phone_usa_ct', share: 0.8 },
  { pattern: 'EMAIL', counted: 'std_email_ct', share: 0.9 },
  { pattern: 'ZIP_USA', counted: 'std_zip_usa_ct', share: 0.9 },
  { pattern: 'FILE_NAME', counted: 'std_file_name_ct', share: 0.9 },
  { pattern: 'CREDIT_CARD', counted: 'std_credit_card_ct', share: 0.8 },
  { pattern: 'DELIMITED_DATA', counted: 'std_delimited_data_ct', share: 0.8 },
  { pattern: 'SSN', counted: 'std_ssn_ct', share: 0.9 },
];

export const stdPatternMatch = defineMeasure({
  name: 'std_pattern_match',
  title: 'Standard pattern',
  description:
    'The standard pattern that the values follow: more than 80 percent of them for street addresses, phone numbers, card numbers and delimited lists, more than 90 percent for the others; null when there is none.',
  appliesTo: ['A'],
  result: 'text',
  examples: [
    { type: 'text', values: ['CA', 'NY', 'TX', null], expect: 'STATE_USA' },
    { type: 'text', values: ['4111-1111-1111-1111', '4222222222222222'], expect: 'CREDIT_CARD' },
    { type: 'text', values: ['123-45-6789', '321-54-9876'], expect: 'SSN' },
    { type: 'text', values: ['CA', 'NY', '', 'plenty'], expect: null },
    { type: 'text', values: [null], expect: null },
  ],
  needs: ['value_ct', ...PATTERNS.map(({ counted }) => counted)],
  derive: (measures) => {
    const values = measures.value_ct ?? 0;
    const match = PATTERNS.find(({ counted, share }) => (measures[counted] ?? 0) > share * values);
    return match?.pattern ?? null;
  },
});
