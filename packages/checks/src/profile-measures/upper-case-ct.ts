import { countIf } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';
import { isUpperCase } from '../value-conditions/letter-case.ts';

export const upperCaseCt = defineMeasure({
  name: 'upper_case_ct',
  title: 'Upper case values',
  description: 'Values with at least one letter of A-Z and none of a-z.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    {
      type: 'text',
      values: ['ACME INC', 'Acme Inc.', 'acme-inc', 'GLOBEX', '123', '', 'É', null],
      expect: 2,
    },
    { type: 'text', values: ['123', '-'], expect: 0 },
  ],
  aggregate: ({ text }) => countIf(isUpperCase(text)),
});
