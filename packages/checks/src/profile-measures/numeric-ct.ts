import { countIf } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';
import { isNumberText } from '../value-conditions/number-text.ts';

export const numericCt = defineMeasure({
  name: 'numeric_ct',
  title: 'Values that read as numbers',
  description:
    'Values that are digits with optional sign, dollar sign, thousands, decimals, percent sign and white space around.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    {
      type: 'text',
      values: ['1.', '$5', '-$5', '1234,567', '5%', ' 7\t', '12345678901234567890123456789012345678901'],
      expect: 7,
    },
    { type: 'text', values: ['', '.5', '1e5', '(5)', '$-5', '€5', '5 %', '1,23', null], expect: 0 },
  ],
  aggregate: ({ text }) => countIf(isNumberText(text)),
});
