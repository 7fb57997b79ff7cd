import { moment as boundary, countIf, greater } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const futureDateCt = defineMeasure({
  name: 'future_date_ct',
  title: 'In the future',
  description: 'Dates after the moment when the run started.',
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
    { type: 'date', values: ['2025-07-01', '2025-07-02'], expect: 1 },
  ],
  aggregate: ({ moment }, { runAt }) => countIf(greater(moment, boundary(runAt))),
});
