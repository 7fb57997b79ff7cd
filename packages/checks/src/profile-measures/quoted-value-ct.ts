import {
  and,
  countIf,
  type Expression,
  greater,
  guarded,
  length,
  matches,
  number,
  or,
  startsWith,
} from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

const isBetween = (quote: string, value: Expression<'text'>): Expression<'boolean'> =>
  guarded(and(startsWith(value, quote), greater(length(value), number(1))), matches(value, `${quote}$`));

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
  aggregate: ({ text }) => countIf(or(isBetween('"', text), isBetween("'", text))),
});
