import type { Queryable } from '../../store/store.ts';
import { selectsTable } from '../table-groups/select-tables.ts';

/** Names of the tables that were there at the last look, of those that the group means. */
export async function presentTables(db: Queryable, tableGroupId: string): Promise<string[]> {
  const tables = await db
    .selectFrom('catalog_table')
    .innerJoin('table_group', 'table_group.id', 'catalog_table.table_group_id')
    .select(['catalog_table.name', 'tables', 'include_masks as include', 'exclude_masks as exclude'])
    .where('table_group_id', '=', tableGroupId)
    .where('dropped_at', 'is', null)
    .orderBy('catalog_table.name')
    .execute();
  return tables.filter(({ name, ...selection }) => selectsTable(selection)(name)).map(({ name }) => name);
}
