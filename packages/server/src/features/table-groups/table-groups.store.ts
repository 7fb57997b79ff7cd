/** The table_group table. */
import type { Queryable } from '../../store/store.ts';
import type { NewTableGroup, TableGroup, TableGroupChange } from '../../store/tables/project-tables.ts';
import { fetchPage, type Page, type PageRequest } from '../page.ts';

export const TABLE_GROUP_NAME_CONSTRAINT = 'table_group_name_key';

export interface PlacedTableGroup extends TableGroup {
  readonly project_code: string;
}

const placed = (db: Queryable) =>
  db
    .selectFrom('table_group')
    .innerJoin('project', 'project.id', 'table_group.project_id')
    .selectAll('table_group')
    .select('project.code as project_code');

export async function insertTableGroup(db: Queryable, tableGroup: NewTableGroup): Promise<void> {
  await db.insertInto('table_group').values(tableGroup).execute();
}

export function findTableGroup(db: Queryable, id: string): Promise<PlacedTableGroup | undefined> {
  return placed(db).where('table_group.id', '=', id).executeTakeFirst();
}

/** By name; those of one connection when it is given. */
export function listTableGroups(
  db: Queryable,
  projectId: string,
  page: PageRequest,
  connectionId?: string,
): Promise<Page<PlacedTableGroup>> {
  let query = placed(db).where('table_group.project_id', '=', projectId).orderBy('table_group.name');
  if (connectionId !== undefined) query = query.where('table_group.connection_id', '=', connectionId);
  return fetchPage(query, page);
}

export async function updateTableGroup(db: Queryable, id: string, change: TableGroupChange): Promise<void> {
  await db
    .updateTable('table_group')
    .set({ ...change, updated_at: new Date() })
    .where('id', '=', id)
    .execute();
}

export async function deleteTableGroup(db: Queryable, id: string): Promise<void> {
  await db.deleteFrom('table_group').where('id', '=', id).execute();
}
