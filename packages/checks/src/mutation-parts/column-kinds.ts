/** Which columns a defect makes sense in. */

import type { MutatedColumn } from '../mutation.ts';
import { partsOf } from '../table-questions/key-names.ts';
import { dayNumber, daysAfter } from '../test-parts/calendar.ts';

/** Values of a code list are used many times over. */
const USES_OF_A_CODE = 5;
/** Beyond this a column of dates is no sign of life. */
const DAYS_OF_A_LIVE_TABLE = 62;

/** Numbers that measure or count something: no key by name, no code, not all alike. */
export const isQuantity = ({ name, generalType, facts }: MutatedColumn): boolean =>
  generalType === 'N' && partsOf(name).keyWord === null && facts.distinct > 2;

/** A few values, each used many times; null when the column is no such list. */
export function codesOf({ generalType, facts }: MutatedColumn): readonly string[] | null {
  const { listed, distinct, values } = facts;
  if (listed === null || distinct < 2 || values < USES_OF_A_CODE * distinct) return null;
  return generalType === 'A' ? listed : null;
}

/** Every row has a value of its own. */
export const isKey = ({ facts }: MutatedColumn, rows: number): boolean =>
  rows > 1 && facts.distinct === rows && facts.values === rows;

/** Moments that go up to about the day of the run: something still happens in this table. Gives the newest day. */
function liveUntil({ generalType, facts }: MutatedColumn, runAt: string): string | null {
  const [newest, today] = [dayNumber(facts.largest), dayNumber(runAt)];
  if (generalType !== 'D' || newest === null || today === null) return null;
  const age = today - newest;
  return age >= 0 && age <= DAYS_OF_A_LIVE_TABLE ? String(facts.largest).slice(0, 10) : null;
}

/**
 * The day `days` before the newest one, in a column that `liveUntil` gives one for; null where nothing lies before it, for the
 * whole table would be damaged.
 */
export function lastDayBefore(column: MutatedColumn, runAt: string, days: number): string | null {
  const newest = liveUntil(column, runAt);
  if (newest === null) return null;
  const last = daysAfter(newest, -days);
  const first = dayNumber(column.facts.smallest) ?? Number.POSITIVE_INFINITY;
  return first > (dayNumber(last) ?? 0) ? null : last;
}
