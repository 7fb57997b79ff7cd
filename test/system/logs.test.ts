/** Logs lead from a request to its job, and hold no secret, whatever goes wrong. */
import { createPostgresDatabase, type PostgresDatabase, postgresAvailable } from '@assay/test-support';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import {
  ADMIN_TOKEN,
  type AssayHome,
  type AssayProcess,
  describeStoreKinds,
  makeHome,
  startAssay,
} from './support/assay-process.ts';
import { makePlaces, profileAndWait, type ShopPlaces, testAndWait, writeShopFiles } from './support/shop.ts';

const SECRETS = {
  wrongPassword: 'hunter2-wrong',
  passwordInUrl: 'hunter2-in-url',
  referred: 'hunter2-referred',
  literal: 'hunter2-literal',
  webhookKey: 'hunter2-webhook-key',
  smtp: 'hunter2-smtp',
  unknownToken: 'hunter2-unknown-token',
  inBrokenBody: 'hunter2-broken-body',
};
const PATIENCE = { timeout: 30_000, interval: 50 };

describeStoreKinds('the log at its most talkative', (store) => {
  let home: AssayHome;
  let target: PostgresDatabase | null = null;
  let assay: AssayProcess;
  let places: ShopPlaces;
  const secrets: string[] = [ADMIN_TOKEN, ...Object.values(SECRETS)];
  beforeAll(async () => {
    home = await makeHome(store);
    writeShopFiles(home.files);
    target = postgresAvailable() ? await createPostgresDatabase() : null;
    const password = home.database === null ? '' : new URL(home.database.url).password;
    secrets.push(Buffer.alloc(32, 7).toString('base64'), ...(password === '' ? [] : [password]));
    assay = await startAssay(home, {
      environment: {
        ASSAY_LOG_LEVEL: 'trace',
        ASSAY_ALLOW_PRIVATE_WEBHOOKS: 'all',
        ASSAY_SMTP_URL: `smtp://user:${SECRETS.smtp}@127.0.0.1:1`,
        ASSAY_SMTP_FROM: 'assay@example.org',
        SHOP_PASSWORD: SECRETS.referred,
      },
    });
    places = await makePlaces(assay.client, { type: 'files', config: { path: home.files } });
  });
  afterAll(async () => {
    await assay?.kill();
    await target?.drop();
    await home.remove();
  });

  const lines = () =>
    assay
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const noSecretIn = (text: string) => secrets.filter((secret) => text.includes(secret));

  it('has one line for the end of a job, and one for the request that it came from', async () => {
    expect((await profileAndWait(assay.client, places.tableGroupId)).status).toBe('completed');
    const answer = await assay.request('POST', `/table-groups/${places.tableGroupId}/profiling-runs`, {
      headers: { 'x-request-id': 'my-request' },
      body: {},
    });
    const { id } = answer.body as { id: string };
    await assay.client.waitForJob(id);
    const endsOf = () => lines().filter(({ msg, job }) => msg === 'job ended' && job === id);
    await vi.waitFor(() => expect(endsOf().length).toBeGreaterThan(0), PATIENCE);
    const ends = endsOf();
    expect(ends).toEqual([
      expect.objectContaining({
        ...{ key: 'run-profile', status: 'completed', attempt: 1, project: expect.any(String) },
        ...{ queueMs: expect.any(Number), runMs: expect.any(Number) },
      }),
    ]);
    const request = lines().find(({ reqId, msg }) => reqId === 'my-request' && msg === 'request');
    expect(request).toMatchObject({ status: 202, project: ends[0]?.project });
    expect(String(request?.location)).toContain(id);
  });

  it('holds no secret after everything has gone wrong', async () => {
    const { client } = assay;
    const { port, host, database } = target ?? { port: 1, host: '127.0.0.1', database: 'd' };
    const targets = [
      { host, port, database, user: 'nobody', password: SECRETS.wrongPassword },
      { host, port, database, user: 'nobody', password: 'env:SHOP_PASSWORD' },
      { url: `postgresql://u:${SECRETS.passwordInUrl}@127.0.0.1:1/d` },
    ];
    for (const config of targets) {
      const broken = await makePlaces(client, { type: 'postgresql', config: config as never }, 'public');
      expect(await client.testConnection({ connection_id: broken.connectionId })).toMatchObject({
        ok: false,
      });
      await assay.request('GET', `/connections/${broken.connectionId}/schemas`);
      const { id } = await client.submitTestRun({ test_suite_id: broken.testSuiteId });
      await client.waitForJob(id);
      const profiling = await client.submitProfilingRun({ table_group_id: broken.tableGroupId });
      await vi.waitFor(() => expect(lines().some(({ job }) => job === profiling.id)).toBe(true), PATIENCE);
    }

    const project_code = places.projectCode;
    const subscription = { on: 'always' as const };
    const hook = await client.createWebhook({
      project_code,
      body: {
        ...subscription,
        name: 'hook',
        url: `http://127.0.0.1:1/?key=${SECRETS.webhookKey}`,
      },
    });
    secrets.push(String(hook.secret));
    const mail = await assay.request('POST', `/projects/${project_code}/notifications`, {
      body: {
        ...subscription,
        kind: 'email',
        name: 'mail',
        recipients: ['a@example.org'],
        events: ['run.finished'],
      },
    });
    expect(mail.status).toBe(201);

    const custom = async (custom_query: string) =>
      (
        await assay.request('POST', `/test-suites/${places.testSuiteId}/test-definitions?validate=false`, {
          body: { test_type: 'CUSTOM', table_name: 'orders', custom_query },
        })
      ).status;
    const broken = `SELECT 1 AS x '${SECRETS.literal}' FROM orders`;
    const failing = `SELECT CAST('${SECRETS.literal}' AS integer) FROM orders`;
    expect([await custom(broken), await custom(failing)]).toEqual([201, 201]);
    for (const custom_query of [broken, failing]) {
      await assay.request('POST', `/test-suites/${places.testSuiteId}/test-definitions`, {
        body: { test_type: 'CUSTOM', table_name: 'orders', custom_query },
      });
    }
    await testAndWait(client, places.testSuiteId);

    const made = await client.createToken({ body: { name: 'mine', role: 'business' } });
    secrets.push(made.token);
    await assay.request('GET', '/projects', { token: made.token });
    await assay.request('GET', '/projects', { token: SECRETS.unknownToken });
    const body = `{"name": "x", "type": "postgresql", "config": {"password": "${SECRETS.inBrokenBody}"`;
    expect((await assay.request('POST', `/projects/${project_code}/connections`, { body })).status).toBe(422);

    // Their senders have had something to complain about.
    for (const notification_id of [hook.id, String(mail.body.id)]) {
      await vi.waitFor(async () => {
        const { items } = await client.listDeliveries({ notification_id });
        expect(items.some(({ last_error }) => last_error !== null)).toBe(true);
      }, PATIENCE);
    }
    expect(noSecretIn(assay.output())).toEqual([]);
    expect(noSecretIn('a hunter2-smtp b')).toEqual([SECRETS.smtp]);
  });

  it.runIf(store === 'postgresql')('holds none when the store itself fails under a request', async () => {
    // What the store then says quotes the whole row that it refused.
    await home.database?.query('ALTER TABLE test_definition ADD CONSTRAINT refused CHECK (false) NOT VALID');
    const answer = await assay.request(
      'POST',
      `/test-suites/${places.testSuiteId}/test-definitions?validate=false`,
      { body: { test_type: 'CUSTOM', table_name: 'orders', custom_query: `SELECT '${SECRETS.literal}'` } },
    );
    expect(answer.status).toBe(500);
    const failure = lines().find(({ msg }) => msg === 'request failed');
    expect(failure).toMatchObject({ reqId: answer.headers.get('x-request-id'), project: expect.any(String) });
    expect(noSecretIn(assay.output())).toEqual([]);
  });
});
