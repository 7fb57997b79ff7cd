import { countIf, matches } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';
import { DAY_FIRST, guardedByForm } from '../value-conditions/date-order.ts';

export const dayFirstDateCt = defineMeasure({
  name: 'day_first_date_ct',
  title: 'Dates with the day first',
  description:
    'Values that read as a date in numbers whose first number can only be the day, because it is over 12: `25/12/2024`, `25.12.2024`.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    {
      type: 'text',
      values: ['25/12/2024', '25.12.2024', '31-1-24', '01/02/2024', '12/25/2024', '2024-12-25', null],
      expect: 3,
    },
    { type: 'text', values: ['32/12/2024', '25/13/2024', '25/12', 'x25/12/2024'], expect: 0 },
  ],
  aggregate: ({ text }) => countIf(guardedByForm(text, matches(text, DAY_FIRST))),
});
