/** What two looks at the tables of a group can find different. */

export const CATALOG_CHANGE_KINDS = [
  'table_added',
  'table_dropped',
  'table_renamed',
  'column_added',
  'column_dropped',
  'column_renamed',
  'type_changed',
  'nullability_changed',
  'default_changed',
  'order_changed',
] as const;
export type CatalogChangeKind = (typeof CATALOG_CHANGE_KINDS)[number];

export interface CatalogChange {
  readonly kind: CatalogChangeKind;
  readonly table: string;
  /** Null for the table as a whole. Of a column that was likely renamed, its new name; so for tables. */
  readonly column: string | null;
  /** Type, `nullable` or `not null`, default, position, or name; null where there was none, or it was not known. */
  readonly before: string | null;
  readonly after: string | null;
  /** Why a rename is likely, in a sentence; null for what was seen and not guessed. */
  readonly because: string | null;
}
