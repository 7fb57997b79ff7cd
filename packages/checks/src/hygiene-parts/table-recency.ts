/** How long ago the newest date of a table lies: over all its date columns together. */
import type { TableProfile } from '../column-profile.ts';
import type { PlacedDetection } from '../hygiene-issue-type.ts';
import { isDate } from '../read-measure.ts';

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
    const dated = table.columns.filter((column) => column.error === null && isDate(column));
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
