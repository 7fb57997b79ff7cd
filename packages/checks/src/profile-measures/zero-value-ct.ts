import {
  countIf,
  type Expression,
  equal,
  guarded,
  matches,
  number,
  or,
  startsWith,
  text,
  trim,
} from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

// A zero begins with a 0 or a space; few other values do, and trimming is dear.
const isZeroText = (value: Expression<'text'>): Expression<'boolean'> =>
  guarded(
    or(startsWith(value, '0'), startsWith(value, ' ')),
    or(
      equal(trim(value), text('0')),
      guarded(startsWith(trim(value), '0.'), matches(trim(value), '^0\\.0*$')),
    ),
  );

export const zeroValueCt = defineMeasure({
  name: 'zero_value_ct',
  title: 'Zeros',
  description:
    'Numbers equal to 0; for text, values that are `0`, `0.`, `0.0`, `0.00` ... once spaces at both ends are removed.',
  appliesTo: ['A', 'N'],
  result: 'count',
  examples: [
    { type: 'text', values: ['0', ' 0. ', '0.000', '00', '0.1', '-0', '', null], expect: 3 },
    { type: 'integer', values: [0, 0, 4, null], expect: 2 },
    { type: 'numeric(10,2)', values: [0, 1.5, -2.25, 4, null], expect: 1 },
  ],
  aggregate: (subject, { generalType }) =>
    generalType === 'N' ? countIf(equal(subject.number, number(0))) : countIf(isZeroText(subject.text)),
});
