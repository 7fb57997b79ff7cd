/** How long ago the newest date of a table lies: over its date columns together, but for dates of birth and the like. */
import type { ColumnProfile, TableProfile } from '../column-profile.ts';
import type { PlacedDetection } from '../hygiene-issue-type.ts';
import { isDate } from '../read-measure.ts';
import { nameWords } from '../semantic-types/column-facts.ts';

/** Dates of the things that rows are about: they do not tell when rows arrive. */
const OWN_LIFE = new Set(
  'birth birthdate birthday dob born death died founded established opened launched introduced built manufactured hired hire start since'.split(
    ' ',
  ),
);
const tellsArrival = ({ column }: ColumnProfile): boolean =>
  !nameWords(column).some((word) => OWN_LIFE.has(word));

const SEVERAL_COLUMNS = '(multi-column)';

/**
 * A finding for each table whose newest date is older than `months.from` calendar months before the run, and not
 * older than `months.to` (null: however old).
 */
export function staleTables(
  tables: readonly TableProfile[],
  runAt: string,
  months: { readonly from: number; readonly to: number | null },
): PlacedDetection[] {
  const before = monthsBefore(runAt, months.from);
  const from = months.to === null ? '' : monthsBefore(runAt, months.to);
  return tables.flatMap((table) => {
    const dated = table.columns.filter(
      (column) => column.error === null && isDate(column) && tellsArrival(column),
    );
    const newest = dated
      .map(({ measures }) => measures.max_date ?? '')
      .toSorted()
      .at(-1);
    if (!newest || newest.slice(0, 10) >= before || newest.slice(0, 10) < from) return [];
    const names = dated.map(({ column }) => column);
    return {
      table: table.table,
      column: names.length <= 2 ? names.join(', ') : SEVERAL_COLUMNS,
      detail: `The most recent date is ${newest}${names.length <= 2 ? '' : `, over ${names.join(', ')}`}.`,
      facts: { newest, columns: names },
      badShare: null,
    };
  });
}

function monthsBefore(runAt: string, months: number): string {
  const run = new Date(runAt);
  const [year, month, day] = [run.getUTCFullYear(), run.getUTCMonth() - months, run.getUTCDate()];
  // 31 August less six months is the last of February, not a day in March.
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(day, lastDay))).toISOString().slice(0, 10);
}
