/** The connection table. */
import type { Queryable } from '../../store/store.ts';
import type { Connection, ConnectionChange, NewConnection } from '../../store/tables/project-tables.ts';
import { fetchPage, type Page, type PageRequest } from '../page.ts';

export const CONNECTION_NAME_CONSTRAINT = 'connection_name_key';

/** A connection with the code of its project, which is how the API speaks of it. */
export interface PlacedConnection extends Connection {
  readonly project_code: string;
}

const placed = (db: Queryable) =>
  db
    .selectFrom('connection')
    .innerJoin('project', 'project.id', 'connection.project_id')
    .selectAll('connection')
    .select('project.code as project_code');

export async function insertConnection(db: Queryable, connection: NewConnection): Promise<void> {
  await db.insertInto('connection').values(connection).execute();
}

export function findConnection(db: Queryable, id: string): Promise<PlacedConnection | undefined> {
  return placed(db).where('connection.id', '=', id).executeTakeFirst();
}

/** Of one project: a connection of another is as good as none. */
export function findConnectionByName(
  db: Queryable,
  projectId: string,
  name: string,
): Promise<PlacedConnection | undefined> {
  return placed(db)
    .where('connection.project_id', '=', projectId)
    .where('connection.name', '=', name)
    .executeTakeFirst();
}

/** By name. */
export function listConnections(
  db: Queryable,
  projectId: string,
  page: PageRequest,
): Promise<Page<PlacedConnection>> {
  return fetchPage(
    placed(db).where('connection.project_id', '=', projectId).orderBy('connection.name'),
    page,
  );
}

export async function updateConnection(db: Queryable, id: string, change: ConnectionChange): Promise<void> {
  await db
    .updateTable('connection')
    .set({ ...change, updated_at: new Date() })
    .where('id', '=', id)
    .execute();
}

export async function deleteConnection(db: Queryable, id: string): Promise<void> {
  await db.deleteFrom('connection').where('id', '=', id).execute();
}

/** Names of the table groups that use a connection, by name. */
export async function tableGroupsOfConnection(db: Queryable, id: string): Promise<string[]> {
  const rows = await db
    .selectFrom('table_group')
    .select('name')
    .where('connection_id', '=', id)
    .orderBy('name')
    .execute();
  return rows.map((row) => row.name);
}
