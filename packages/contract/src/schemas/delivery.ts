/** The delivery log: what was sent to whom, and what came of it. */
import { z } from 'zod';
import { notificationEvent, notificationEventExample, notificationEventType } from './notification-event.ts';
import { pageOf } from './page.ts';
import { count, id, idInput, timestamp } from './scalars.ts';

export const DELIVERY_STATUSES = ['pending', 'delivered', 'dead', 'muted'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

export const deliveryParams = z.object({ delivery_id: idInput.describe('Id of the delivery') });

const statusCode = z.int().min(100).max(599).nullable();

const deliveryFields = {
  id: id.describe('Sent as `webhook-id`, the same at every attempt and replay'),
  notification_id: id,
  status: z
    .enum(DELIVERY_STATUSES)
    .describe('pending: on its way, or waiting for the next attempt. dead: given up, until it is replayed'),
  test: z.boolean().describe('Asked for to try the notification out'),
  event_types: z.array(notificationEventType).describe('Of its events, in their order'),
  attempt_ct: count.describe('Attempts since it was made or last replayed'),
  created_at: timestamp,
  due_at: timestamp.nullable().describe('Not sent before this; null when it has ended'),
  ended_at: timestamp.nullable(),
  last_status_code: statusCode.describe('Answer to the last attempt; null when there was none'),
  last_error: z.string().nullable().describe('Why the last attempt failed'),
};

export const delivery = z.strictObject(deliveryFields).meta({ id: 'Delivery' });
export type Delivery = z.output<typeof delivery>;
export const deliveryPage = pageOf('DeliveryPage', delivery);

const deliveryAttempt = z
  .strictObject({
    started_at: timestamp,
    duration_ms: z.number().min(0),
    status_code: statusCode,
    response: z.string().nullable().describe('The first 2 KiB of the answer'),
    error: z.string().nullable().describe('Null when it succeeded'),
  })
  .meta({ id: 'DeliveryAttempt' });

export const deliveryDetail = z
  .strictObject({
    ...deliveryFields,
    events: z.array(notificationEvent),
    attempts: z.array(deliveryAttempt).describe('Oldest first, those before a replay too; the last 100'),
  })
  .meta({ id: 'DeliveryDetail' });
export type DeliveryDetail = z.output<typeof deliveryDetail>;

export const deliveryExample: Delivery = {
  id: '019c9fa2-bbbb-7aaa-8bbb-ac1d2e3f4a5b',
  notification_id: '019c9fa0-9999-7aaa-8bbb-8c1d2e3f4a5b',
  status: 'delivered',
  test: false,
  event_types: ['run.finished'],
  attempt_ct: 1,
  created_at: '2026-03-01T09:30:02.240Z',
  due_at: null,
  ended_at: '2026-03-01T09:30:02.391Z',
  last_status_code: 204,
  last_error: null,
};

export const deliveryDetailExample: DeliveryDetail = {
  ...deliveryExample,
  events: [notificationEventExample],
  attempts: [
    {
      started_at: '2026-03-01T09:30:02.250Z',
      duration_ms: 138.2,
      status_code: 204,
      response: '',
      error: null,
    },
  ],
};
