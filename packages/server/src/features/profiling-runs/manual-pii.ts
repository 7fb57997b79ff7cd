/** What people said about personal data in the catalog: runs take it over and never change it. */
import type { ManualPii } from '@assay/checks';
import { sql } from 'kysely';
import type { Queryable } from '../../store/store.ts';

export function listManualPii(db: Queryable, tableGroupId: string): Promise<ManualPii[]> {
  return db
    .selectFrom('catalog_column')
    .innerJoin('catalog_table', 'catalog_table.id', 'catalog_column.catalog_table_id')
    .select(['catalog_table.name as table', 'catalog_column.name as column', 'catalog_column.pii'])
    .where('catalog_table.table_group_id', '=', tableGroupId)
    .where(sql<boolean>`'pii' = ANY (catalog_column.manual_fields)`)
    .execute();
}
