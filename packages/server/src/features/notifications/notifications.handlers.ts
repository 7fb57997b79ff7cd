import type { Notification as ApiNotification, CreatedNotification } from '@assay/contract';
import { mapPage } from '../page.ts';
import type { FeatureHandlers } from '../server-context.ts';
import type { Courier } from './courier.ts';
import { listDeliveries, readDelivery } from './deliveries.read.ts';
import { replay, tryOut } from './deliveries.service.ts';
import {
  addNotification,
  changeNotification,
  getNotification,
  type NotificationRules,
  rotateSecret,
  type WithSecret,
} from './notifications.service.ts';
import { deleteNotification, listNotifications, type PlacedNotification } from './notifications.store.ts';

export function createNotificationHandlers(
  rules: NotificationRules,
  courier: Courier,
): FeatureHandlers<
  | 'createWebhook'
  | 'listWebhooks'
  | 'createNotification'
  | 'listNotifications'
  | 'getNotification'
  | 'updateNotification'
  | 'deleteNotification'
  | 'rotateNotificationSecret'
  | 'testNotification'
  | 'listDeliveries'
  | 'listWebhookDeliveries'
  | 'getDelivery'
  | 'replayDelivery'
> {
  const { store } = rules;
  return {
    async createWebhook({ body }, { projectId }) {
      const made = await addNotification(rules, projectId!, { ...body, kind: 'webhook' });
      return { body: withSecretToApi(made) };
    },
    async listWebhooks({ query }, { projectId }) {
      return { body: mapPage(await listNotifications(store.db, projectId!, ['webhook'], query), toApi) };
    },
    async createNotification({ body }, { projectId }) {
      return { body: withSecretToApi(await addNotification(rules, projectId!, body)) };
    },
    async listNotifications({ query }, { projectId }) {
      return { body: mapPage(await listNotifications(store.db, projectId!, query.kind, query), toApi) };
    },
    async getNotification({ params }) {
      return { body: toApi(await getNotification(store.db, params.notification_id)) };
    },
    async updateNotification({ params, body }) {
      return { body: toApi(await changeNotification(rules, params.notification_id, body)) };
    },
    async deleteNotification({ params }) {
      await deleteNotification(store.db, params.notification_id);
      return { body: undefined };
    },
    async rotateNotificationSecret({ params }) {
      return { body: withSecretToApi(await rotateSecret(rules, params.notification_id)) };
    },
    async testNotification({ params }) {
      const deliveryId = await tryOut(store, courier, params.notification_id);
      return { body: await readDelivery(store.db, deliveryId) };
    },
    async listDeliveries({ params, query }) {
      return { body: await listDeliveries(store.db, params.notification_id, query.status, query) };
    },
    async listWebhookDeliveries({ params, query }) {
      return { body: await listDeliveries(store.db, params.webhook_id, query.status, query) };
    },
    async getDelivery({ params }) {
      return { body: await readDelivery(store.db, params.delivery_id) };
    },
    async replayDelivery({ params }) {
      await replay(store, params.delivery_id);
      return { body: await readDelivery(store.db, params.delivery_id) };
    },
  };
}

const withSecretToApi = ({ notification, secret }: WithSecret): CreatedNotification => ({
  ...toApi(notification),
  secret,
});

const toApi = (notification: PlacedNotification): ApiNotification => ({
  id: notification.id,
  project_code: notification.project_code,
  kind: notification.kind,
  name: notification.name,
  url: notification.shown_url,
  recipients: [...notification.recipients],
  events: [...notification.events],
  on: notification.occasion,
  table_group_id: notification.table_group_id,
  test_suite_id: notification.test_suite_id,
  score_threshold: notification.score_threshold,
  score_drop: notification.score_drop,
  muted_until: notification.muted_until?.toISOString() ?? null,
  grouping_seconds: notification.grouping_seconds,
  active: notification.active,
  disabled_reason: notification.disabled_reason,
  previous_secret_until: notification.previous_secret_until?.toISOString() ?? null,
  created_at: notification.created_at.toISOString(),
  updated_at: notification.updated_at.toISOString(),
});
