/** Projects, webhooks, jobs and dispatchers on a store, without a server around them. */
import type { NewNotification, NotificationEvent } from '@assay/contract';
import { type JobHandler, openJobEvents, startJobWorker, submitJob, uuidV7 } from '@assay/jobs';
import { Webhook } from 'standardwebhooks';
import { onTestFinished } from 'vitest';
import type { ReceivedRequest, Receiver } from '../../../outbound/testing/receiver.ts';
import { createSecretBox } from '../../../secrets/secret-box.ts';
import { loadKeyRing } from '../../../secrets/secret-key.ts';
import type { Store, StoreTransaction } from '../../../store/store.ts';
import { createCourier } from '../courier.ts';
import { addNotification, type NotificationRules } from '../notifications.service.ts';
import { linkMaker } from '../run-links.ts';
import { type Dispatcher, type DispatcherParts, startDispatcher } from '../start-dispatcher.ts';

const secrets = createSecretBox(
  loadKeyRing({ configured: Buffer.alloc(32, 7).toString('base64'), home: '/nowhere', storeIsShared: true }),
);
const policy = { allowedHosts: ['127.0.0.1'] };

/** Long past everything that should happen: a wait that takes this long has failed. */
export const PATIENCE = { timeout: 15_000, interval: 20 };

export const rulesFor = (store: Store): NotificationRules => ({ store, secrets, policy, sendsEmail: false });

export const testCourier = createCourier({ secrets, policy, smtp: null, userAgent: 'assay/test' });

export async function givenProject(store: Store): Promise<string> {
  const id = uuidV7();
  await store.db
    .insertInto('project')
    .values({ id, code: `project-${id}`, name: 'p' })
    .execute();
  return id;
}

type WebhookSettings = Omit<Extract<NewNotification, { kind: 'webhook' }>, 'kind' | 'url'>;

/** Listens to ends of runs unless told otherwise. */
export async function givenWebhook(
  store: Store,
  projectId: string,
  url: string,
  changes: Partial<WebhookSettings> = {},
): Promise<{ readonly id: string; readonly secret: string }> {
  const { notification, secret } = await addNotification(rulesFor(store), projectId, {
    kind: 'webhook',
    name: `webhook ${uuidV7()}`,
    url,
    events: ['run.finished'],
    on: 'always',
    ...{ table_group_id: null, test_suite_id: null, score_threshold: null, score_drop: null },
    ...{ muted_until: null, grouping_seconds: 0, active: true },
    ...changes,
  });
  return { id: notification.id, secret: secret! };
}

/** A dispatcher like that of a process; stopped when the test is over. Fails the test with what it reports. */
export async function givenDispatcher(
  store: Store,
  parts: Partial<DispatcherParts> = {},
): Promise<Dispatcher> {
  const errors: unknown[] = [];
  const dispatcher = await startDispatcher({
    store,
    courier: testCourier,
    link: linkMaker(null),
    onError: (error) => errors.push(error),
    pollMs: 100,
    ...parts,
  });
  onTestFinished(async () => {
    await dispatcher.stop();
    if (errors.length > 0) throw errors[0];
  });
  return dispatcher;
}

/** A job that ends as its key says once a worker runs. */
export async function givenJob(
  store: Store,
  projectId: string,
  { key = 'succeeds', internal = false, maxAttempts = 1 } = {},
): Promise<string> {
  const spec = { key, source: 'api', projectId, internal, maxAttempts };
  return (await store.transaction((tx) => submitJob(tx, spec))).job.id;
}

/** Kinds of jobs by how they end; `waits` goes on until it is told to stop. */
const HANDLERS: Readonly<Record<string, JobHandler<StoreTransaction>>> = {
  succeeds: async () => {},
  fails: async () => {
    throw Object.assign(new Error('x'), { userMessage: 'The sheep ran away.' });
  },
  succeeds_at_last: async (_job, { attempt }) => {
    if (attempt === 1) throw Object.assign(new Error('x'), { transient: true });
  },
  waits: (_job, { signal }) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    }),
};

/** Runs what is pending; stopped when the test is over. */
export async function givenWorker(store: Store) {
  const events = await openJobEvents(store.jobs);
  const worker = startJobWorker({
    database: store.jobs,
    handlers: HANDLERS,
    events,
    slots: 4,
    settings: { pollMs: 100, retryBaseMs: 20, retryMaxMs: 50 },
  });
  onTestFinished(async () => {
    await worker.stop();
    await events.close();
  });
  return events;
}

/** Runs jobs of these kinds to their end; gives their ids. */
export async function endedJobs(store: Store, projectId: string, keys: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const key of keys) ids.push(await givenJob(store, projectId, { key }));
  const events = await givenWorker(store);
  for (const id of ids) await events.waitForTerminal(id, PATIENCE.timeout);
  return ids;
}

/** What a receiver that keeps to Standard Webhooks reads: fails when the signature does not fit. */
export const verified = (request: ReceivedRequest, secret: string): NotificationEvent => {
  const headers = request.headers as Record<string, string>;
  return new Webhook(secret).verify(request.body, headers) as NotificationEvent;
};

export const jobIdsOf = (receiver: Receiver): string[] =>
  receiver.requests.map(({ body }) => JSON.parse(body).data.job.id);

/** Lets the time pass that deliveries wait for, and the lease of a sender that was lost. */
export async function passTime(store: Store, notificationId: string): Promise<void> {
  await store.jobs.query(
    `UPDATE delivery SET due_at = now() - interval '1 second',
        lease_until = CASE WHEN lease_until IS NOT NULL THEN now() - interval '1 second' END
      WHERE notification_id = $1::uuid AND status = 'pending'`,
    [notificationId],
  );
}
