/**
 * Flags of profiled columns as they count now. What a person says in the catalog holds for every run, earlier ones too,
 * so that values are hidden at once; without a person's word the newest finding of the rules counts, else that of the run.
 */
import type { PiiFlag } from '@assay/checks';
import { sql } from 'kysely';
import type { Queryable } from '../../store/store.ts';

/** Rows of column_profile with their run and, where the catalog knows them, their catalog rows. */
export const flaggedColumns = (db: Queryable) =>
  db
    .selectFrom('column_profile')
    .innerJoin('profiling_run', 'profiling_run.job_id', 'column_profile.profiling_run_id')
    .leftJoin('catalog_table', (join) =>
      join
        .onRef('catalog_table.table_group_id', '=', 'profiling_run.table_group_id')
        .onRef('catalog_table.name', '=', 'column_profile.table_name'),
    )
    .leftJoin('catalog_column', (join) =>
      join
        .onRef('catalog_column.catalog_table_id', '=', 'catalog_table.id')
        .onRef('catalog_column.name', '=', 'column_profile.column_name'),
    );

/** The flag that counts now, in a query over `flaggedColumns`. */
export const PII_NOW = sql<PiiFlag | null>`CASE WHEN 'pii' = ANY (catalog_column.manual_fields)
  THEN catalog_column.pii ELSE coalesce(catalog_column.pii, column_profile.detected_pii) END`;

/** The same for critical data elements. */
export const CRITICAL_NOW = sql<boolean>`CASE
  WHEN 'critical_data_element' = ANY (catalog_column.manual_fields) THEN catalog_column.critical_data_element
  ELSE column_profile.detected_critical_data_element END`;

/**
 * Whether values may be personal, in a query over `flaggedColumns`: they are flagged, or nobody has looked yet, as in
 * a first run that is under way or ended early.
 */
export const MAY_BE_PERSONAL = sql<boolean>`(${PII_NOW} IS NOT NULL
  OR (profiling_run.finished_at IS NULL AND catalog_column.semantic_type IS NULL
      AND 'pii' = ANY (catalog_column.manual_fields) IS NOT TRUE))`;
