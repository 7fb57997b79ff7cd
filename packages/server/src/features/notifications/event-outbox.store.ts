/**
 * The outbox: what happened, written in the transaction in which it happened. Ends of jobs come from a trigger
 * (migration 0017); everything else from `addEvent`.
 */
import { sql } from 'kysely';
import { json } from '../../store/json-column.ts';
import type { Queryable, StoreTransaction } from '../../store/store.ts';
import type { OutboxRow } from '../../store/tables/notification-tables.ts';

/** Told when there is something to take or to send, by the trigger too. */
export const EVENT_CHANNEL = 'assay_event';

/** A gate said no. */
export interface GateFailed {
  readonly type: 'gate.failed';
  readonly projectId: string;
  readonly gate: string;
  /** A sentence each, without values of the data. */
  readonly reasons: readonly string[];
  /** The run that it judged; null when there was none. */
  readonly jobId: string | null;
  readonly tableGroupId: string | null;
  readonly testSuiteId: string | null;
}

/** What the outbox keeps of a failed gate. */
export type StoredGate = Pick<GateFailed, 'gate' | 'reasons' | 'tableGroupId' | 'testSuiteId'>;

/** Adds an event that is told if and when the transaction commits, at least once. */
export async function addEvent(tx: StoreTransaction, event: GateFailed): Promise<void> {
  const { gate, reasons, tableGroupId, testSuiteId } = event;
  const stored: StoredGate = { gate, reasons, tableGroupId, testSuiteId };
  await tx.db
    .insertInto('event_outbox')
    .values({ kind: event.type, project_id: event.projectId, job_id: event.jobId, data: json({ ...stored }) })
    .execute();
  await wakeDispatchers(tx.db);
}

/** Wakes the dispatchers of all processes when the transaction commits. */
export async function wakeDispatchers(db: Queryable): Promise<void> {
  await sql`SELECT pg_notify(${EVENT_CHANNEL}, '')`.execute(db);
}

/** Locks the oldest event that is due, or gives undefined; others take others meanwhile. */
export function takeOutboxRow(db: Queryable): Promise<OutboxRow | undefined> {
  return db
    .selectFrom('event_outbox')
    .selectAll()
    .where('due_at', '<=', sql<Date>`statement_timestamp()`)
    .orderBy('due_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

export async function deleteOutboxRow(db: Queryable, id: number): Promise<void> {
  await db.deleteFrom('event_outbox').where('id', '=', id).execute();
}

/** Puts an event that could not be told aside: 2, 4, 8 ... seconds, at most an hour. It is never given up. */
export async function postponeOutboxRow(db: Queryable, id: number): Promise<void> {
  await sql`
    UPDATE event_outbox SET failure_ct = failure_ct + 1,
        due_at = statement_timestamp() + least(3600, 2 ^ least(failure_ct + 1, 12)) * interval '1 second'
     WHERE id = ${id}`.execute(db);
}
