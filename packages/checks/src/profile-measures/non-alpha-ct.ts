import { countIf } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';
import { hasNoLetter } from '../value-conditions/letter-case.ts';

export const nonAlphaCt = defineMeasure({
  name: 'non_alpha_ct',
  title: 'Values without letters',
  description: 'Values with no letter of A-Z or a-z: empty ones, numbers, other scripts.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    {
      type: 'text',
      values: ['ACME INC', 'Acme Inc.', 'acme-inc', 'GLOBEX', '123', '', 'É', null],
      expect: 3,
    },
    { type: 'text', values: ['abc'], expect: 0 },
  ],
  aggregate: ({ text }) => countIf(hasNoLetter(text)),
});
