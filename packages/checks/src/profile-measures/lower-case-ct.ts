import { countIf } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';
import { isLowerCase } from '../value-conditions/letter-case.ts';

export const lowerCaseCt = defineMeasure({
  name: 'lower_case_ct',
  title: 'Lower case values',
  description: 'Values with at least one letter of a-z and none of A-Z.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    {
      type: 'text',
      values: ['ACME INC', 'Acme Inc.', 'acme-inc', 'GLOBEX', '123', '', 'É', null],
      expect: 1,
    },
    { type: 'text', values: ['123', '-'], expect: 0 },
  ],
  aggregate: ({ text }) => countIf(isLowerCase(text)),
});
