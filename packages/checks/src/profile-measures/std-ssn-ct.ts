import { countIf } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';
import { isSsn } from '../value-conditions/standard-patterns.ts';

export const stdSsnCt = defineMeasure({
  name: 'std_ssn_ct',
  title: 'US social security numbers',
  description: 'Values shaped NNN-NN-NNNN whose area number can have been issued.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    { type: 'text', values: ['123-45-6789', '001-01-0001', '733-12-1234', '750-12-1234', null], expect: 4 },
    {
      type: 'text',
      values: ['666-12-1234', '734-12-1234', '749-12-1234', '900-12-1234', '123456789', '123-456-789', ''],
      expect: 0,
    },
  ],
  aggregate: ({ text }) => countIf(isSsn(text)),
});
