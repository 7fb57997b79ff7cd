/** Cells of an answer as values of measures. */
import type { ProfileMeasure } from '@assay/checks';
import type { Cell, ColumnDescription } from '../target.ts';

/**
 * Counts are whole numbers; numbers doubles, and null where they are not finite (no JSON can hold them); moments
 * ISO 8601 without a zone, days for date columns, kept within the years 0001 to 9999.
 */
export function readMeasure(
  cell: Cell | undefined,
  result: ProfileMeasure['result'],
  column: ColumnDescription,
): number | string | null {
  if (cell === null || cell === undefined) return null;
  switch (result) {
    case 'count':
    case 'number': {
      const number = Number(cell);
      return Number.isFinite(number) ? number : null;
    }
    case 'text':
      return String(cell);
    case 'moment':
      return readMoment(String(cell), column.columnType === 'date');
  }
}

/** `0044-03-15 10:30:00+00 BC` in PostgreSQL, `0044-03-15 (BC) 10:30:00+00` in DuckDB. */
const BEFORE_CHRIST = / \(?BC\)?/;

/** A date or timestamp as ISO 8601 writes it; infinities by their names, years before Christ with ` BC` at the end. */
export function momentText(written: string): string {
  const era = BEFORE_CHRIST.test(written) ? ' BC' : '';
  return isoText(written.replace(BEFORE_CHRIST, '')) + era;
}

const FIRST_DAY = '0001-01-01';
const LAST_DAY = '9999-12-31';

function readMoment(text: string, isDate: boolean): string {
  const day = outOfRange(text);
  if (day !== null) return isDate ? day : `${day}T00:00:00`;
  return isDate ? text.slice(0, 10) : isoText(text);
}

const isoText = (text: string): string => text.replace(' ', 'T').replace(/(Z|\+00(:00)?)$/, '');

/** ISO 8601 has four digits for the year, and neither infinity nor years before Christ. */
function outOfRange(text: string): string | null {
  if (text === '-infinity' || text.includes('BC')) return FIRST_DAY;
  if (text === 'infinity' || /^\d{5}/.test(text)) return LAST_DAY;
  return null;
}
