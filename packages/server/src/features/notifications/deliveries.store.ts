/** The delivery table and its attempts. Its clock is the database's. */
import type { NotificationEvent } from '@assay/contract';
import { uuidV7 } from '@assay/jobs';
import { sql } from 'kysely';
import { json } from '../../store/json-column.ts';
import type { Queryable } from '../../store/store.ts';
import type { Delivery } from '../../store/tables/notification-tables.ts';
import type { AttemptResult } from './attempt-result.ts';

const NOW = sql<Date>`statement_timestamp()`;
const inMs = (ms: number) => sql<Date>`statement_timestamp() + ${ms}::float8 * interval '1 millisecond'`;

/** A sender that is not heard of for so long is lost, and another one sends. Longer than any attempt takes. */
const LEASE_MS = 45_000;
const EVENTS_OF_A_GROUP = 100;

/** A delivery to send at once; of a muted notification one that is kept only. */
export async function insertDelivery(
  db: Queryable,
  notificationId: string,
  events: readonly NotificationEvent[],
  { muted }: { readonly muted: boolean },
): Promise<void> {
  const made = { id: uuidV7(), notification_id: notificationId, events: json([...events]) };
  await db
    .insertInto('delivery')
    .values(muted ? { ...made, status: 'muted', ended_at: NOW } : { ...made, status: 'pending' })
    .execute();
}

export function findDelivery(db: Queryable, id: string): Promise<Delivery | undefined> {
  return db.selectFrom('delivery').selectAll().where('id', '=', id).executeTakeFirst();
}

export interface OpenGroup {
  readonly notificationId: string;
  readonly events: readonly NotificationEvent[];
  readonly windowMs: number;
}

/** Adds events to the delivery that still collects, or begins one. The notification must be locked. */
export async function addToGroup(
  db: Queryable,
  { notificationId, events, windowMs }: OpenGroup,
): Promise<void> {
  const open = await db
    .selectFrom('delivery')
    .select('id')
    .where('notification_id', '=', notificationId)
    .where('status', '=', 'pending')
    .where('test', '=', false)
    .where('attempt_ct', '=', 0)
    .where('lease_token', 'is', null)
    .where('due_at', '>', NOW)
    .where(sql<number>`jsonb_array_length(events)`, '<', EVENTS_OF_A_GROUP)
    .orderBy('created_at')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  if (open === undefined) {
    const made = { id: uuidV7(), notification_id: notificationId, events: json([...events]) };
    await db
      .insertInto('delivery')
      .values({ ...made, status: 'pending', due_at: inMs(windowMs) })
      .execute();
    return;
  }
  await sql`UPDATE delivery SET events = events || ${json(events)}::text::jsonb WHERE id = ${open.id}`.execute(
    db,
  );
}

export interface ClaimedDelivery extends Delivery {
  readonly lease_token: string;
}

/**
 * Takes a delivery that is due. One at a time for each notification, so that a receiver that does not answer holds up
 * nobody else; one whose sender was lost is taken again.
 */
export async function claimDelivery(db: Queryable): Promise<ClaimedDelivery | undefined> {
  const { rows } = await sql<ClaimedDelivery>`
    WITH due AS (
      SELECT id FROM delivery
       WHERE status = 'pending' AND due_at <= ${NOW} AND (lease_until IS NULL OR lease_until <= ${NOW})
         AND NOT EXISTS (SELECT FROM delivery AS other
           WHERE other.notification_id = delivery.notification_id AND other.status = 'pending'
             AND other.lease_until > ${NOW} AND other.id <> delivery.id)
       ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    UPDATE delivery SET attempt_ct = attempt_ct + 1, lease_token = ${uuidV7()}, lease_until = ${inMs(LEASE_MS)}
      FROM due WHERE delivery.id = due.id
    RETURNING delivery.*`.execute(db);
  return rows[0];
}

