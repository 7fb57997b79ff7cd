/** Each kind of notification, from the end of a run to its receiver. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Receiver, startReceiver } from '../../outbound/testing/receiver.ts';
import { completed, type GivenCsvTables, givenCsvTables } from '../testing/given-tables.ts';
import { startServerForTest, type TestServer } from '../testing/server-for-test.ts';
import { type MailReceiver, startMailReceiver } from './testing/mail-receiver.ts';
import { PATIENCE } from './testing/notification-fixture.ts';

let receiver: Receiver;
let mail: MailReceiver;
let server: TestServer;
let tables: GivenCsvTables;
beforeAll(async () => {
  receiver = await startReceiver();
  mail = await startMailReceiver({ disabledCommands: ['STARTTLS', 'AUTH'] });
  server = await startServerForTest('embedded', {
    allowedWebhookHosts: ['127.0.0.1'],
    smtp: { url: `smtp://127.0.0.1:${mail.port}`, from: 'Assay <assay@example.org>' },
    publicUrl: 'https://assay.example.org',
  });
  tables = await givenCsvTables(server, { orders: 'id\n1\n' });
});
afterAll(async () => {
  await server?.close();
  await mail?.close();
  await receiver?.close();
});

it('the end of a run reaches a webhook, Slack, Teams and people', async () => {
  const { client } = server;
  const project = { project_code: tables.projectCode };
  for (const kind of ['webhook', 'slack', 'teams'] as const) {
    await client.createNotification({
      ...project,
      body: { kind, name: kind, url: `${receiver.url}/${kind}` },
    });
  }
  const team = await client.createNotification({
    ...project,
    body: { kind: 'email', name: 'team', recipients: ['ann@example.org', 'bob@example.org'] },
  });
  expect(team).toMatchObject({ url: null, secret: null, recipients: ['ann@example.org', 'bob@example.org'] });

  const submitted = await client.submitProfilingRun({ table_group_id: tables.tableGroupId });
  const { id } = await completed(server, submitted);
  await vi.waitFor(() => expect([receiver.requests.length, mail.mails.length]).toEqual([3, 1]), PATIENCE);
  const bodyOf = (kind: string) => {
    const request = receiver.requests.find(({ path }) => path === `/${kind}`);
    return JSON.parse(request?.body ?? 'null');
  };
  const run = `https://assay.example.org/api/v1/profiling-runs/${id}`;
  const title = 'Profiling of tables completed';
  expect(bodyOf('webhook')).toMatchObject({ type: 'run.finished', data: { links: { run } } });
  expect(bodyOf('slack')).toMatchObject({ text: title, blocks: [{ text: { text: title } }, {}, {}] });
  expect(bodyOf('teams').attachments[0].content.actions).toMatchObject([{ url: run }]);
  expect(mail.mails[0]?.recipients).toEqual(['ann@example.org', 'bob@example.org']);
  expect(mail.mails[0]?.source).toContain(`Subject: [Assay] ${title}`);

  const tried = await client.testNotification({ notification_id: team.id });
  expect(tried).toMatchObject({ status: 'delivered', last_status_code: null });
  expect(mail.mails[1]?.source).toContain('Subject: [Assay] Test message: ');
});

it('recipients of mail can be changed, an address cannot be given', async () => {
  const { client } = server;
  const { items } = await client.listNotifications({ project_code: tables.projectCode, kind: ['email'] });
  const team = { notification_id: items[0]!.id };
  const changed = await client.updateNotification({ ...team, body: { recipients: ['eve@example.org'] } });
  expect(changed.recipients).toEqual(['eve@example.org']);
  const wrong = client.updateNotification({ ...team, body: { url: 'https://hooks.example.org/' } });
  await expect(wrong).rejects.toMatchObject({ status: 422, errors: [{ path: 'body.url' }] });
});
