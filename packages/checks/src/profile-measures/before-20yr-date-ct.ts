import { moment as boundary, countIf, less } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';
import { monthStart } from '../value-conditions/calendar-boundaries.ts';

export const before20yrDateCt = defineMeasure({
  name: 'before_20yr_date_ct',
  title: 'Older than 20 years',
  description: 'Dates more than 240 calendar months before the month of the run.',
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
      expect: 2,
    },
    { type: 'date', values: ['2005-06-30', '2005-07-01'], expect: 1 },
  ],
  aggregate: ({ moment }, { runAt }) => countIf(less(moment, boundary(monthStart(runAt, -240)))),
});
