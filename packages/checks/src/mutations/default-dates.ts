import { moment, notEqual } from '@assay/dialects';
import { defineMutation, USUAL_SHARES } from '../mutation.ts';
import { momentOf } from '../mutation-parts/damaged-column.ts';
import { columnTest } from '../mutation-parts/remedies.ts';
import { dayNumber } from '../test-parts/calendar.ts';

/** Day 0 of many systems. */
const DEFAULT_DAY = '1900-01-01';

export const defaultDates = defineMutation({
  key: 'default_dates',
  name: 'Dates are a default',
  description: 'A program wrote its day 0 where it knew no date.',
  shares: USUAL_SHARES,
  per: 'column',
  appliesTo: ['D'],
  damage({ column }) {
    const oldest = dayNumber(column.facts.smallest);
    if (oldest === null || oldest <= (dayNumber(DEFAULT_DAY) ?? 0)) return null;
    return {
      kind: 'changed_values',
      where: notEqual(momentOf(column), moment(DEFAULT_DAY)),
      values: { [column.name]: moment(DEFAULT_DAY) },
      says: `become ${DEFAULT_DAY}`,
    };
  },
  remedies: (site) => [
    columnTest('Min_Date', site, {
      baseline_value: String(site.column.facts.smallest).slice(0, 10),
      threshold_value: '0',
    }),
  ],
  examples: [
    {
      says: 'dates become the day 0',
      tables: [{ table: 't', columns: { d: 'date' }, rows: [['2024-01-01'], [null]] }],
      column: 'd',
      share: 1,
      rows: [['1900-01-01'], [null]],
      caughtBy: {
        testType: 'Min_Date',
        column: 'd',
        parameters: { baseline_value: '2024-01-01', threshold_value: '0' },
      },
    },
  ],
});
