import { countIf } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';
import { isUsPhone } from '../value-conditions/standard-patterns.ts';

export const stdPhoneUsaCt = defineMeasure({
  name: 'std_phone_usa_ct',
  title: 'US phone numbers',
  description: 'Values shaped like a US phone number, with or without country code, brackets and separators.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    {
      type: 'text',
      values: ['2125551234', '212-555-1234', '(212) 555-1234', '+1 212.555.1234', '1-800-555-1234', null],
      expect: 5,
    },
    { type: 'text', values: ['1125551234', '212-155-1234', '555-1234', '21255512345', ''], expect: 0 },
  ],
  aggregate: ({ text }) => countIf(isUsPhone(text)),
});
