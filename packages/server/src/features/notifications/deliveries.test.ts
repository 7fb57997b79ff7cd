import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type Receiver, startReceiver } from '../../outbound/testing/receiver.ts';
import type { Store } from '../../store/store.ts';
import { describeStores } from '../../store/testing/store-for-test.ts';
import { listDeliveries, readDelivery } from './deliveries.read.ts';
import { replay } from './deliveries.service.ts';
import { claimDelivery } from './deliveries.store.ts';
import { addEvent } from './event-outbox.store.ts';
import { changeNotification, getNotification, rotateSecret } from './notifications.service.ts';
import { linkMaker } from './run-links.ts';
import {
  endedJobs,
  givenDispatcher,
  givenProject,
  givenWebhook,
  jobIdsOf,
  PATIENCE,
  passTime,
  rulesFor,
  testCourier,
  verified,
} from './testing/notification-fixture.ts';

const HOUR = 60 * 60 * 1000;

describeStores('deliveries', (openTestStore) => {
  let store: Store;
  let receiver: Receiver;
  let projectId: string;
  beforeAll(async () => {
    store = await openTestStore();
    receiver = await startReceiver();
  });
  beforeEach(async () => {
    // With all that was on its way for it.
    await store.db.deleteFrom('project').execute();
    projectId = await givenProject(store);
    receiver.forget();
    receiver.answer(() => ({ status: 204 }));
  });
  afterAll(() => receiver.close());

  const webhook = (changes: Parameters<typeof givenWebhook>[3] = {}, path = '/in') =>
    givenWebhook(store, projectId, receiver.url + path, changes);
  const log = async (notificationId: string) =>
    (await listDeliveries(store.db, notificationId, [], { page: 1, limit: 100 })).items;
  const logged = async (notificationId: string, expected: readonly object[]) => {
    await vi.waitFor(async () => expect(await log(notificationId)).toMatchObject(expected), PATIENCE);
    return (await log(notificationId)).map(({ id }) => id);
  };
  /** So many attempts have been made and recorded, over all deliveries. */
  const tried = (notificationId: string, count: number) =>
    vi.waitFor(async () => {
      const deliveries = await log(notificationId);
      const details = await Promise.all(deliveries.map(({ id }) => readDelivery(store.db, id)));
      expect(details.flatMap(({ attempts }) => attempts)).toHaveLength(count);
    }, PATIENCE);
  const outboxIsEmpty = () =>
    vi.waitFor(async () => {
      expect(await store.db.selectFrom('event_outbox').selectAll().execute()).toEqual([]);
    }, PATIENCE);
  const received = (count: number) =>
    vi.waitFor(() => expect(receiver.requests).toHaveLength(count), PATIENCE);
  const idsReceived = () => receiver.requests.map(({ headers }) => headers['webhook-id']);

  it('bring an event signed, small, and once', async () => {
    const { id, secret } = await webhook();
    await givenDispatcher(store);
    const [jobId] = await endedJobs(store, projectId, ['fails']);
    const [deliveryId] = await logged(id, [{ status: 'delivered', attempt_ct: 1, last_status_code: 204 }]);
    expect(idsReceived()).toEqual([deliveryId]);
    const [request] = receiver.requests;
    expect(request?.headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': 'assay/test',
    });
    expect(verified(request!, secret)).toMatchObject({
      type: 'run.finished',
      data: {
        job: { id: jobId, status: 'error', error_message: 'The sheep ran away.' },
        links: { job: `/api/v1/jobs/${jobId}` },
      },
    });
    await outboxIsEmpty();
    const detail = await readDelivery(store.db, deliveryId!);
    expect(detail.attempts).toMatchObject([{ status_code: 204, response: '', error: null }]);
    expect(detail.events).toEqual([JSON.parse(request!.body)]);
  });

  it('bring one event once for each run, with several processes at work', async () => {
    const { id } = await webhook();
    for (let process = 0; process < 3; process++) await givenDispatcher(store);
    const jobs = await endedJobs(
      store,
      projectId,
      Array.from({ length: 12 }, () => 'succeeds'),
    );
    await logged(
      id,
      jobs.map(() => ({ status: 'delivered' })),
    );
    expect(jobIdsOf(receiver).toSorted()).toEqual(jobs.toSorted());
  });

  it('are made again by another process when one was killed before it had sent', async () => {
    const { id } = await webhook();
    const [jobId] = await endedJobs(store, projectId, ['succeeds']);
    // Nobody was there: the event waited, committed with the job.
    await givenDispatcher(store);
    await logged(id, [{ status: 'delivered' }]);
    expect(jobIdsOf(receiver)).toEqual([jobId]);
  });

  it('are sent again with the same id when the sender was killed before it had recorded', async () => {
    const { id } = await webhook({ grouping_seconds: 60 });
    await endedJobs(store, projectId, ['succeeds']);
    const first = await givenDispatcher(store);
    await logged(id, [{ status: 'pending', attempt_ct: 0 }]);
    await first.stop();
    await passTime(store, id);
    const claimed = await claimDelivery(store.db);
    await testCourier(claimed!, await getNotification(store.db, id));
    await received(1);

    await givenDispatcher(store);
    await passTime(store, id);
    await logged(id, [{ status: 'delivered', attempt_ct: 2 }]);
    expect(idsReceived()).toEqual([claimed?.id, claimed?.id]);
    expect(new Set(receiver.requests.map(({ body }) => body)).size).toBe(1);
  });

  it('are tried ten times, then dead, and go out when they are replayed', async () => {
    const { id } = await webhook();
    receiver.answer(() => ({ status: 500, body: 'out of order' }));
    await givenDispatcher(store);
    await endedJobs(store, projectId, ['succeeds']);
    for (let attempt = 1; attempt < 10; attempt++) {
      await tried(id, attempt);
      await logged(id, [{ status: 'pending', attempt_ct: attempt, last_status_code: 500 }]);
      await passTime(store, id);
    }
    const [deliveryId] = await logged(id, [
      { status: 'dead', attempt_ct: 10, due_at: null, last_error: 'The receiver answered 500.' },
    ]);
    expect(receiver.requests).toHaveLength(10);

    receiver.answer(() => ({ status: 200, body: 'thanks' }));
    await replay(store, deliveryId!);
    await logged(id, [{ status: 'delivered', attempt_ct: 1, last_error: null }]);
    expect(new Set(idsReceived())).toEqual(new Set([deliveryId]));
    const { attempts } = await readDelivery(store.db, deliveryId!);
    expect(attempts).toHaveLength(11);
    expect(attempts.map(({ response }) => response)).toEqual([...Array(10).fill('out of order'), 'thanks']);
  });

  it('wait as long as the receiver asks for', async () => {
    const { id } = await webhook();
    receiver.answer(() => ({ status: 503, headers: { 'retry-after': '7200' } }));
    await givenDispatcher(store);
    await endedJobs(store, projectId, ['succeeds']);
    await tried(id, 1);
    const [delivery] = await log(id);
    expect(Date.parse(delivery?.due_at ?? '') - Date.now()).toBeGreaterThan(1.9 * HOUR);
  });

  it('end with a receiver that wants no more, and so do those behind', async () => {
    const { id } = await webhook();
    receiver.answer(() => ({ status: 500 }));
    await givenDispatcher(store);
    await endedJobs(store, projectId, ['succeeds', 'succeeds']);
    await tried(id, 2);
    receiver.answer(() => ({ status: 410 }));
    await passTime(store, id);
    await logged(id, [{ status: 'dead' }, { status: 'dead' }]);
    expect(await getNotification(store.db, id)).toMatchObject({
      active: false,
      disabled_reason: expect.stringContaining('410'),
    });
    await expect(replay(store, (await log(id))[0]!.id)).rejects.toThrow(/switched off/);
  });

  it('end when their notification is switched off, and can be replayed when it is on again', async () => {
    const { id } = await webhook();
    receiver.answer(() => ({ status: 500 }));
    await givenDispatcher(store);
    await endedJobs(store, projectId, ['succeeds']);
    await tried(id, 1);
    await changeNotification(rulesFor(store), id, { active: false });
    const [deliveryId] = await logged(id, [
      { status: 'dead', last_error: 'The notification was switched off.' },
    ]);
    await endedJobs(store, projectId, ['succeeds']);
    await outboxIsEmpty();
    receiver.answer(() => ({ status: 204 }));
    await changeNotification(rulesFor(store), id, { active: true });
    await replay(store, deliveryId!);
    await logged(id, [{ id: deliveryId, status: 'delivered' }]);
  });

  it('are kept and not sent while the notification is muted', async () => {
    const { id } = await webhook({ muted_until: new Date(Date.now() + HOUR).toISOString() });
    await givenDispatcher(store);
    const [jobId] = await endedJobs(store, projectId, ['succeeds']);
    const [deliveryId] = await logged(id, [{ status: 'muted', attempt_ct: 0 }]);
    expect(receiver.requests).toEqual([]);
    await replay(store, deliveryId!);
    await logged(id, [{ status: 'delivered' }]);
    expect(jobIdsOf(receiver)).toEqual([jobId]);

    await changeNotification(rulesFor(store), id, { muted_until: new Date(Date.now() - 1000).toISOString() });
    await endedJobs(store, projectId, ['succeeds']);
    await logged(id, [{ status: 'delivered' }, { status: 'delivered' }]);
  });

  it('bring the events of a window together', async () => {
    const { id } = await webhook({ grouping_seconds: 3600 });
    await givenDispatcher(store);
    const jobs = await endedJobs(store, projectId, ['succeeds', 'fails', 'succeeds']);
    const types = ['run.finished', 'run.finished', 'run.finished'];
    await logged(id, [{ status: 'pending', event_types: types }]);
    expect(receiver.requests).toEqual([]);
    await passTime(store, id);
    await logged(id, [{ status: 'delivered' }]);
    const { type, data } = JSON.parse(receiver.requests[0]!.body);
    expect(type).toBe('events.group');
    const told = data.events.map((event: { data: { job: { id: string } } }) => event.data.job.id);
    expect(told.toSorted()).toEqual(jobs.toSorted());
    await endedJobs(store, projectId, ['succeeds']);
    await logged(id, [{ status: 'pending', event_types: ['run.finished'] }, { status: 'delivered' }]);
  });

  it('to a receiver that does not answer hold up nobody else', async () => {
    const slow = await webhook({}, '/slow');
    const quick = await webhook({}, '/quick');
    receiver.answer(({ path }) => (path === '/slow' ? 'hang' : { status: 204 }));
    await givenDispatcher(store);
    const jobs = await endedJobs(
      store,
      projectId,
      Array.from({ length: 6 }, () => 'succeeds'),
    );
    await logged(
      quick.id,
      jobs.map(() => ({ status: 'delivered' })),
    );
    expect((await log(slow.id)).every(({ status }) => status === 'pending')).toBe(true);
    expect(receiver.requests.filter(({ path }) => path === '/slow')).toHaveLength(1);
  });

  it('are handed back when the process stops, as if they had not been tried', async () => {
    const { id } = await webhook();
    receiver.answer(() => 'hang');
    const dispatcher = await givenDispatcher(store);
    await endedJobs(store, projectId, ['succeeds']);
    await received(1);
    await dispatcher.stop();
    expect(await log(id)).toMatchObject([{ status: 'pending', attempt_ct: 0, last_error: null }]);
    receiver.answer(() => ({ status: 204 }));
    await givenDispatcher(store);
    await logged(id, [{ status: 'delivered', attempt_ct: 1 }]);
  });

  it('carry the signatures of both secrets while one takes over from the other', async () => {
    const { id, secret: older } = await webhook();
    const { secret: newer } = await rotateSecret(rulesFor(store), id);
    await givenDispatcher(store);
    await endedJobs(store, projectId, ['succeeds']);
    await received(1);
    for (const secret of [older, newer!]) verified(receiver.requests[0]!, secret);

    await store.db
      .updateTable('notification')
      .set({ previous_secret_until: new Date() })
      .where('id', '=', id)
      .execute();
    await endedJobs(store, projectId, ['succeeds']);
    await received(2);
    verified(receiver.requests[1]!, newer!);
    expect(() => verified(receiver.requests[1]!, older)).toThrow();
  });

  it('of other events go on when one cannot be told, and that one comes later', async () => {
    const { id } = await webhook();
    const errors: unknown[] = [];
    const broken = new Set<string>();
    const link = (path: string) => {
      if ([...broken].some((jobId) => path.includes(jobId))) throw new Error('no link for this one');
      return linkMaker(null)(path);
    };
    const [first, second] = await endedJobs(store, projectId, ['succeeds', 'succeeds']);
    broken.add(first!);
    await givenDispatcher(store, { link, onError: (error) => errors.push(error) });
    await logged(id, [{ status: 'delivered' }]);
    expect(jobIdsOf(receiver)).toEqual([second]);
    expect(errors).toMatchObject([{ message: 'no link for this one' }]);
    broken.clear();
    await store.jobs.query(`UPDATE event_outbox SET due_at = now()`);
    await logged(id, [{ status: 'delivered' }, { status: 'delivered' }]);
    expect(jobIdsOf(receiver)).toEqual([second, first]);
  });

  it('tell a failed gate when its transaction commits, and only then', async () => {
    const { id, secret } = await webhook({ events: ['gate.failed'] });
    await givenDispatcher(store);
    const gate = (name: string) => ({
      type: 'gate.failed' as const,
      ...{ projectId, gate: name, reasons: ['The score 0.9 is below 0.95.'] },
      ...{ jobId: null, tableGroupId: null, testSuiteId: null },
    });
    const failing = store.transaction(async (tx) => {
      await addEvent(tx, gate('rolled back'));
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    await store.transaction((tx) => addEvent(tx, gate('release')));
    await logged(id, [{ status: 'delivered', event_types: ['gate.failed'] }]);
    expect(receiver.requests).toHaveLength(1);
    expect(verified(receiver.requests[0]!, secret)).toMatchObject({
      type: 'gate.failed',
      data: { gate: 'release', reasons: ['The score 0.9 is below 0.95.'], table_group: null },
    });
  });

  it('are forgotten 30 days after their end, and not while they are on their way', async () => {
    const { id } = await webhook({ grouping_seconds: 3600 });
    const first = await givenDispatcher(store);
    await endedJobs(store, projectId, ['succeeds']);
    await logged(id, [{ status: 'pending' }]);
    await passTime(store, id);
    await logged(id, [{ status: 'delivered' }]);
    await endedJobs(store, projectId, ['succeeds']);
    await logged(id, [{ status: 'pending' }, { status: 'delivered' }]);
    await first.stop();
    const age = (days: number) =>
      store.jobs.query(
        `UPDATE delivery SET created_at = created_at - interval '${days} days', ended_at = ended_at - interval '${days} days'`,
      );
    await age(29);
    const second = await givenDispatcher(store);
    await second.stop();
    expect(await log(id)).toHaveLength(2);
    await age(2);
    await givenDispatcher(store);
    await logged(id, [{ status: 'pending' }]);
    await vi.waitFor(async () => expect(await log(id)).toHaveLength(1), PATIENCE);
  });

  it('follow their project out of the store', async () => {
    const { id } = await webhook({ grouping_seconds: 3600 });
    await givenDispatcher(store);
    await endedJobs(store, projectId, ['succeeds']);
    await logged(id, [{ status: 'pending' }]);
    await store.db.deleteFrom('project').where('id', '=', projectId).execute();
    expect(await log(id)).toEqual([]);
  });
});
