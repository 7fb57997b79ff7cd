/** Brings the catalog of a table group up to date with what a run saw, and records what changed. */
import { catalogTableOf, compareCatalogs } from '@assay/checks';
import type { RelationDescription } from '@assay/engine';
import { uuidV7 } from '@assay/jobs';
import { sql } from 'kysely';
import type { Queryable } from '../../store/store.ts';
import { inChunks } from '../profiling-runs/in-chunks.ts';
import { insertCatalogChanges } from './catalog-changes.store.ts';
import { dropPlaces, droppedPlaces, knownCatalog } from './known-catalog.ts';
import type { TablesSeen } from './look-at-tables.ts';

/** What could not be described has no columns. */
export interface CatalogSighting extends TablesSeen {
  readonly runId: string;
  readonly tableGroupId: string;
  /** When the run started: when it says that things changed. */
  readonly seenAt: Date;
}

/**
 * To be called in a transaction. What people said of tables and columns stays, and so does what was known of tables that
 * could not be described. A table that exists but is not selected any more is not dropped. A look that finds no table at
 * all, or that is older than the one the catalog shows, changes nothing: rather a stale row than a false alarm over a
 * permission that is missing for a day. The first look at a group records no changes.
 */
export async function refreshCatalog(db: Queryable, sighting: CatalogSighting): Promise<void> {
  if (sighting.present.length === 0 || !(await isNewest(db, sighting))) return;
  const known = await knownCatalog(db, sighting.tableGroupId);
  const changes =
    known === null
      ? []
      : compareCatalogs(stillMeant(known.tables, sighting), sighting.selected.map(catalogTableOf));
  const ids = await upsertTables(db, sighting);
  await upsertColumns(db, sighting, ids);
  if (known !== null) await dropPlaces(db, droppedPlaces(changes, known), sighting.seenAt);
  await insertCatalogChanges(db, sighting, changes);
}

/** Tables that are there without being selected are none of the group's business, and not gone either. */
function stillMeant<Table extends { readonly table: string }>(
  tables: readonly Table[],
  { present, selected }: CatalogSighting,
): Table[] {
  const others = new Set(present);
  for (const { table } of selected) others.delete(table);
  return tables.filter(({ table }) => !others.has(table));
}

/** Holds back other refreshes of the group until the transaction ends. */
async function isNewest(db: Queryable, { tableGroupId, seenAt }: CatalogSighting): Promise<boolean> {
  const group = await db
    .selectFrom('table_group')
    .select('catalog_seen_at')
    .where('id', '=', tableGroupId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (group === undefined || (group.catalog_seen_at !== null && group.catalog_seen_at > seenAt)) return false;
  await db
    .updateTable('table_group')
    .set({ catalog_seen_at: seenAt })
    .where('id', '=', tableGroupId)
    .execute();
  return true;
}

/** Ids in the catalog, by name. */
type TableIds = ReadonlyMap<string, string>;

async function upsertTables(
  db: Queryable,
  { tableGroupId, selected, seenAt }: CatalogSighting,
): Promise<TableIds> {
  const ids = new Map<string, string>();
  await inChunks(selected, async (chunk) => {
    const rows = await db
      .insertInto('catalog_table')
      .values(
        chunk.map(({ table, kind }) => ({
          id: uuidV7(),
          table_group_id: tableGroupId,
          name: table,
          kind,
          role: null,
          first_seen_at: seenAt,
          last_seen_at: seenAt,
        })),
      )
      .onConflict((conflict) =>
        conflict.constraint('catalog_table_name_key').doUpdateSet(({ ref }) => ({
          kind: ref('excluded.kind'),
          last_seen_at: ref('excluded.last_seen_at'),
          dropped_at: null,
        })),
      )
      .returning(['id', 'name'])
      .execute();
    for (const { id, name } of rows) ids.set(name, id);
  });
  return ids;
}

async function upsertColumns(
  db: Queryable,
  { selected, seenAt }: CatalogSighting,
  ids: TableIds,
): Promise<void> {
  const rows = selected.flatMap(({ table, columns }) =>
    columns.map((column) => columnRow(ids.get(table) ?? '', column, seenAt)),
  );
  await inChunks(rows, (chunk) =>
    db
      .insertInto('catalog_column')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.constraint('catalog_column_name_key').doUpdateSet(({ ref }) => ({
          position: ref('excluded.position'),
          general_type: ref('excluded.general_type'),
          column_type: ref('excluded.column_type'),
          native_type: ref('excluded.native_type'),
          nullable: ref('excluded.nullable'),
          default_expression: ref('excluded.default_expression'),
          last_seen_at: ref('excluded.last_seen_at'),
          type_changed_at: sql<Date | null>`CASE WHEN catalog_column.native_type <> excluded.native_type
            THEN excluded.last_seen_at ELSE catalog_column.type_changed_at END`,
          dropped_at: null,
        })),
      )
      .execute(),
  );
}

const columnRow = (tableId: string, column: RelationDescription['columns'][number], seenAt: Date) => ({
  id: uuidV7(),
  catalog_table_id: tableId,
  name: column.name,
  position: column.position,
  general_type: column.generalType,
  column_type: column.columnType,
  native_type: column.nativeType,
  nullable: column.nullable,
  default_expression: column.defaultExpression,
  semantic_type: null,
  semantic_reason: null,
  first_seen_at: seenAt,
  last_seen_at: seenAt,
});
