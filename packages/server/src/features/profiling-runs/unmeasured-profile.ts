/** When nothing at all could be measured a run has no result: it failed. */
import type { MeasuredTable } from '@assay/checks';

/** Why, in a sentence with the place and the remedy; null when something could be measured, or nothing was there to. */
export function whyNothingWasMeasured(tables: readonly MeasuredTable[]): string | null {
  const unreadable = tables.filter(({ error }) => error !== null);
  if (tables.length > 0 && unreadable.length === tables.length) {
    const all = tables.length === 1 ? '' : `None of the ${tables.length} tables could be read. `;
    return `${all}${unreadable[0]?.error}`;
  }
  const columns = tables.flatMap((table) => table.columns);
  if (columns.length === 0 || columns.some(({ error }) => error === null)) return null;
  const [first] = columns;
  return `None of the ${columns.length} columns could be measured. ${first?.table}.${first?.column}: ${first?.error}`;
}
