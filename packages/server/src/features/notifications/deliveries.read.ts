/** The delivery log as the API shows it. */
import type { Delivery as ApiDelivery, DeliveryDetail, DeliveryStatus } from '@assay/contract';
import { notFound } from '../../http/api-problem.ts';
import type { Queryable } from '../../store/store.ts';
import type { Delivery } from '../../store/tables/notification-tables.ts';
import { fetchPage, mapPage, type Page, type PageRequest } from '../page.ts';
import { findDelivery } from './deliveries.store.ts';

const ATTEMPTS_SHOWN = 100;

/** Newest first; of all statuses when none is named. */
export async function listDeliveries(
  db: Queryable,
  notificationId: string,
  statuses: readonly DeliveryStatus[],
  page: PageRequest,
): Promise<Page<ApiDelivery>> {
  let query = db
    .selectFrom('delivery')
    .selectAll()
    .where('notification_id', '=', notificationId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc');
  if (statuses.length > 0) query = query.where('status', 'in', statuses);
  return mapPage(await fetchPage(query, page), toApi);
}

/** Throws ApiProblem when it is gone. */
export async function readDelivery(db: Queryable, id: string): Promise<DeliveryDetail> {
  const delivery = await findDelivery(db, id);
  if (delivery === undefined) throw notFound();
  const attempts = await db
    .selectFrom('delivery_attempt')
    .selectAll()
    .where('delivery_id', '=', id)
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(ATTEMPTS_SHOWN)
    .execute();
  return {
    ...toApi(delivery),
    events: delivery.events,
    attempts: attempts.reverse().map((attempt) => ({
      started_at: attempt.started_at.toISOString(),
      duration_ms: attempt.duration_ms,
      status_code: attempt.status_code,
      response: attempt.response,
      error: attempt.error,
    })),
  };
}

const toApi = (delivery: Delivery): ApiDelivery => ({
  id: delivery.id,
  notification_id: delivery.notification_id,
  status: delivery.status,
  test: delivery.test,
  event_types: delivery.events.map(({ type }) => type),
  attempt_ct: delivery.attempt_ct,
  created_at: delivery.created_at.toISOString(),
  due_at: delivery.status === 'pending' ? delivery.due_at.toISOString() : null,
  ended_at: delivery.ended_at?.toISOString() ?? null,
  last_status_code: delivery.last_status_code,
  last_error: delivery.last_error,
});
