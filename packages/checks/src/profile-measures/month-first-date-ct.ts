import { countIf, matches } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';
import { guardedByForm, MONTH_FIRST } from '../value-conditions/date-order.ts';

export const monthFirstDateCt = defineMeasure({
  name: 'month_first_date_ct',
  title: 'Dates with the month first',
  description:
    'Values that read as a date in numbers whose second number can only be the day, because it is over 12: `12/25/2024`.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    {
      type: 'text',
      values: ['12/25/2024', '1-31-24', '01/02/2024', '25/12/2024', '2024-12-25', null],
      expect: 2,
    },
    { type: 'text', values: ['12/32/2024', '13/25/2024', '12/25', ''], expect: 0 },
  ],
  aggregate: ({ text }) => countIf(guardedByForm(text, matches(text, MONTH_FIRST))),
});
