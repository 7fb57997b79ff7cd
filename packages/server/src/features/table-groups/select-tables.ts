/** Which tables of a schema belong to a table group: an explicit list, include masks and exclude masks, all ANDed. */
import { matchesAnyMask } from '@assay/checks';

export interface TableSelection {
  /** Exact names; empty = no list. */
  readonly tables: readonly string[];
  /** A table must match at least one; empty = all do. */
  readonly include: readonly string[];
  /** A table must match none. */
  readonly exclude: readonly string[];
}

/** A test for table names; case-sensitive, as names are. */
export function selectsTable({ tables, include, exclude }: TableSelection): (table: string) => boolean {
  const listed = new Set(tables);
  const options = { ignoreCase: false };
  return (table) =>
    (listed.size === 0 || listed.has(table)) &&
    (include.length === 0 || matchesAnyMask(table, include, options)) &&
    !matchesAnyMask(table, exclude, options);
}
