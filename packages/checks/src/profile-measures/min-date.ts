import { minimum } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const minDate = defineMeasure({
  name: 'min_date',
  title: 'Earliest',
  description: 'Earliest date or timestamp.',
  appliesTo: ['D'],
  result: 'moment',
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
      expect: '1899-12-31',
    },
    { type: 'date', values: [null], expect: null },
  ],
  aggregate: ({ moment }) => minimum(moment),
});
