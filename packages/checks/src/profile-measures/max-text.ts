import { left, text as literal, maximum, nullIf } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const maxText = defineMeasure({
  name: 'max_text',
  title: 'Last value',
  description: 'Last of the values that are not empty, by code point; cut to 100 characters.',
  appliesTo: ['A'],
  result: 'text',
  examples: [
    { type: 'text', values: ['pear', 'Apple', '', null, 'apple'], expect: 'pear' },
    { type: 'text', values: ['z'.repeat(120)], expect: 'z'.repeat(100) },
  ],
  aggregate: ({ text }) => maximum(nullIf(left(text, 100), literal(''))),
});
