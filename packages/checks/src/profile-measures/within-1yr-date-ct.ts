import { and, moment as boundary, countIf, greaterOrEqual, less } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';
import { dayStart } from '../value-conditions/calendar-boundaries.ts';

export const within1yrDateCt = defineMeasure({
  name: 'within_1yr_date_ct',
  title: 'Within a year',
  description: 'Dates from 365 days before the day of the run up to that day.',
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
      expect: 4,
    },
    { type: 'date', values: ['2025-07-01', '2024-07-01', '2024-06-30', '2025-07-02'], expect: 2 },
  ],
  aggregate: ({ moment }, { runAt }) =>
    countIf(
      and(
        greaterOrEqual(moment, boundary(dayStart(runAt, -365))),
        less(moment, boundary(dayStart(runAt, 1))),
      ),
    ),
});
