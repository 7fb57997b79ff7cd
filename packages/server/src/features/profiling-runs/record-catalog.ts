/** Brings the catalog of a table group up to date with what a run saw: added, changed, dropped. */
import type { RelationDescription } from '@assay/engine';
import { uuidV7 } from '@assay/jobs';
import { sql } from 'kysely';
import type { Queryable } from '../../store/store.ts';
import { inChunks } from './in-chunks.ts';
import type { Inventory } from './take-inventory.ts';

export interface Sighting extends Inventory {
  readonly runId: string;
  readonly tableGroupId: string;
  readonly seenAt: Date;
}

/**
 * To be called when the run's profile is stored. What a person set stays. What could not be read this time keeps what
 * was known of it. A table that exists but is not selected any more is not dropped, and a schema that shows nothing
 * at all drops nothing: rather a stale row than a false alarm over a permission that is missing for a day.
 */
export async function recordCatalog(db: Queryable, sighting: Sighting): Promise<void> {
  const ids = await upsertTables(db, sighting);
  await upsertColumns(db, sighting, ids);
  await copyProfile(db, sighting);
  await dropMissing(db, sighting, ids);
}

/** Ids in the catalog, by name. */
type TableIds = ReadonlyMap<string, string>;

async function upsertTables(db: Queryable, { tableGroupId, selected, seenAt }: Sighting): Promise<TableIds> {
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

async function upsertColumns(db: Queryable, { selected, seenAt }: Sighting, ids: TableIds): Promise<void> {
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
          last_seen_at: ref('excluded.last_seen_at'),
          type_changed_at: sql<Date | null>`CASE WHEN catalog_column.native_type <> excluded.native_type
            THEN excluded.last_seen_at ELSE catalog_column.type_changed_at END`,
          dropped_at: null,
        })),
      )
      .execute(),
  );
}

const columnRow = (
  tableId: string,
  { name, position, generalType, columnType, nativeType }: RelationDescription['columns'][number],
  seenAt: Date,
) => ({
  id: uuidV7(),
  catalog_table_id: tableId,
  name,
  position,
  general_type: generalType,
  column_type: columnType,
  native_type: nativeType,
  semantic_type: null,
  semantic_reason: null,
  first_seen_at: seenAt,
  last_seen_at: seenAt,
});

/** Counts, roles and meanings of everything that could be measured. */
async function copyProfile(db: Queryable, { runId, tableGroupId }: Sighting): Promise<void> {
  await sql`UPDATE catalog_table AS known
    SET record_ct = profiled.record_ct,
        role = CASE WHEN 'role' = ANY (known.manual_fields) THEN known.role ELSE profiled.role END
    FROM profiled_table AS profiled
   WHERE known.table_group_id = ${tableGroupId} AND known.name = profiled.table_name
     AND profiled.profiling_run_id = ${runId} AND profiled.error IS NULL`.execute(db);
  await sql`UPDATE catalog_column AS known
    SET semantic_type = CASE WHEN 'semantic_type' = ANY (known.manual_fields)
                             THEN known.semantic_type ELSE profile.semantic_type END,
        semantic_reason = CASE WHEN 'semantic_type' = ANY (known.manual_fields)
                               THEN known.semantic_reason ELSE profile.semantic_reason END,
        detected_pii = profile.detected_pii,
        pii = CASE WHEN 'pii' = ANY (known.manual_fields) THEN known.pii ELSE profile.detected_pii END,
        detected_critical_data_element = profile.detected_critical_data_element,
        critical_data_element = CASE WHEN 'critical_data_element' = ANY (known.manual_fields)
          THEN known.critical_data_element ELSE profile.detected_critical_data_element END,
        suggested_type = profile.suggested_type
    FROM catalog_table AS parent
    JOIN column_profile AS profile ON profile.table_name = parent.name
   WHERE parent.table_group_id = ${tableGroupId} AND known.catalog_table_id = parent.id
     AND profile.profiling_run_id = ${runId} AND profile.error IS NULL
     AND known.name = profile.column_name`.execute(db);
}

/** Stamps what is gone from the target: tables of the schema, and columns of the tables that could be described. */
async function dropMissing(
  db: Queryable,
  { tableGroupId, present, selected, seenAt }: Sighting,
  ids: TableIds,
): Promise<void> {
  if (present.length > 0) {
    await db
      .updateTable('catalog_table')
      .set({ dropped_at: seenAt })
      .where('table_group_id', '=', tableGroupId)
      .where('dropped_at', 'is', null)
      .where(sql<boolean>`name <> ALL (${present}::text[])`)
      .execute();
  }
  const described = selected.filter(({ columns }) => columns.length > 0);
  const tableIds = described.map(({ table }) => ids.get(table) ?? '');
  // The columns that are there have just been seen.
  await db
    .updateTable('catalog_column')
    .set({ dropped_at: seenAt })
    .where(sql<boolean>`catalog_table_id = ANY (${tableIds}::uuid[])`)
    .where('dropped_at', 'is', null)
    .where('last_seen_at', '<', seenAt)
    .execute();
}
