import { greater, moment, startOfDay } from '@assay/dialects';
import { defineMutation, WHOLE } from '../mutation.ts';
import { lastDayBefore } from '../mutation-parts/column-kinds.ts';
import { momentOf } from '../mutation-parts/damaged-column.ts';
import { freshEnough } from '../mutation-parts/date-remedies.ts';

const DAYS_LOST = 7;

export const lostLatestDays = defineMutation({
  key: 'lost_latest_days',
  name: 'The latest week is missing',
  description: 'The feed stopped seven days ago; what was there before still is.',
  shares: WHOLE,
  per: 'column',
  appliesTo: ['D'],
  damage({ runAt, column }) {
    const last = lastDayBefore(column, runAt, DAYS_LOST);
    if (last === null) return null;
    return {
      kind: 'lost_rows',
      where: greater(startOfDay(momentOf(column)), moment(last)),
      says: `of the latest ${DAYS_LOST} days by ${column.name} are missing`,
    };
  },
  remedies: freshEnough,
  examples: [
    {
      says: 'what is newer than a week before the newest day goes',
      tables: [
        {
          table: 't',
          columns: { d: 'date' },
          rows: [['2025-05-01'], ['2025-06-23'], ['2025-06-24'], ['2025-06-30'], [null]],
        },
      ],
      column: 'd',
      share: 1,
      rows: [['2025-05-01'], ['2025-06-23'], [null]],
      caughtBy: { testType: 'Recency', column: 'd', parameters: { threshold_value: '3' } },
    },
    {
      says: 'a table of old dates is not expected to go on',
      tables: [{ table: 't', columns: { born: 'date' }, rows: [['1980-05-01'], ['1990-06-23']] }],
      column: 'born',
      share: 1,
      rows: null,
    },
  ],
});
