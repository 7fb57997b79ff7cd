import { greater, moment } from '@assay/dialects';
import { defineMutation, WHOLE } from '../mutation.ts';
import { lastDayBefore } from '../mutation-parts/column-kinds.ts';
import { momentOf } from '../mutation-parts/damaged-column.ts';
import { freshEnough } from '../mutation-parts/date-remedies.ts';

const DAYS_STOPPED = 7;

export const stoppedDates = defineMutation({
  key: 'stopped_dates',
  name: 'Time stands still',
  description: 'Rows still arrive, but a stuck clock or a default writes the same moment into all of them.',
  shares: WHOLE,
  per: 'column',
  appliesTo: ['D'],
  damage({ runAt, column }) {
    const last = lastDayBefore(column, runAt, DAYS_STOPPED);
    if (last === null) return null;
    return {
      kind: 'changed_values',
      where: greater(momentOf(column), moment(last)),
      values: { [column.name]: moment(last) },
      says: `stand still ${DAYS_STOPPED} days before the newest one`,
    };
  },
  remedies: freshEnough,
  examples: [
    {
      says: 'the last week is all one day',
      tables: [
        {
          table: 't',
          columns: { d: 'date' },
          rows: [['2025-05-01'], ['2025-06-25'], ['2025-06-30'], [null]],
        },
      ],
      column: 'd',
      share: 1,
      rows: [['2025-05-01'], ['2025-06-23'], ['2025-06-23'], [null]],
      caughtBy: { testType: 'Recency', column: 'd', parameters: { threshold_value: '3' } },
    },
  ],
});
