import type { CatalogChange } from '../compare-catalogs/catalog-change.ts';

export const TABLE_STATES = ['added', 'modified', 'dropped', 'unchanged'] as const;
export type TableState = (typeof TABLE_STATES)[number];

/** What became of one table since the run before. */
export interface SchemaFacts {
  readonly kind: 'schema';
  /** Start of that run, ISO 8601; null in the first run, which has nothing to compare with. */
  readonly since: string | null;
  readonly state: TableState;
  readonly columnsAdded: number;
  readonly columnsDropped: number;
  /** Columns with another type, nullability, default or place. */
  readonly columnsModified: number;
  /** `A|3|0|0|2024-03-10T12:00:00.000Z`: state (A, D or M), the three counts, since when; null when nothing changed. */
  readonly signal: string | null;
  /** The first of them; renames are guesses beside the drops and additions that they may explain. */
  readonly changes: readonly Omit<CatalogChange, 'table'>[];
  readonly changesLeftOut: number;
}
