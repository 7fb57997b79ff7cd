import { lessOrEqual, moment } from '@assay/dialects';
import { defineMutation, USUAL_SHARES } from '../mutation.ts';
import { momentOf } from '../mutation-parts/damaged-column.ts';
import { columnTest } from '../mutation-parts/remedies.ts';
import { dayNumber, daysAfter } from '../test-parts/calendar.ts';

/** More than a year, so that a plan for next season is none. */
const DAYS_AHEAD = 400;

export const futureDates = defineMutation({
  key: 'future_dates',
  name: 'Dates lie in the future',
  description: 'A year was mistyped, or day and month changed places.',
  shares: USUAL_SHARES,
  per: 'column',
  appliesTo: ['D'],
  damage({ runAt, column }) {
    const [newest, today] = [dayNumber(column.facts.largest), dayNumber(runAt)];
    if (newest === null || today === null || newest > today) return null;
    return {
      kind: 'changed_values',
      where: lessOrEqual(momentOf(column), moment(runAt)),
      values: { [column.name]: moment(daysAfter(runAt, DAYS_AHEAD)) },
      says: `lie ${DAYS_AHEAD} days in the future`,
    };
  },
  remedies: (site) => [columnTest('Future_Date', site)],
  examples: [
    {
      says: 'dates of the past become dates to come',
      tables: [{ table: 't', columns: { d: 'date' }, rows: [['2024-01-01'], ['2025-06-30'], [null]] }],
      column: 'd',
      share: 1,
      rows: [['2026-08-05'], ['2026-08-05'], [null]],
      caughtBy: { testType: 'Future_Date', column: 'd', parameters: { threshold_value: '0' } },
    },
    {
      says: 'where the future is at home it is no defect',
      tables: [{ table: 't', columns: { due: 'date' }, rows: [['2025-06-30'], ['2025-12-24']] }],
      column: 'due',
      share: 1,
      rows: null,
    },
  ],
});
