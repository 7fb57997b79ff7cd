/** What changed in the catalog of a table group since it was last looked at. */
import type { NativeColumn } from '@assay/dialects';
import {
  compareSchema,
  pairColumns,
  pairTables,
  type SchemaColumn,
  type SchemaTable,
} from '../compare-profiles/compare-schema.ts';
import type { CatalogChange, CatalogChangeKind } from './catalog-change.ts';
import { guessByPlace } from './guess-by-place.ts';

/** `columnType` is the database's own spelling. */
export interface CatalogColumn extends SchemaColumn {
  /** Null when nobody has looked yet; `defaultExpression` then says nothing either. */
  readonly nullable: boolean | null;
  readonly defaultExpression: string | null;
}
export type CatalogTable = SchemaTable<CatalogColumn>;

/** As a database describes a column, or as the catalog remembers it. */
type KnownRules = Omit<NativeColumn, 'nullable'> & Pick<CatalogColumn, 'nullable'>;

/** A relation as its database describes it; without columns it is one that could not be described. */
export const catalogTableOf = (relation: {
  readonly table: string;
  readonly columns: readonly KnownRules[];
}): CatalogTable => ({
  table: relation.table,
  columns: relation.columns.map(({ name, position, nativeType, nullable, defaultExpression }) => ({
    table: relation.table,
    column: name,
    position,
    columnType: nativeType,
    nullable,
    defaultExpression,
  })),
  error: relation.columns.length === 0 ? 'Its columns are not known.' : null,
});

/**
 * By table, the table itself first. A table that came or went takes its columns along; one whose columns a side could not
 * read is not compared. Likely renames come beside the drop and the addition that they may explain, because they are
 * guesses.
 */
export function compareCatalogs(
  before: readonly CatalogTable[],
  after: readonly CatalogTable[],
): readonly CatalogChange[] {
  const schema = compareSchema(before, after, guessByPlace);
  const earlier = new Map(before.map((table) => [table.table, table]));
  const later = new Map(after.map((table) => [table.table, table]));
  const changes = [
    ...schema.tablesAdded.map((table) => change('table_added', { table, column: null })),
    ...schema.tablesRemoved.map((table) => change('table_dropped', { table, column: null })),
    ...schema.likelyRenames.map((rename): CatalogChange => {
      const isTable = rename.kind === 'table';
      return {
        kind: isTable ? 'table_renamed' : 'column_renamed',
        table: isTable ? rename.after : rename.table,
        column: isTable ? null : rename.after,
        before: rename.before,
        after: rename.after,
        because: rename.because,
      };
    }),
    ...schema.tablesAdded.flatMap((table) => columnsOf(later.get(table)).map(added)),
    ...schema.tablesRemoved.flatMap((table) => columnsOf(earlier.get(table)).map(dropped)),
    ...schema.columnsAdded.map((place) => added(columnAt(later, place))),
    ...schema.columnsRemoved.map((place) => dropped(columnAt(earlier, place))),
    ...schema.typesChanged.map((place) => change('type_changed', place, place.before, place.after)),
    ...schema.columnsMoved.map((place) =>
      change('order_changed', place, String(place.before), String(place.after)),
    ),
    ...pairTables(before, after)
      .filter((pair) => pair.every(({ error }) => error === null))
      .flatMap(([one, other]) => pairColumns(one, other).flatMap(ruleChanges)),
  ];
  return changes.toSorted((a, b) => compareText(a.table, b.table));
}

/** What else the database holds a column to. */
function ruleChanges([before, after]: readonly [CatalogColumn, CatalogColumn]): CatalogChange[] {
  if (before.nullable === null || after.nullable === null) return [];
  return [
    ...(before.nullable === after.nullable
      ? []
      : [
          change(
            'nullability_changed',
            after,
            nullabilityWord(before.nullable),
            nullabilityWord(after.nullable),
          ),
        ]),
    ...(before.defaultExpression === after.defaultExpression
      ? []
      : [change('default_changed', after, before.defaultExpression, after.defaultExpression)]),
  ];
}

const nullabilityWord = (nullable: boolean): string => (nullable ? 'nullable' : 'not null');

const added = (column: CatalogColumn) => change('column_added', column, null, column.columnType);
const dropped = (column: CatalogColumn) => change('column_dropped', column, column.columnType, null);

const change = (
  kind: CatalogChangeKind,
  { table, column }: { readonly table: string; readonly column: string | null },
  before: string | null = null,
  after: string | null = null,
): CatalogChange => ({ kind, table, column, before, after, because: null });

const columnsOf = (table: CatalogTable | undefined): readonly CatalogColumn[] => table?.columns ?? [];

/** Places come from the same tables, so that the column is there. */
const columnAt = (
  tables: ReadonlyMap<string, CatalogTable>,
  { table, column }: { readonly table: string; readonly column: string },
): CatalogColumn => columnsOf(tables.get(table)).find((one) => one.column === column)!;

/** The same on every machine, whatever its language. */
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
