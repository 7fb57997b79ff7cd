import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import {
  createdNotification,
  createdNotificationExample,
  kindQuery,
  newNotification,
  newNotificationExample,
  newWebhook,
  newWebhookExample,
  notification,
  notificationChange,
  notificationExample,
  notificationPage,
  notificationParams,
} from '../schemas/notification.ts';
import { pageQuery, wholePage } from '../schemas/page.ts';
import { projectParams } from '../schemas/project.ts';

const ABOUT_ADDRESSES =
  'The address must be https and public, unless the server allows its host (`ASSAY_ALLOW_PRIVATE_WEBHOOKS`); it is checked again at every attempt.';

export const createWebhook = defineOperation({
  id: 'createWebhook',
  method: 'POST',
  path: '/projects/{project_code}/webhooks',
  tag: 'Notifications',
  summary: 'Create a webhook',
  description: `A notification of kind \`webhook\`: JSON, signed by Standard Webhooks. The secret is in this answer and nowhere else. ${ABOUT_ADDRESSES}`,
  access: { permission: 'administer', of: 'project', param: 'project_code' },
  params: projectParams,
  body: newWebhook,
  success: { status: 201, description: 'The new webhook with its secret.', schema: createdNotification },
  errors: ['already_exists'],
  examples: { body: newWebhookExample, response: createdNotificationExample },
});

export const listWebhooks = defineOperation({
  id: 'listWebhooks',
  method: 'GET',
  path: '/projects/{project_code}/webhooks',
  tag: 'Notifications',
  summary: 'List webhooks',
  description: 'The notifications of kind `webhook` of a project, by name.',
  access: { permission: 'view', of: 'project', param: 'project_code' },
  params: projectParams,
  query: z.object(pageQuery()),
  success: { status: 200, description: 'A page of webhooks.', schema: notificationPage },
  examples: { response: wholePage([notificationExample]) },
});

export const createNotification = defineOperation({
  id: 'createNotification',
  method: 'POST',
  path: '/projects/{project_code}/notifications',
  tag: 'Notifications',
  summary: 'Create a notification',
  description: `Says who is told what: a webhook, a Slack or Teams channel by its incoming-webhook address, or people by e-mail, for which the server needs \`ASSAY_SMTP_URL\`. ${ABOUT_ADDRESSES} The secret of a webhook is in this answer and nowhere else.`,
  access: { permission: 'administer', of: 'project', param: 'project_code' },
  params: projectParams,
  body: newNotification,
  success: { status: 201, description: 'The new notification.', schema: createdNotification },
  errors: ['already_exists'],
  examples: {
    body: newNotificationExample,
    response: {
      ...createdNotificationExample,
      ...newNotificationExample,
      url: 'https://hooks.slack.com/…',
      secret: null,
    },
  },
});

export const listNotifications = defineOperation({
  id: 'listNotifications',
  method: 'GET',
  path: '/projects/{project_code}/notifications',
  tag: 'Notifications',
  summary: 'List notifications',
  description: 'The notifications of a project, by name.',
  access: { permission: 'view', of: 'project', param: 'project_code' },
  params: projectParams,
  query: z.object({ kind: kindQuery, ...pageQuery() }),
  success: { status: 200, description: 'A page of notifications.', schema: notificationPage },
  examples: { response: wholePage([notificationExample]) },
});

export const getNotification = defineOperation({
  id: 'getNotification',
  method: 'GET',
  path: '/notifications/{notification_id}',
  tag: 'Notifications',
  summary: 'Get a notification',
  description: 'One notification without its secrets.',
  access: { permission: 'view', of: 'notification', param: 'notification_id' },
  params: notificationParams,
  success: { status: 200, description: 'The notification.', schema: notification },
  examples: { response: notificationExample },
});

export const updateNotification = defineOperation({
  id: 'updateNotification',
  method: 'PATCH',
  path: '/notifications/{notification_id}',
  tag: 'Notifications',
  summary: 'Change a notification',
  description: `Changes what is named and keeps the rest; the kind is fixed. Mute it with \`muted_until\`. Switching it off gives up what is still on its way; switching it on again sends what happens from then on, and dead deliveries can be replayed. ${ABOUT_ADDRESSES}`,
  access: { permission: 'administer', of: 'notification', param: 'notification_id' },
  params: notificationParams,
  body: notificationChange,
  success: { status: 200, description: 'The notification as it is now.', schema: notification },
  errors: ['already_exists'],
  examples: { body: { muted_until: '2026-03-02T06:00:00Z' }, response: notificationExample },
});

export const deleteNotification = defineOperation({
  id: 'deleteNotification',
  method: 'DELETE',
  path: '/notifications/{notification_id}',
  tag: 'Notifications',
  summary: 'Delete a notification',
  description: 'Its deliveries go with it, also those still on their way.',
  access: { permission: 'administer', of: 'notification', param: 'notification_id' },
  params: notificationParams,
  success: { status: 204, description: 'It is gone.', schema: null },
  examples: {},
});

export const rotateNotificationSecret = defineOperation({
  id: 'rotateNotificationSecret',
  method: 'POST',
  path: '/notifications/{notification_id}/rotate-secret',
  tag: 'Notifications',
  summary: 'Give a webhook a new secret',
  description:
    'The new secret is in this answer and nowhere else. For 24 hours messages carry a signature of the old secret as well, so that receivers can change over; rotating again within that time drops the older one at once. Other kinds have no secret: 422.',
  access: { permission: 'administer', of: 'notification', param: 'notification_id' },
  params: notificationParams,
  success: { status: 200, description: 'The webhook with its new secret.', schema: createdNotification },
  examples: {
    response: { ...createdNotificationExample, previous_secret_until: '2026-03-02T08:00:00.000Z' },
  },
});
