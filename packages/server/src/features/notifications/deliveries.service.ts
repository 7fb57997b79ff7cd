/** Trying notifications out, and sending deliveries again. */
import type { NotificationEvent } from '@assay/contract';
import { uuidV7 } from '@assay/jobs';
import { notFound, problem } from '../../http/api-problem.ts';
import type { Store } from '../../store/store.ts';
import type { Courier } from './courier.ts';
import { findDelivery, insertTestDelivery, restartDelivery } from './deliveries.store.ts';
import { notificationEvent } from './event-data.ts';
import { wakeDispatchers } from './event-outbox.store.ts';
import { getNotification } from './notifications.service.ts';
import { lockNotification } from './notifications.store.ts';
import { sendDelivery } from './send-delivery.ts';

/** Sends a made-up event at once and waits for what comes of it; gives the id of the delivery. */
export async function tryOut(store: Store, courier: Courier, notificationId: string): Promise<string> {
  const notification = await getNotification(store.db, notificationId);
  const event = testEvent(notification.project_code);
  const delivery = await insertTestDelivery(store.db, notificationId, event);
  await sendDelivery(store, courier, delivery);
  return delivery.id;
}

/** A run that never was: nobody can mistake it for one of theirs, its ids lead nowhere. */
function testEvent(projectCode: string): NotificationEvent {
  const now = new Date();
  const time = now.toISOString();
  return notificationEvent(uuidV7(), 'run.finished', now, {
    project_code: projectCode,
    job: {
      id: uuidV7(),
      job_key: 'run-tests',
      status: 'completed',
      source: 'api',
      created_at: time,
      claimed_at: time,
      started_at: time,
      completed_at: time,
      error_message: null,
    },
    table_group: null,
    test_suite: null,
    score: { now: 1, before: 1 },
    tests: { passed: 1, failed: 0, warning: 0, error: 0, log: 0, dismissed: 0 },
    issues: null,
    changes: { against: null, new: 0, remaining: 0, fixed: 0 },
    findings: [],
    findings_left_out: 0,
    links: {},
  });
}

/** Throws ApiProblem: 404 when it is gone, 409 when it is on its way already or nobody would send it. */
export async function replay(store: Store, deliveryId: string): Promise<void> {
  await store.transaction(async ({ db }) => {
    const delivery = await findDelivery(db, deliveryId);
    const notification = delivery && (await lockNotification(db, delivery.notification_id));
    if (notification === undefined) throw notFound();
    if (!notification.active) {
      throw problem(
        'delivery_not_replayable',
        `The notification "${notification.name}" is switched off. Switch it on first.`,
      );
    }
    if (!(await restartDelivery(db, deliveryId))) {
      throw problem('delivery_not_replayable', 'The delivery is still on its way.');
    }
    await wakeDispatchers(db);
  });
}
