/** One attempt at a delivery, from what is stored to what is stored. */
import type { Store } from '../../store/store.ts';
import { type AttemptResult, failedAttempt } from './attempt-result.ts';
import type { Courier } from './courier.ts';
import {
  type ClaimedDelivery,
  type DeliveryEnd,
  endAttempt,
  giveUpDeliveries,
  insertAttempt,
  releaseDelivery,
} from './deliveries.store.ts';
import { findNotification, lockNotification, updateNotification } from './notifications.store.ts';
import { nextAttemptInMs } from './retry-schedule.ts';

export const SWITCHED_OFF = 'The notification was switched off.';
const UNEXPECTED =
  'The message could not be sent for an unexpected reason; the log of the server has the details.';
const GONE = 'The receiver answered 410: it wants no more messages.';

/**
 * Sends it and records what came of it. When `signal` aborts it is handed back as if nothing had been sent. Rejects with
 * mistakes of ours and errors of the store, never with what the receiver did.
 */
export async function sendDelivery(
  store: Store,
  courier: Courier,
  delivery: ClaimedDelivery,
  signal?: AbortSignal,
): Promise<void> {
  const notification = await findNotification(store.db, delivery.notification_id);
  // Deleted with all its deliveries since the claim.
  if (notification === undefined) return;
  const startedAt = new Date();
  const begin = performance.now();
  const time = () => ({ startedAt, durationMs: performance.now() - begin });
  try {
    const result = await courier(delivery, notification, signal);
    await recordAttempt(store, delivery, result, time());
  } catch (error) {
    if (signal?.aborted) return releaseDelivery(store.db, delivery);
    // A mistake of ours must not be repeated without a pause.
    await recordAttempt(store, delivery, failedAttempt(UNEXPECTED), time());
    throw error;
  }
}

async function recordAttempt(
  store: Store,
  delivery: ClaimedDelivery,
  result: AttemptResult,
  time: { readonly startedAt: Date; readonly durationMs: number },
): Promise<void> {
  await store.transaction(async ({ db }) => {
    const notification = await lockNotification(db, delivery.notification_id);
    if (notification === undefined) return;
    const end = endOf(delivery, result, notification.active);
    if (!(await endAttempt(db, delivery, result, end))) return;
    await insertAttempt(db, delivery.id, result, time);
    if (!result.gone || !notification.active) return;
    await updateNotification(db, notification.id, { active: false, disabled_reason: GONE });
    await giveUpDeliveries(db, notification.id, GONE);
  });
}

/** Who tries a notification out gets one answer, not a day of attempts. */
function endOf({ attempt_ct, test }: ClaimedDelivery, result: AttemptResult, active: boolean): DeliveryEnd {
  if (result.error === null) return { status: 'delivered' };
  if (result.gone) return { status: 'dead', error: GONE };
  const inMs = test ? null : nextAttemptInMs(attempt_ct, result.retryAfterMs);
  if (inMs === null) return { status: 'dead', error: result.error };
  return active ? { status: 'pending', inMs } : { status: 'dead', error: SWITCHED_OFF };
}
