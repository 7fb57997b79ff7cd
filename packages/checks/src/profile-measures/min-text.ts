import { left, text as literal, minimum, nullIf } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const minText = defineMeasure({
  name: 'min_text',
  title: 'First value',
  description: 'First of the values that are not empty, by code point; cut to 100 characters.',
  appliesTo: ['A'],
  result: 'text',
  examples: [
    { type: 'text', values: ['pear', 'Apple', '', null, 'apple'], expect: 'Apple' },
    { type: 'text', values: ['', null], expect: null },
  ],
  aggregate: ({ text }) => minimum(nullIf(left(text, 100), literal(''))),
});
