/** Who is told what happened in a project, and how. */
import { z } from 'zod';
import { NOTIFICATION_EVENT_TYPES, notificationEventType } from './notification-event.ts';
import { pageOf } from './page.ts';
import { choiceQuery } from './query-values.ts';
import { id, idInput, nameInput, timestamp, timestampInput } from './scalars.ts';

export const NOTIFICATION_KINDS = ['webhook', 'slack', 'teams', 'email'] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

export const NOTIFICATION_OCCASIONS = ['always', 'failures', 'changes'] as const;
export type NotificationOccasion = (typeof NOTIFICATION_OCCASIONS)[number];

export const MAX_RECIPIENTS = 50;
const MAX_GROUPING_SECONDS = 86_400;

export const notificationParams = z.object({
  notification_id: idInput.describe('Id of the notification'),
});
export const webhookParams = z.object({ webhook_id: idInput.describe('Id of the webhook') });

const canBeCalled = (text: string): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).hostname !== '';
const namesNoUser = (text: string): boolean =>
  !URL.canParse(text) || (new URL(text).username === '' && new URL(text).password === '');

const urlInput = z
  .string()
  .trim()
  .max(2000)
  .refine(canBeCalled, 'must be an address such as https://hooks.example.org/assay')
  .refine(namesNoUser, 'must not hold a user or a password')
  .describe('Where to send; https, and a public address, unless the server allows the host');

const recipientsInput = z
  .array(z.email({ error: 'must be an e-mail address' }).max(254))
  .min(1)
  .max(MAX_RECIPIENTS)
  .describe('Who gets the mail; each is shown to the others');

const eventsInput = z
  .array(notificationEventType)
  .min(1)
  .transform((types) => NOTIFICATION_EVENT_TYPES.filter((type) => types.includes(type)))
  .describe('What to tell');

const occasion = z
  .enum(NOTIFICATION_OCCASIONS)
  .describe(
    'Which runs `run.finished` tells of. always: all. failures: those that failed or were canceled, and test runs with failed tests or errors. changes: those that failed or were canceled, or found something that the completed run before them had not. The other events always are news',
  );

const score = z.number().min(0).max(1).nullable();
const scoreThreshold = score.describe('`score.dropped` only when the score is below this, 0..1');
const scoreDrop = z
  .number()
  .gt(0)
  .max(1)
  .nullable()
  .describe('`score.dropped` only when the score lost at least this since the run before, 0..1');
const grouping = z
  .int()
  .min(0)
  .max(MAX_GROUPING_SECONDS)
  .describe('Events of so many seconds go out as one message; 0 = each at once');

const settings = {
  name: nameInput,
  events: eventsInput,
  on: occasion,
  table_group_id: idInput.nullable().describe('Only about this table group and its suites'),
  test_suite_id: idInput.nullable().describe('Only about this test suite'),
  score_threshold: scoreThreshold,
  score_drop: scoreDrop,
  muted_until: timestampInput
    .nullable()
    .describe('Until then nothing is sent; what would have been is kept with the deliveries, as `muted`'),
  grouping_seconds: grouping,
  active: z.boolean(),
};

const newSettings = {
  ...settings,
  events: settings.events.default(['run.finished']),
  on: settings.on.default('always'),
  table_group_id: settings.table_group_id.default(null),
  test_suite_id: settings.test_suite_id.default(null),
  score_threshold: settings.score_threshold.default(null),
  score_drop: settings.score_drop.default(null),
  muted_until: settings.muted_until.default(null),
  grouping_seconds: settings.grouping_seconds.default(0),
  active: settings.active.default(true),
};

export const newWebhook = z.object({ ...newSettings, url: urlInput }).meta({ id: 'NewWebhook' });
export type NewWebhook = z.output<typeof newWebhook>;

const newOfKind = <const Kind extends Exclude<NotificationKind, 'email'>>(kind: Kind) =>
  z.object({ kind: z.literal(kind), ...newSettings, url: urlInput });

export const newNotification = z
  .discriminatedUnion('kind', [
    newOfKind('webhook').meta({ id: 'NewWebhookNotification' }),
    newOfKind('slack').meta({ id: 'NewSlackNotification' }),
    newOfKind('teams').meta({ id: 'NewTeamsNotification' }),
    z
      .object({ kind: z.literal('email'), ...newSettings, recipients: recipientsInput })
      .meta({ id: 'NewEmailNotification' }),
  ])
  .meta({ id: 'NewNotification' });
export type NewNotification = z.output<typeof newNotification>;

export const notificationChange = z
  .object({ ...settings, url: urlInput, recipients: recipientsInput })
  .partial()
  .meta({ id: 'NotificationChange' });
export type NotificationChange = z.output<typeof notificationChange>;

const notificationFields = {
  id,
  project_code: z.string(),
  kind: z.enum(NOTIFICATION_KINDS),
  name: z.string(),
  url: z
    .string()
    .nullable()
    .describe(
      'As much of it as is no secret: without its query, for Slack and Teams without its path; null for e-mail',
    ),
  recipients: z.array(z.string()).describe('Of e-mail; empty for the other kinds'),
  events: z.array(notificationEventType),
  on: occasion,
  table_group_id: id.nullable(),
  test_suite_id: id.nullable(),
  score_threshold: scoreThreshold,
  score_drop: scoreDrop,
  muted_until: timestamp.nullable(),
  grouping_seconds: grouping,
  active: z.boolean(),
  disabled_reason: z
    .string()
    .nullable()
    .describe('Why the server switched it off; null when it is active, or a person did'),
  previous_secret_until: timestamp
    .nullable()
    .describe('Until then webhooks are signed with the secret before the present one as well'),
  created_at: timestamp,
  updated_at: timestamp,
};

export const notification = z.strictObject(notificationFields).meta({ id: 'Notification' });
export type Notification = z.output<typeof notification>;
export const notificationPage = pageOf('NotificationPage', notification);

export const createdNotification = z
  .strictObject({
    ...notificationFields,
    secret: z
      .string()
      .nullable()
      .describe('Verifies the signatures of a webhook: shown this once. Null for the other kinds'),
  })
  .meta({ id: 'CreatedNotification' });
export type CreatedNotification = z.output<typeof createdNotification>;

export const kindQuery = choiceQuery(NOTIFICATION_KINDS, 'Only notifications of these kinds');

export const notificationExample: Notification = {
  id: '019c9fa0-9999-7aaa-8bbb-8c1d2e3f4a5b',
  project_code: 'webshop',
  kind: 'webhook',
  name: 'Orchestrator',
  url: 'https://hooks.example.org/assay',
  recipients: [],
  events: ['run.finished', 'gate.failed'],
  on: 'always',
  table_group_id: null,
  test_suite_id: null,
  score_threshold: null,
  score_drop: null,
  muted_until: null,
  grouping_seconds: 0,
  active: true,
  disabled_reason: null,
  previous_secret_until: null,
  created_at: '2026-03-01T08:00:00.000Z',
  updated_at: '2026-03-01T08:00:00.000Z',
};
export const createdNotificationExample: CreatedNotification = {
  ...notificationExample,
  secret: 'whsec_ExampleOnlyExampleOnlyExampleOnl',
};
export const newWebhookExample = {
  name: notificationExample.name,
  url: 'https://hooks.example.org/assay',
  events: notificationExample.events,
};
export const newNotificationExample = {
  kind: 'slack',
  name: 'Data channel',
  url: 'https://hooks.slack.com/services/T000/B000/ExampleOnly',
  events: ['run.finished', 'score.dropped'],
  on: 'changes',
  score_drop: 0.02,
};
