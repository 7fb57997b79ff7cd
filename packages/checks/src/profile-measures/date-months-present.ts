import { countDistinct, startOfMonth } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const dateMonthsPresent = defineMeasure({
  name: 'date_months_present',
  title: 'Months present',
  description: 'Different months.',
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
      expect: 10,
    },
    {
      type: 'timestamp',
      values: ['2025-06-30T10:00:00', '2025-06-30T23:59:59', '2025-07-01T00:00:00', null],
      expect: 2,
    },
  ],
  aggregate: ({ moment }) => countDistinct(startOfMonth(moment)),
});