/** A delivery to try a notification out: sent by who makes it, and by nobody else meanwhile. */
export async function insertTestDelivery(
  db: Queryable,
  notificationId: string,
  event: NotificationEvent,
): Promise<ClaimedDelivery> {
  const token = uuidV7();
  const row = await db
    .insertInto('delivery')
    .values({
      id: uuidV7(),
      notification_id: notificationId,
      events: json([event]),
      status: 'pending',
      test: true,
      attempt_ct: 1,
      lease_token: token,
      lease_until: inMs(LEASE_MS),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { ...row, lease_token: token };
}

type Held = Pick<ClaimedDelivery, 'id' | 'lease_token'>;

/** Gives a delivery back that was not sent: the attempt does not count. */
export async function releaseDelivery(db: Queryable, { id, lease_token }: Held): Promise<void> {
  await db
    .updateTable('delivery')
    .set((row) => ({ attempt_ct: row('attempt_ct', '-', 1), lease_token: null, lease_until: null }))
    .where('id', '=', id)
    .where('lease_token', '=', lease_token)
    .execute();
}

/** How it goes on after an attempt. */
export type DeliveryEnd =
  | { readonly status: 'delivered' }
  | { readonly status: 'dead'; readonly error: string }
  | { readonly status: 'pending'; readonly inMs: number };

/** False when the lease is lost: then somebody else has sent it, or does. */
export async function endAttempt(
  db: Queryable,
  { id, lease_token }: Held,
  result: AttemptResult,
  end: DeliveryEnd,
): Promise<boolean> {
  const ended = await db
    .updateTable('delivery')
    .set({
      status: end.status,
      last_status_code: result.statusCode,
      last_error: end.status === 'dead' ? end.error : result.error,
      lease_token: null,
      lease_until: null,
      ended_at: end.status === 'pending' ? null : NOW,
      ...(end.status === 'pending' ? { due_at: inMs(end.inMs) } : {}),
    })
    .where('id', '=', id)
    .where('lease_token', '=', lease_token)
    .returning('id')
    .executeTakeFirst();
  return ended !== undefined;
}

export async function insertAttempt(
  db: Queryable,
  deliveryId: string,
  { statusCode, response, error }: AttemptResult,
  { startedAt, durationMs }: { readonly startedAt: Date; readonly durationMs: number },
): Promise<void> {
  await db
    .insertInto('delivery_attempt')
    .values({
      id: uuidV7(),
      delivery_id: deliveryId,
      started_at: startedAt,
      duration_ms: durationMs,
      status_code: statusCode,
      response,
      error,
    })
    .execute();
}

/** Ends what is on its way and in nobody's hands. */
export async function giveUpDeliveries(db: Queryable, notificationId: string, reason: string): Promise<void> {
  await db
    .updateTable('delivery')
    .set({ status: 'dead', ended_at: NOW, last_error: reason, lease_token: null, lease_until: null })
    .where('notification_id', '=', notificationId)
    .where('status', '=', 'pending')
    .where((row) => row.or([row('lease_until', 'is', null), row('lease_until', '<=', NOW)]))
    .execute();
}

/** Puts a delivery that has ended back on its way; false when it has not ended. */
export async function restartDelivery(db: Queryable, id: string): Promise<boolean> {
  const restarted = await db
    .updateTable('delivery')
    .set({ status: 'pending', attempt_ct: 0, due_at: NOW, ended_at: null })
    .where('id', '=', id)
    .where('status', '<>', 'pending')
    .returning('id')
    .executeTakeFirst();
  return restarted !== undefined;
}

/** Deletes one batch of deliveries that ended before so many days; gives how many. */
export async function deleteOldDeliveries(db: Queryable, days: number, batchSize: number): Promise<number> {
  const deleted = await db
    .deleteFrom('delivery')
    .where('id', 'in', (inner) =>
      inner
        .selectFrom('delivery')
        .select('id')
        .where('ended_at', '<', sql<Date>`statement_timestamp() - ${days}::integer * interval '1 day'`)
        .orderBy('ended_at')
        .limit(batchSize)
        .forUpdate()
        .skipLocked(),
    )
    .returning('id')
    .execute();
  return deleted.length;
}
