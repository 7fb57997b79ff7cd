import { countIf } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';
import { isQuoted } from '../value-conditions/quoted.ts';

export const quotedValueCt = defineMeasure({
  name: 'quoted_value_ct',
  title: 'Quoted values',
  description:
    'Values of two characters or more that begin and end with a double quote, or begin and end with a single quote.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    { type: 'text', values: ['"fig"', "'kiwi'", '""', '"', "'", "o'hare", '"mixed\'', null], expect: 3 },
    { type: 'text', values: ['plum', 'say "hi"'], expect: 0 },
  ],
  aggregate: ({ text }) => countIf(isQuoted(text)),
});
