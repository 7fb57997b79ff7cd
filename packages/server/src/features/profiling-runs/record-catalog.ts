/** The catalog at the end of a profiling run: its tables as they are now, with what was measured of them. */
import { sql } from 'kysely';
import type { Queryable } from '../../store/store.ts';
import { type CatalogSighting, refreshCatalog } from '../catalog/refresh-catalog.ts';

/** To be called when the run's profile is stored. What a person set stays. */
export async function recordCatalog(db: Queryable, sighting: CatalogSighting): Promise<void> {
  await refreshCatalog(db, sighting);
  await copyProfile(db, sighting);
}

/** Counts, roles and meanings of everything that could be measured. */
async function copyProfile(db: Queryable, { runId, tableGroupId }: CatalogSighting): Promise<void> {
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
