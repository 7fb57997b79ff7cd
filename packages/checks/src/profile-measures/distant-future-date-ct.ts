import { moment as boundary, countIf, greaterOrEqual } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';
import { monthStart } from '../value-conditions/calendar-boundaries.ts';

export const distantFutureDateCt = defineMeasure({
  name: 'distant_future_date_ct',
  title: 'In the distant future',
  description: 'Dates more than 240 calendar months after the month of the run.',
  appliesTo: ['D'],
  result: 'count',
  examples: [
    {
      type: 'date',
      values: [
        '2025-06-30',
        '2025-06-01',
        '2025-05-31',
        '2024-07-01',
        '2024-06-30',
        '2024-05-31',
        '2020-06-30',
        '2005-06-30',
        '1899-12-31',
        '2026-01-01',
        '2046-07-01',
        null,
      ],
      expect: 1,
    },
    { type: 'date', values: ['2045-07-31', '2045-08-01', '9999-12-31'], expect: 2 },
  ],
  aggregate: ({ moment }, { runAt }) => countIf(greaterOrEqual(moment, boundary(monthStart(runAt, 241)))),
});
