import { greater, ifThenElse, number as literal, minimum, nullIf } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const minValueOver0 = defineMeasure({
  name: 'min_value_over_0',
  title: 'Smallest above zero',
  description: 'Smallest number greater than 0.',
  appliesTo: ['N'],
  result: 'number',
  examples: [
    { type: 'numeric(10,2)', values: [0, 1.5, -2.25, 4, null], expect: 1.5 },
    { type: 'integer', values: [0, -3], expect: null },
  ],
  aggregate: ({ number }) =>
    minimum(nullIf(ifThenElse(greater(number, literal(0)), number, literal(0)), literal(0))),
});
