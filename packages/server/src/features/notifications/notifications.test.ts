import { createClient } from '@assay/contract';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Receiver, startReceiver } from '../../outbound/testing/receiver.ts';
import { completed, type GivenCsvTables, givenCsvTables } from '../testing/given-tables.ts';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';
import { PATIENCE, verified } from './testing/notification-fixture.ts';

const SLACK_URL = 'https://hooks.slack.com/services/T000/B000/secret-part';
const UNKNOWN = '019c9f60-6666-7aaa-8bbb-5c1d2e3f4a5b';

describeServers(
  'notifications',
  (given) => {
    let server: TestServer;
    let tables: GivenCsvTables;
    let receiver: Receiver;
    let project: { project_code: string };
    beforeAll(async () => {
      server = given();
      tables = await givenCsvTables(server, { orders: 'id\n1\n' });
      project = { project_code: tables.projectCode };
      receiver = await startReceiver();
    });
    afterAll(() => receiver?.close());

    const webhook = (name: string, path = '/in') =>
      server.client.createWebhook({ ...project, body: { name, url: `${receiver.url}${path}` } });
    const mistakes = async (call: Promise<unknown>): Promise<readonly (string | undefined)[]> => {
      const error = await call.then(
        () => undefined,
        (reason: unknown) => reason as { status: number; errors: { path?: string }[] },
      );
      expect(error?.status).toBe(422);
      return error?.errors.map(({ path }) => path) ?? [];
    };

    it('are made with defaults, shown without secrets, changed and deleted', async () => {
      const { client } = server;
      const { secret, ...made } = await webhook('Orchestrator', '/in?key=hidden');
      expect(secret).toMatch(/^whsec_/);
      expect(made).toMatchObject({
        kind: 'webhook',
        url: `${receiver.url}/in?…`,
        events: ['run.finished'],
        on: 'always',
        active: true,
        grouping_seconds: 0,
      });
      const one = { notification_id: made.id };
      expect(await client.getNotification(one)).toEqual(made);
      expect((await client.listWebhooks(project)).items).toEqual([made]);
      const changed = await client.updateNotification({
        ...one,
        body: { name: 'Renamed', on: 'failures', events: ['gate.failed', 'run.finished'], score_drop: 0.1 },
      });
      expect(changed).toMatchObject({
        ...{ name: 'Renamed', on: 'failures', events: ['run.finished', 'gate.failed'], score_drop: 0.1 },
        url: made.url,
      });
      await client.deleteNotification(one);
      await expect(client.getNotification(one)).rejects.toMatchObject({ status: 404 });
    });

    it('keep addresses and secrets sealed in the store', async () => {
      const { secret } = await webhook('Sealed', '/in?key=hidden');
      await server.client.createNotification({
        ...project,
        body: { kind: 'slack', name: 'Channel', url: SLACK_URL },
      });
      const rows = JSON.stringify(await server.store.db.selectFrom('notification').selectAll().execute());
      for (const hidden of [secret!.slice(6), 'key=hidden', 'secret-part'])
        expect(rows).not.toContain(hidden);
    });

    it('of Slack and Teams show no more of their address than its host, and have no secret', async () => {
      const { client } = server;
      for (const kind of ['slack', 'teams'] as const) {
        const made = await client.createNotification({
          ...project,
          body: { kind, name: kind, url: SLACK_URL },
        });
        expect(made).toMatchObject({ kind, url: 'https://hooks.slack.com/…', secret: null });
        const rotating = client.rotateNotificationSecret({ notification_id: made.id });
        expect(await mistakes(rotating)).toEqual(['path.notification_id']);
      }
      const { items } = await client.listNotifications({ ...project, kind: ['teams', 'email'] });
      expect(items.map(({ kind }) => kind)).toEqual(['teams']);
    });

    it('have one name each in a project', async () => {
      await webhook('Twice');
      await expect(webhook('Twice')).rejects.toMatchObject({
        status: 409,
        errors: [{ code: 'already_exists' }],
      });
    });

    it('refuse addresses that are not for users to call', async () => {
      const { client } = server;
      const to = (url: string) => client.createWebhook({ ...project, body: { name: url, url } });
      for (const url of [
        'http://hooks.example.org/',
        'https://169.254.169.254/latest/meta-data',
        'https://localhost/',
        'https://[::1]/',
        'ftp://hooks.example.org/',
        'https://user:password@hooks.example.org/',
        'nowhere',
      ]) {
        expect([url, await mistakes(to(url))]).toEqual([url, ['body.url']]);
      }
      const { id } = await webhook('Moved');
      const body = { url: 'https://10.0.0.1/' };
      expect(await mistakes(client.updateNotification({ notification_id: id, body }))).toEqual(['body.url']);
    });

    it('are about places of their own project', async () => {
      const { client } = server;
      const other = await givenCsvTables(server, { orders: 'id\n1\n' });
      const suite = await client.createTestSuite({ table_group_id: other.tableGroupId, body: { name: 's' } });
      const about = (scope: object) =>
        client.createWebhook({ ...project, body: { name: 'scoped', url: `${receiver.url}/`, ...scope } });
      expect(await mistakes(about({ table_group_id: other.tableGroupId }))).toEqual(['body.table_group_id']);
      const both = { table_group_id: other.tableGroupId, test_suite_id: suite.id };
      expect((await mistakes(about(both))).toSorted()).toEqual([
        'body.table_group_id',
        'body.test_suite_id',
        'body.test_suite_id',
      ]);
      const own = await about({ table_group_id: tables.tableGroupId });
      const change = { notification_id: own.id, body: { test_suite_id: suite.id } };
      expect(await mistakes(client.updateNotification(change))).toContain('body.test_suite_id');
    });

    it('by mail need a mail server, and recipients instead of an address', async () => {
      const { client } = server;
      const body = { kind: 'email' as const, name: 'Team', recipients: ['a@example.org'] };
      expect(await mistakes(client.createNotification({ ...project, body }))).toEqual(['body.kind']);
      const broken = { ...body, recipients: ['a@example.org', 'not an address'] };
      expect(await mistakes(client.createNotification({ ...project, body: broken }))).toEqual([
        'body.recipients.1',
      ]);
      const { id } = await webhook('No mail');
      const change = { notification_id: id, body: { recipients: ['a@example.org'] } };
      expect(await mistakes(client.updateNotification(change))).toEqual(['body.recipients']);
    });

    it('can be tried out, and say what happened', async () => {
      const { client } = server;
      receiver.forget();
      const { id, secret } = await webhook('Tried');
      receiver.answer(() => ({ status: 200, body: 'fine' }));
      const good = await client.testNotification({ notification_id: id });
      expect(good).toMatchObject({
        status: 'delivered',
        test: true,
        attempts: [{ status_code: 200, response: 'fine', error: null }],
      });
      expect(verified(receiver.requests[0]!, secret!)).toMatchObject({ type: 'run.finished', test: true });

      receiver.answer(() => ({ status: 302, headers: { location: '/other' } }));
      const moved = await client.testNotification({ notification_id: id });
      expect(moved).toMatchObject({ status: 'dead', last_status_code: 302, attempt_ct: 1 });
      expect(moved.last_error).toMatch(/redirect/);
      expect(receiver.requests).toHaveLength(2);
      receiver.answer(() => ({ status: 204 }));

      const log = await client.listDeliveries({ notification_id: id, status: ['dead'] });
      expect(log).toMatchObject({ total: 1, items: [{ id: moved.id }] });
      expect((await client.listWebhookDeliveries({ webhook_id: id })).total).toBe(2);
    });

    it('tell the end of a run of the server, and tell it again on replay', async () => {
      const { client } = server;
      const { id, secret } = await webhook('Whole way', '/whole');
      const submitted = await client.submitProfilingRun({ table_group_id: tables.tableGroupId });
      await completed(server, submitted);
      const requests = () => receiver.requests.filter(({ path }) => path === '/whole');
      await vi.waitFor(() => expect(requests()).toHaveLength(1), PATIENCE);
      expect(verified(requests()[0]!, secret!)).toMatchObject({
        data: { job: { id: submitted.id, status: 'completed' }, project_code: tables.projectCode },
      });
      const delivered = async () => {
        const { items } = await client.listDeliveries({ notification_id: id });
        expect(items).toMatchObject([{ status: 'delivered' }]);
        return items[0]!;
      };
      const delivery = await vi.waitFor(delivered, PATIENCE);
      await client.replayDelivery({ delivery_id: delivery.id });
      await vi.waitFor(() => expect(requests()).toHaveLength(2), PATIENCE);
      expect(new Set(requests().map(({ headers }) => headers['webhook-id']))).toEqual(new Set([delivery.id]));
      await vi.waitFor(delivered, PATIENCE);

      await client.updateNotification({ notification_id: id, body: { active: false } });
      await expect(client.replayDelivery({ delivery_id: delivery.id })).rejects.toMatchObject({
        status: 409,
        errors: [{ code: 'delivery_not_replayable' }],
      });
    });

    it('are for administrators to change, and are not there for strangers', async () => {
      const { client } = server;
      const { id } = await webhook('Guarded');
      const clientOf = async (role: 'admin' | 'data_quality' | 'business', project_code: string) => {
        const body = { name: `${role} ${project_code}`, role, project_code };
        return createClient({ url: server.url, token: (await client.createToken({ body })).token });
      };
      const one = { notification_id: id };
      const reader = await clientOf('business', tables.projectCode);
      expect(await reader.getNotification(one)).toMatchObject({ name: 'Guarded' });
      await expect(reader.testNotification(one)).rejects.toMatchObject({ status: 404 });
      const editor = await clientOf('data_quality', tables.projectCode);
      expect(await editor.testNotification(one)).toMatchObject({ test: true });
      await expect(editor.updateNotification({ ...one, body: { active: false } })).rejects.toMatchObject({
        status: 404,
      });
      const { projectCode } = await givenCsvTables(server, { orders: 'id\n1\n' });
      const stranger = await clientOf('admin', projectCode);
      const [delivery] = (await client.listDeliveries(one)).items;
      for (const call of [
        () => stranger.getNotification(one),
        () => stranger.rotateNotificationSecret(one),
        () => stranger.listWebhookDeliveries({ webhook_id: id }),
        () => stranger.getDelivery({ delivery_id: delivery!.id }),
        () => stranger.replayDelivery({ delivery_id: delivery!.id }),
        () => client.listWebhookDeliveries({ webhook_id: UNKNOWN }),
      ]) {
        await expect(call()).rejects.toMatchObject({ status: 404 });
      }
    });
  },
  { allowedWebhookHosts: ['127.0.0.1'] },
);
