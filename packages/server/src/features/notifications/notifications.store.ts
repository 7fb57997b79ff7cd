/** The notification table. */
import type { NotificationKind } from '@assay/contract';
import { sql } from 'kysely';
import type { Queryable } from '../../store/store.ts';
import type {
  NewNotification,
  Notification,
  NotificationChange,
} from '../../store/tables/notification-tables.ts';
import { fetchPage, type Page, type PageRequest } from '../page.ts';

export const NOTIFICATION_NAME_CONSTRAINT = 'notification_name_key';

export interface PlacedNotification extends Notification {
  readonly project_code: string;
}

const placed = (db: Queryable) =>
  db
    .selectFrom('notification')
    .innerJoin('project', 'project.id', 'notification.project_id')
    .selectAll('notification')
    .select('project.code as project_code');

export async function insertNotification(db: Queryable, notification: NewNotification): Promise<void> {
  await db.insertInto('notification').values(notification).execute();
}

export function findNotification(db: Queryable, id: string): Promise<PlacedNotification | undefined> {
  return placed(db).where('notification.id', '=', id).executeTakeFirst();
}

/** Locks it until the transaction ends: deliveries are made, ended and given up one after the other. */
export function lockNotification(db: Queryable, id: string): Promise<PlacedNotification | undefined> {
  return placed(db).where('notification.id', '=', id).forUpdate('notification').executeTakeFirst();
}

/** By name; of all kinds when none is named. */
export function listNotifications(
  db: Queryable,
  projectId: string,
  kinds: readonly NotificationKind[],
  page: PageRequest,
): Promise<Page<PlacedNotification>> {
  let query = placed(db).where('notification.project_id', '=', projectId).orderBy('notification.name');
  if (kinds.length > 0) query = query.where('notification.kind', 'in', kinds);
  return fetchPage(query, page);
}

/** A notification to make deliveries for. */
export interface ActiveNotification extends Notification {
  readonly muted: boolean;
}

/** Those of a project that are switched on, locked until the transaction ends. */
export function lockActiveNotifications(db: Queryable, projectId: string): Promise<ActiveNotification[]> {
  return db
    .selectFrom('notification')
    .selectAll()
    .select(sql<boolean>`coalesce(muted_until > statement_timestamp(), false)`.as('muted'))
    .where('project_id', '=', projectId)
    .where('active', '=', true)
    .orderBy('id')
    .forUpdate()
    .execute();
}

export async function updateNotification(
  db: Queryable,
  id: string,
  change: NotificationChange,
): Promise<void> {
  await db
    .updateTable('notification')
    .set({ ...change, updated_at: new Date() })
    .where('id', '=', id)
    .execute();
}

export async function deleteNotification(db: Queryable, id: string): Promise<void> {
  await db.deleteFrom('notification').where('id', '=', id).execute();
}
