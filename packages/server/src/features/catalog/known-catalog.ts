/** What the catalog knows of the tables that were there at the last look, and how what is gone is stamped. */
import { type CatalogChange, type CatalogTable, catalogTableOf } from '@assay/checks';
import type { Queryable } from '../../store/store.ts';
import { inChunks } from '../profiling-runs/in-chunks.ts';

export interface KnownCatalog {
  readonly tables: readonly CatalogTable[];
  /** Ids of tables and of columns, by `placeKey`. */
  readonly ids: ReadonlyMap<string, string>;
}

/** Null when nobody has looked at the group yet. */
export async function knownCatalog(db: Queryable, tableGroupId: string): Promise<KnownCatalog | null> {
  const rows = await db
    .selectFrom('catalog_table')
    .leftJoin('catalog_column', (join) =>
      join
        .onRef('catalog_column.catalog_table_id', '=', 'catalog_table.id')
        .on('catalog_column.dropped_at', 'is', null),
    )
    .select(['catalog_table.id as table_id', 'catalog_table.name as table', 'catalog_table.dropped_at'])
    .select(['catalog_column.id as column_id', 'catalog_column.name as column', 'position'])
    .select(['native_type', 'nullable', 'default_expression'])
    .where('table_group_id', '=', tableGroupId)
    .orderBy('catalog_table.name')
    .orderBy('position')
    .execute();
  if (rows.length === 0) return null;
  const ids = new Map<string, string>();
  const there = Map.groupBy(
    rows.filter(({ dropped_at }) => dropped_at === null),
    ({ table }) => table,
  );
  const tables = [...there].map(([table, places]) => {
    ids.set(placeKey(table, null), places[0]!.table_id);
    const columns = places.flatMap((place) => {
      if (place.column_id === null) return [];
      ids.set(placeKey(table, place.column!), place.column_id);
      // Of a column that is there, these are too.
      const facts = { name: place.column!, position: place.position!, nativeType: place.native_type! };
      return [{ ...facts, nullable: place.nullable, defaultExpression: place.default_expression }];
    });
    return catalogTableOf({ table, columns });
  });
  return { tables, ids };
}

const placeKey = (table: string, column: string | null): string => JSON.stringify([table, column]);

export interface DroppedPlaces {
  readonly tableIds: readonly string[];
  readonly columnIds: readonly string[];
}

export function droppedPlaces(changes: readonly CatalogChange[], { ids }: KnownCatalog): DroppedPlaces {
  const idsOf = (kind: CatalogChange['kind']) =>
    changes
      .filter((change) => change.kind === kind)
      .flatMap(({ table, column }) => ids.get(placeKey(table, column)) ?? []);
  return { tableIds: idsOf('table_dropped'), columnIds: idsOf('column_dropped') };
}

/** Their rows stay, so that their history stays readable. */
export async function dropPlaces(
  db: Queryable,
  { tableIds, columnIds }: DroppedPlaces,
  seenAt: Date,
): Promise<void> {
  await inChunks(tableIds, (ids) =>
    db.updateTable('catalog_table').set({ dropped_at: seenAt }).where('id', 'in', ids).execute(),
  );
  await inChunks(columnIds, (ids) =>
    db.updateTable('catalog_column').set({ dropped_at: seenAt }).where('id', 'in', ids).execute(),
  );
}
