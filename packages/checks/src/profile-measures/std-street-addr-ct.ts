import { countIf } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';
import { isStreetAddress } from '../value-conditions/standard-patterns.ts';

export const stdStreetAddrCt = defineMeasure({
  name: 'std_street_addr_ct',
  title: 'Street addresses',
  description: 'Values shaped like a street address: house number, words, street type, optional unit.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    {
      type: 'text',
      values: [
        '12 Main St',
        '1600 Pennsylvania Avenue NW',
        '221b Baker Street',
        '5 Elm Rd. Apt 4B',
        '10 Ocean Boulevard',
        null,
      ],
      expect: 5,
    },
    { type: 'text', values: ['Main St', '12 Main', '12345', '1234567 Main St', ''], expect: 0 },
  ],
  aggregate: ({ text }) => countIf(isStreetAddress(text)),
});
