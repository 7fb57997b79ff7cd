/** Counts what became of each attempt to deliver. */
import type { Courier } from '../features/notifications/courier.ts';
import type { Metrics } from './metrics.ts';

export function countDeliveries(courier: Courier, metrics: Metrics): Courier {
  return async (delivery, notification, signal) => {
    const result = await courier(delivery, notification, signal);
    const outcome = result.error === null ? 'delivered' : 'failed';
    metrics.deliveryAttempts.inc({ kind: notification.kind, outcome });
    return result;
  };
}
