/** Callers who ask for more than their share, and bodies that are larger or deeper than anybody needs. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { agent, send, type WireAnswer } from './fuzzing/send-request.ts';
import {
  type AbusedHome,
  type AbusedServer,
  makeAbusedHome,
  startAbusedServer,
} from './support/abused-server.ts';

/** So slow to refill that no test sees it. */
const LIMITS = { requestsPerSecond: 1, wrongTokensPerMinute: 3, heldRequests: 2 } as const;
/** Ten seconds' worth. */
const SAVED_UP = 10;

describe('a server', { timeout: 60_000 }, () => {
  let home: AbusedHome;
  let server: AbusedServer;
  const get = (path: string, token: string | null, headers = {}): Promise<WireAnswer> =>
    send(server.url, {
      ...{ method: 'GET', path: `/api/v1${path}` },
      headers: { ...headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    });
  const post = (path: string, body: string): Promise<WireAnswer> =>
    send(server.url, {
      ...{ method: 'POST', path: `/api/v1${path}`, body },
      headers: { authorization: `Bearer ${server.adminToken}`, 'content-type': 'application/json' },
    });
  const statusesOf = (answers: readonly WireAnswer[]) => answers.map(({ status }) => status);

  beforeAll(() => {
    home = makeAbusedHome();
  });
  afterAll(() => {
    agent.destroy();
    home.remove();
  });
  afterEach(() => server.close());
  const start = async (settings: Partial<typeof LIMITS>) => {
    server = await startAbusedServer(home, { ...settings, workerSlots: 0 });
  };

  it('that limits the requests of a token answers a burst, then 429 and when to come back; others are served', async () => {
    await start({ requestsPerSecond: LIMITS.requestsPerSecond });
    const other = await server.client.createToken({ body: { name: 'other', role: 'admin' } });
    const answers = await Promise.all(
      Array.from({ length: 2 * SAVED_UP }, () => get('/projects', server.adminToken)),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(new Set(statusesOf(answers))).toEqual(new Set([200, 429]));
    expect(refused.length).toBeGreaterThanOrEqual(SAVED_UP / 2);
    expect(refused[0]?.headers['retry-after']).toBe('1');
    expect(JSON.parse(String(refused[0]?.text)).errors).toEqual([
      { code: 'too_many_requests', detail: expect.stringContaining('1 requests a second') },
    ]);
    expect((await get('/projects', other.token)).status).toBe(200);
    expect((await get('/health', null)).status).toBe(200);
  });

  it('that limits wrong tokens looks no further ones up from that address, but knows those that it has served', async () => {
    await start({ wrongTokensPerMinute: LIMITS.wrongTokensPerMinute });
    expect((await get('/projects', server.adminToken)).status).toBe(200);
    const guesses: WireAnswer[] = [];
    for (let at = 0; at < 5; at++) guesses.push(await get('/projects', `guess-${at}`));
    expect(statusesOf(guesses)).toEqual([401, 401, 401, 429, 429]);
    expect(Number(guesses[4]?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await get('/projects', server.adminToken)).status).toBe(200);
    expect((await get('/projects', null)).status).toBe(401);
  });

  it('that limits held requests holds so many of a token at a time, and more when they have ended', async () => {
    await start({ heldRequests: LIMITS.heldRequests });
    const { client } = server;
    await client.createProject({ body: { project_code: 'P', name: 'P' } });
    const project = { project_code: 'P' };
    const files = { name: 'c', type: 'files', config: { path: home.files } } as const;
    const connection = await client.createConnection({ ...project, body: files });
    const group = { name: 'g', connection_id: connection.id, schema: 'main' };
    const { id: table_group_id } = await client.createTableGroup({ ...project, body: group });
    const { id } = await client.submitProfilingRun({ table_group_id });
    const gone = new AbortController();
    const address = `${server.url}/api/v1/jobs/${id}?wait=60`;
    const headers = { authorization: `Bearer ${server.adminToken}` };
    const held = Array.from({ length: LIMITS.heldRequests }, () =>
      fetch(address, { headers, signal: gone.signal }).catch(() => 'gone'),
    );
    const refused = async () => (await get(`/jobs/${id}?wait=1`, server.adminToken)).status === 429;
    await expect.poll(refused, { timeout: 10_000 }).toBe(true);
    expect((await get(`/jobs/${id}/events`, server.adminToken)).status).toBe(429);
    expect((await get(`/jobs/${id}`, server.adminToken, { prefer: 'wait=5' })).status).toBe(429);
    expect((await get(`/jobs/${id}`, server.adminToken)).status).toBe(200);
    gone.abort();
    expect(await Promise.all(held)).toEqual(['gone', 'gone']);
    await expect.poll(refused, { timeout: 10_000 }).toBe(false);
  });

  it('refuses what is nested too deep, and reads what is nested as deep as it may be', async () => {
    await start({});
    for (const body of [
      `{"project_code":"DEEP","name":${'['.repeat(80)}${']'.repeat(80)}}`,
      '['.repeat(1_000_000) + ']'.repeat(1_000_000),
      `{"project_code":"DEEP","name":"n","x":${'{"a":'.repeat(80)}1${'}'.repeat(80)}}`,
    ]) {
      const answer = await post('/projects', body);
      expect(answer.status).toBe(422);
      expect(JSON.parse(answer.text).errors).toEqual([
        { code: 'invalid_request', path: 'body', detail: 'The body is nested deeper than 64 levels.' },
      ]);
    }
    const body = `{"project_code":"DEEP","name":"n","x":${'['.repeat(62)}1${']'.repeat(62)}}`;
    expect((await post('/projects', body)).status).toBe(201);
  });
});
