import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import {
  DELIVERY_STATUSES,
  deliveryDetail,
  deliveryDetailExample,
  deliveryExample,
  deliveryPage,
  deliveryParams,
} from '../schemas/delivery.ts';
import { notificationParams, webhookParams } from '../schemas/notification.ts';
import { pageQuery, wholePage } from '../schemas/page.ts';
import { choiceQuery } from '../schemas/query-values.ts';

const deliveriesQuery = z.object({
  status: choiceQuery(DELIVERY_STATUSES, 'Only deliveries with these statuses'),
  ...pageQuery(),
});
const ABOUT_THE_LOG =
  'Newest first. Those that have ended are kept for 30 days. `status=dead` is what was given up.';

export const testNotification = defineOperation({
  id: 'testNotification',
  method: 'POST',
  path: '/notifications/{notification_id}/test',
  tag: 'Notifications',
  summary: 'Try a notification out',
  description:
    'Sends a made-up `run.finished` at once, once, and answers with what happened: also when the notification is muted or switched off.',
  access: { permission: 'edit', of: 'notification', param: 'notification_id' },
  params: notificationParams,
  success: { status: 200, description: 'The delivery, delivered or dead.', schema: deliveryDetail },
  examples: { response: { ...deliveryDetailExample, test: true } },
});

export const listDeliveries = defineOperation({
  id: 'listDeliveries',
  method: 'GET',
  path: '/notifications/{notification_id}/deliveries',
  tag: 'Notifications',
  summary: 'List deliveries',
  description: ABOUT_THE_LOG,
  access: { permission: 'view', of: 'notification', param: 'notification_id' },
  params: notificationParams,
  query: deliveriesQuery,
  success: { status: 200, description: 'A page of deliveries.', schema: deliveryPage },
  examples: { response: wholePage([deliveryExample]) },
});

export const listWebhookDeliveries = defineOperation({
  id: 'listWebhookDeliveries',
  method: 'GET',
  path: '/webhooks/{webhook_id}/deliveries',
  tag: 'Notifications',
  summary: 'List deliveries of a webhook',
  description: ABOUT_THE_LOG,
  access: { permission: 'view', of: 'webhook', param: 'webhook_id' },
  params: webhookParams,
  query: deliveriesQuery,
  success: { status: 200, description: 'A page of deliveries.', schema: deliveryPage },
  examples: { response: wholePage([deliveryExample]) },
});

export const getDelivery = defineOperation({
  id: 'getDelivery',
  method: 'GET',
  path: '/deliveries/{delivery_id}',
  tag: 'Notifications',
  summary: 'Get a delivery',
  description: 'What was sent, and every attempt at it with its answer.',
  access: { permission: 'view', of: 'delivery', param: 'delivery_id' },
  params: deliveryParams,
  success: { status: 200, description: 'The delivery.', schema: deliveryDetail },
  examples: { response: deliveryDetailExample },
});

export const replayDelivery = defineOperation({
  id: 'replayDelivery',
  method: 'POST',
  path: '/deliveries/{delivery_id}/replay',
  tag: 'Notifications',
  summary: 'Send a delivery again',
  description:
    'Puts a delivery that has ended (delivered, dead or muted) back on its way, with the same `webhook-id` and all its attempts before it. Refused while it is pending, and while its notification is switched off.',
  access: { permission: 'edit', of: 'delivery', param: 'delivery_id' },
  params: deliveryParams,
  success: { status: 200, description: 'The delivery, now pending.', schema: deliveryDetail },
  errors: ['delivery_not_replayable'],
  examples: {
    response: {
      ...deliveryDetailExample,
      status: 'pending',
      attempt_ct: 0,
      due_at: '2026-03-01T10:00:00.000Z',
      ended_at: null,
    },
  },
});
