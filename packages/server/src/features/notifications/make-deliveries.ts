/** From the outbox to deliveries: one event at a time, all of it in one transaction. */
import type { NotificationEvent, NotificationEventType } from '@assay/contract';
import { uuidV7 } from '@assay/jobs';
import type { Queryable, Store, StoreTransaction } from '../../store/store.ts';
import type { OutboxRow } from '../../store/tables/notification-tables.ts';
import { addToGroup, insertDelivery } from './deliveries.store.ts';
import { type GateEventData, notificationEvent, type RunEventData } from './event-data.ts';
import { deleteOutboxRow, postponeOutboxRow, type StoredGate, takeOutboxRow } from './event-outbox.store.ts';
import { eventsOfGate, eventsOfRun, type Subscription } from './match-events.ts';
import { type ActiveNotification, lockActiveNotifications } from './notifications.store.ts';
import { projectCode, readRunEvent, tableGroupOf, testSuiteOf } from './run-event.read.ts';
import type { LinkMaker } from './run-links.ts';
import { tellGate } from './tell-gate.ts';

/**
 * Takes the oldest event from the outbox and writes a delivery for each notification that wants it; false when there
 * was none. An event that cannot be told is put aside, so that it holds up no other; the error goes to `onError`.
 */
export async function makeDeliveries(
  store: Store,
  link: LinkMaker,
  onError: (error: unknown) => void,
): Promise<boolean> {
  let taken: OutboxRow | undefined;
  try {
    await store.transaction(async (tx) => {
      taken = await takeOutboxRow(tx.db);
      if (taken === undefined) return;
      await tell(tx, taken, link);
      await deleteOutboxRow(tx.db, taken.id);
    });
  } catch (error) {
    if (taken === undefined) throw error;
    await postponeOutboxRow(store.db, taken.id);
    onError(error);
  }
  return taken !== undefined;
}

async function tell(tx: StoreTransaction, row: OutboxRow, link: LinkMaker): Promise<void> {
  const notifications = await lockActiveNotifications(tx.db, row.project_id);
  if (notifications.length === 0) return;
  const occurrence = await occurrenceOf(tx, row, link);
  if (occurrence === undefined) return;
  const listensToGates = notifications.some(({ events }) => events.includes('gate.failed'));
  if (occurrence.run !== null && listensToGates) await tellGate(tx, row.project_id, occurrence.run);
  for (const notification of notifications) {
    const events = occurrence.eventsFor(notification);
    if (events.length > 0) await deliver(tx.db, notification, events);
  }
}

interface Occurrence {
  /** Null for what is no end of a run. */
  readonly run: RunEventData | null;
  eventsFor(subscription: Subscription): NotificationEvent[];
}

/** Undefined when what happened is gone. */
async function occurrenceOf(
  tx: StoreTransaction,
  row: OutboxRow,
  link: LinkMaker,
): Promise<Occurrence | undefined> {
  if (row.kind === 'gate.failed') {
    const gate = await gateData(tx.db, row, link);
    const make = eventMaker(row.created_at, gate);
    return { run: null, eventsFor: (subscription) => eventsOfGate(subscription, gate).map(make) };
  }
  // The table demands a job for every end of a job.
  const run = await readRunEvent(tx, row.job_id!, link);
  if (run === undefined) return undefined;
  const make = eventMaker(new Date(run.job.completed_at ?? row.created_at), run);
  return { run, eventsFor: (subscription) => eventsOfRun(subscription, run).map(make) };
}

/** An end told as `run.finished` and as `job.failed` is one event; a fallen score is another. */
function eventMaker(happenedAt: Date, data: RunEventData | GateEventData) {
  const id = uuidV7();
  const scoreId = uuidV7();
  return (type: NotificationEventType) =>
    notificationEvent(type === 'score.dropped' ? scoreId : id, type, happenedAt, data);
}

async function gateData(db: Queryable, row: OutboxRow, link: LinkMaker): Promise<GateEventData> {
  // Written by `addEvent`.
  const { gate, reasons, tableGroupId, testSuiteId } = row.data as unknown as StoredGate;
  return {
    project_code: await projectCode(db, row.project_id),
    gate,
    reasons,
    job_id: row.job_id,
    table_group: await tableGroupOf(db, tableGroupId),
    test_suite: await testSuiteOf(db, testSuiteId),
    links: row.job_id === null ? {} : { job: link(`/jobs/${row.job_id}`) },
  };
}

async function deliver(
  db: Queryable,
  { id, muted, grouping_seconds }: ActiveNotification,
  events: readonly NotificationEvent[],
): Promise<void> {
  if (!muted && grouping_seconds > 0) {
    await addToGroup(db, { notificationId: id, events, windowMs: grouping_seconds * 1000 });
    return;
  }
  for (const event of events) await insertDelivery(db, id, [event], { muted });
}
