import { defineGroupHygieneType } from '../hygiene-issue-type.ts';
import { oneColumn } from '../hygiene-parts/example-rows.ts';
import { staleTables } from '../hygiene-parts/table-recency.ts';

export const recencySixMonths = defineGroupHygieneType({
  key: 'Recency_Six_Months',
  name: 'Recency - No Table Dates within 6 Months',
  likelihood: 'Possible',
  dqDimension: 'Timeliness',
  impactDimension: 'Regularity',
  criterion:
    'The newest date in any date column of the table lies more than six months, but not more than a year, before the day of the run. Dates of the things themselves (birth, opened, launched, start ...) do not count.',
  description:
    'Nothing of late is in the table. Either it is an archive, or whatever feeds it has stopped without anybody noticing.',
  suggestion: 'Check whether the table is still fed, and say so in its description if it is not meant to be.',
  showsValues: true,
  thresholds: {
    months: {
      title: 'Newest date older than, calendar months',
      default: 6,
      minimum: 1,
      maximum: 1200,
      unit: 'months',
    },
    most_months: {
      title: 'And not older than, calendar months',
      default: 12,
      minimum: 1,
      maximum: 1200,
      unit: 'months',
    },
  },
  examples: [
    {
      says: 'the newest of two date columns counts',
      tables: [
        {
          table: 'orders',
          columns: { ordered: 'date', shipped: 'date' },
          rows: [
            ['2023-01-01', '2024-09-04'],
            ['2022-01-01', null],
          ],
        },
      ],
      expect: [
        { table: 'orders', column: 'ordered, shipped', prevalence: null, facts: { newest: '2024-09-04' } },
      ],
    },
    {
      says: 'three date columns are named together',
      tables: [
        { table: 'orders', columns: { a: 'date', b: 'date', c: 'date' }, rows: [['2024-09-04', null, null]] },
      ],
      expect: [{ table: 'orders', column: '(multi-column)', prevalence: null }],
    },
    {
      says: 'recent dates, older dates, and no dates',
      tables: [
        oneColumn('d', 'date', ['2025-03-23', '2020-01-01'], 'recent'),
        oneColumn('d', 'date', ['2024-05-17'], 'other_age'),
        oneColumn('n', 'integer', [1, 2], 'undated'),
      ],
      expect: [],
    },
  ],
  detect: (tables, { runAt, thresholds }) =>
    staleTables(tables, runAt, { from: thresholds.months, to: thresholds.most_months }),
});
