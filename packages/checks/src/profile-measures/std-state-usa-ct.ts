import { countIf } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';
import { isUsState } from '../value-conditions/standard-patterns.ts';

export const stdStateUsaCt = defineMeasure({
  name: 'std_state_usa_ct',
  title: 'US states',
  description:
    'Values that are one of the 62 upper-case two-letter codes of US states, territories and military post.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    { type: 'text', values: ['CA', 'NY', 'PR', 'AE', 'DC', null], expect: 5 },
    { type: 'text', values: ['ca', 'XX', 'California', ''], expect: 0 },
  ],
  aggregate: ({ text }) => countIf(isUsState(text)),
});
