import { countIf } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';
import { isDelimitedData } from '../value-conditions/standard-patterns.ts';

export const stdDelimitedDataCt = defineMeasure({
  name: 'std_delimited_data_ct',
  title: 'Delimited lists',
  description:
    'Values of three or more fields of at most 20 characters with commas, bars or tabs between them; sentences and numbers with thousands are left out.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    { type: 'text', values: ['a,b,c', '1|2|3', 'x\ty\tz', 'red,,blue', null], expect: 4 },
    { type: 'text', values: ['a,b', 'salt, pepper and oil, too', '1,234,567', 'plain', ''], expect: 0 },
  ],
  aggregate: ({ text }) => countIf(isDelimitedData(text)),
});
