/** Columns that share their name, ignoring case, across the tables of a run. */
import type { ColumnProfile, TableProfile } from '../column-profile.ts';

/** A finding about columns of several tables stands under this table. */
export const SEVERAL_TABLES = '(multi-table)';

/** Groups of two or more tables' columns with one name, in the order of the tables. */
export function namesakes(tables: readonly TableProfile[]): ColumnProfile[][] {
  const columns = tables.flatMap((table) => table.columns).filter(({ error }) => error === null);
  const groups = Map.groupBy(columns, ({ column }) => column.toLowerCase());
  return [...groups.values()].filter((group) => new Set(group.map(({ table }) => table)).size > 1);
}

/** Distinct values of `of`, sorted. */
export const distinctOf = (
  group: readonly ColumnProfile[],
  of: (column: ColumnProfile) => string,
): readonly string[] => [...new Set(group.map(of))].toSorted();
