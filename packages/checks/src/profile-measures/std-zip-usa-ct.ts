import { countIf } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';
import { isUsZip } from '../value-conditions/standard-patterns.ts';

export const stdZipUsaCt = defineMeasure({
  name: 'std_zip_usa_ct',
  title: 'US zip codes',
  description: 'Values of five digits, nine digits, or five and four digits with a dash.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    { type: 'text', values: ['10001', '123456789', '12345-6789', null], expect: 3 },
    { type: 'text', values: ['1234', 'ABCDE', '12345-678', '1234567', '12345 6789', ''], expect: 0 },
  ],
  aggregate: ({ text }) => countIf(isUsZip(text)),
});
