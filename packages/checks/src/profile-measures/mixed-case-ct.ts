import { defineMeasure } from '../profile-measure.ts';

export const mixedCaseCt = defineMeasure({
  name: 'mixed_case_ct',
  title: 'Mixed case values',
  description: 'Values with letters of both A-Z and a-z.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    {
      type: 'text',
      values: ['ACME INC', 'Acme Inc.', 'acme-inc', 'GLOBEX', '123', '', 'É', null],
      expect: 1,
    },
    { type: 'text', values: ['Acme', 'aB', null], expect: 2 },
  ],
  needs: ['value_ct', 'upper_case_ct', 'lower_case_ct', 'non_alpha_ct'],
  derive: ({ value_ct = 0, upper_case_ct = 0, lower_case_ct = 0, non_alpha_ct = 0 }) =>
    value_ct - upper_case_ct - lower_case_ct - non_alpha_ct,
});
