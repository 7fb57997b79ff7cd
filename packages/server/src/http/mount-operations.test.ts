import { request as httpRequest } from 'node:http';
import { defineOperation } from '@assay/contract';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Principal } from './access/principal.ts';
import { etagOf } from './answer-headers.ts';
import { problem } from './api-problem.ts';
import { createHttpServer } from './create-http-server.ts';
import type { HandlersOf, RequestContext } from './handler.ts';
import { createRequestLimits } from './limits/request-limits.ts';

const params = z.object({ box_id: z.uuid({ error: 'must be a UUID' }) });
const box = z.strictObject({ id: z.string(), size: z.int() });

/** A contract of its own, small enough to be seen whole. */
const operations = {
  getBox: defineOperation({
    id: 'getBox',
    method: 'GET',
    path: '/boxes/{box_id}',
    tag: 'Projects',
    summary: 'Get a box',
    description: '',
    access: { permission: 'view', of: 'connection', param: 'box_id' },
    params,
    query: z.object({ limit: z.coerce.number().int().max(100).optional() }),
    success: { status: 200, description: 'The box.', schema: box, headers: ['ETag'] },
    examples: {},
  }),
  changeBox: defineOperation({
    id: 'changeBox',
    method: 'PATCH',
    path: '/boxes/{box_id}',
    tag: 'Projects',
    summary: 'Change a box',
    description: '',
    access: { permission: 'edit', of: 'connection', param: 'box_id' },
    params,
    query: z.object({ limit: z.coerce.number().int().max(100).optional() }),
    body: z.object({ size: z.int(), label: z.string() }),
    success: { status: 200, description: 'The box.', schema: box },
    examples: {},
  }),
  cancelBox: defineOperation({
    id: 'cancelBox',
    method: 'POST',
    path: '/boxes/{box_id}/cancel',
    tag: 'Projects',
    summary: 'Cancel a box',
    description: '',
    access: { permission: 'edit', of: 'connection', param: 'box_id' },
    params,
    success: { status: 202, description: 'Soon.', schema: box, headers: ['Location', 'Retry-After'] },
    examples: {},
  }),
  deleteBox: defineOperation({
    id: 'deleteBox',
    method: 'DELETE',
    path: '/boxes/{box_id}',
    tag: 'Projects',
    summary: 'Delete a box',
    description: '',
    access: { permission: 'administer', of: 'connection', param: 'box_id' },
    params,
    success: { status: 204, description: 'Gone.', schema: null },
    examples: {},
  }),
  makeServerThing: defineOperation({
    id: 'makeServerThing',
    method: 'POST',
    path: '/things',
    tag: 'Projects',
    summary: 'Make a thing',
    description: '',
    access: { permission: 'global_admin', of: 'server' },
    success: { status: 200, description: 'Done.', schema: box },
    examples: {},
  }),
  ping: defineOperation({
    id: 'ping',
    method: 'GET',
    path: '/ping',
    tag: 'Server',
    summary: 'Ping',
    description: '',
    access: 'none',
    success: { status: 200, description: 'Pong.', schema: box },
    examples: {},
  }),
};

const MINE = '0190b4c0-0000-7000-8000-000000000001';
const FOREIGN = '0190b4c0-0000-7000-8000-000000000002';
const MISSING = '0190b4c0-0000-7000-8000-000000000003';
const OWNERS: Readonly<Record<string, string>> = { [MINE]: 'project-1', [FOREIGN]: 'project-2' };

const principal = (role: Principal['role'], globalAdmin = false): Principal => ({
  tokenId: role,
  name: role,
  role,
  projectId: globalAdmin ? null : 'project-1',
  globalAdmin,
});
const TOKENS: Readonly<Record<string, Principal>> = {
  admin: principal('admin'),
  analyst: principal('analyst'),
  root: principal('admin', true),
};

let app: FastifyInstance;
let log: string[] = [];
const seen: { context: RequestContext; body: unknown }[] = [];
let act: (context: RequestContext) => unknown = () => ({ id: MINE, size: 1 });
const answer = async (input: { body?: unknown }, context: RequestContext) => {
  seen.push({ context, body: input.body });
  const body = (await act(context)) as z.output<typeof box>;
  return { body, headers: { etag: etagOf(body) } };
};

const handlers: HandlersOf<typeof operations> = {
  getBox: answer,
  changeBox: answer,
  cancelBox: async (input, context) => ({
    ...(await answer(input, context)),
    headers: { location: '/api/v1/jobs/7', retryAfterSeconds: 2 },
  }),
  deleteBox: async () => ({ body: undefined }),
  makeServerThing: answer,
  ping: answer,
};

beforeAll(async () => {
  app = await createHttpServer({
    operations,
    handlers,
    authenticator: { authenticate: async (token) => TOKENS[token] ?? null },
    resolver: {
      ownerOf: async (_access, key) => (key in OWNERS ? { projectId: OWNERS[key] ?? null } : null),
    },
    limits: createRequestLimits({ requestsPerSecond: 0, wrongTokensPerMinute: 0, heldRequests: 0 }),
    validateResponses: true,
    logLevel: 'debug',
    logTo: { write: (line) => log.push(line) },
    readiness: async () => ({ store: 'ok', worker: 'off' }),
    openApi: { openapi: '3.1.0', info: { title: 'Toy', version: '1' }, paths: {} },
  });
});
afterAll(() => app.close());
beforeEach(() => {
  log = [];
  seen.length = 0;
  act = () => ({ id: MINE, size: 1 });
});

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE' | 'HEAD' | 'OPTIONS' | 'TRACE' | 'QUERY';
const call = (
  method: Method,
  path: string,
  options: { token?: string | null; body?: unknown; headers?: object } = {},
) => {
  const { token = 'admin', body, headers } = options;
  return app.inject({
    method: method as 'GET',
    url: `/api/v1${path}`,
    headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers },
    ...(body === undefined ? {} : { payload: body as object }),
  });
};
const codesOf = (response: { json(): { errors: { code: string }[] } }) =>
  response.json().errors.map(({ code }) => code);
const pathsOf = (response: { json(): { errors: { path?: string }[] } }) =>
  response.json().errors.map(({ path }) => path);

describe('an operation', () => {
  it('gets parsed input and answers with its status', async () => {
    const response = await call('PATCH', `/boxes/${MINE}`, { body: { size: 2, label: 'x', unknown: true } });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ id: MINE, size: 1 });
    expect(seen[0]?.body).toEqual({ size: 2, label: 'x' });
    expect(seen[0]?.context).toMatchObject({ projectId: 'project-1', principal: TOKENS.admin });
  });

  it('carries the headers that it was given', async () => {
    const response = await call('POST', `/boxes/${MINE}/cancel`);
    expect(response.statusCode).toBe(202);
    expect(response.headers).toMatchObject({ location: '/api/v1/jobs/7', 'retry-after': '2' });
  });

  it('without an answer body answers 204 and nothing', async () => {
    const response = await call('DELETE', `/boxes/${MINE}`);
    expect([response.statusCode, response.body]).toEqual([204, '']);
  });

  it('without a request body ignores whatever is sent', async () => {
    const headers = { 'content-type': 'application/json' };
    expect((await call('POST', `/boxes/${MINE}/cancel`, { body: '{"broken', headers })).statusCode).toBe(202);
    expect((await call('POST', `/boxes/${MINE}/cancel`, { body: '', headers })).statusCode).toBe(202);
    const xml = { 'content-type': 'text/xml' };
    expect((await call('POST', `/boxes/${MINE}/cancel`, { body: '<a/>', headers: xml })).statusCode).toBe(
      202,
    );
  });

  it('answers 304 to who has this version already', async () => {
    const first = await call('GET', `/boxes/${MINE}`);
    const etag = String(first.headers.etag);
    const second = await call('GET', `/boxes/${MINE}`, {
      headers: { 'if-none-match': `"other", W/${etag}` },
    });
    expect([second.statusCode, second.body]).toEqual([304, '']);
    act = () => ({ id: MINE, size: 2 });
    expect((await call('GET', `/boxes/${MINE}`, { headers: { 'if-none-match': etag } })).statusCode).toBe(
      200,
    );
  });

  it('answers HEAD like GET without the body', async () => {
    const response = await call('HEAD', `/boxes/${MINE}`);
    expect([response.statusCode, response.body]).toEqual([200, '']);
  });

  it('that breaks its own answer schema is an error where answers are checked', async () => {
    act = () => ({ id: MINE, size: 1, extra: true });
    expect((await call('GET', `/boxes/${MINE}`)).statusCode).toBe(500);
  });
});

describe('access', () => {
  it.each([
    ['no header', {}],
    ['another scheme', { authorization: 'Basic YWRtaW4=' }],
    ['an unknown token', { authorization: 'Bearer nobody' }],
    ['an empty token', { authorization: 'Bearer ' }],
  ])('with %s is 401 and says how to authenticate', async (_name, headers) => {
    const response = await call('GET', `/boxes/${MINE}`, { token: null, headers });
    expect([response.statusCode, response.headers['www-authenticate']]).toEqual([401, 'Bearer']);
    expect(codesOf(response)).toEqual(['unauthenticated']);
  });

  it('is checked before the path, the path before existence, existence before the body', async () => {
    expect((await call('PATCH', '/boxes/garbage', { token: 'nobody', body: {} })).statusCode).toBe(401);
    expect((await call('PATCH', '/boxes/garbage', { body: {} })).statusCode).toBe(422);
    expect((await call('PATCH', `/boxes/${MISSING}`, { body: {} })).statusCode).toBe(404);
    expect((await call('PATCH', `/boxes/${MINE}`, { body: {} })).statusCode).toBe(422);
    const headers = { 'content-type': 'application/json' };
    expect((await call('PATCH', `/boxes/${MISSING}`, { body: '{"broken', headers })).statusCode).toBe(404);
  });

  it('answers missing, foreign and forbidden byte for byte alike', async () => {
    const missing = await call('PATCH', `/boxes/${MISSING}`, { body: {} });
    const foreign = await call('PATCH', `/boxes/${FOREIGN}`, { body: {} });
    const forbidden = await call('PATCH', `/boxes/${MINE}`, { token: 'analyst', body: {} });
    const unknownRoute = await call('GET', '/no/such/route');
    expect(missing.statusCode).toBe(404);
    for (const other of [foreign, forbidden, unknownRoute]) {
      expect([other.statusCode, other.body]).toEqual([404, missing.body]);
    }
    expect(seen).toEqual([]);
  });

  it('follows the role', async () => {
    expect((await call('GET', `/boxes/${MINE}`, { token: 'analyst' })).statusCode).toBe(200);
    expect((await call('POST', '/things', { token: 'admin' })).statusCode).toBe(404);
    expect((await call('POST', '/things', { token: 'root' })).statusCode).toBe(200);
  });

  it('is not asked for where the operation needs none', async () => {
    expect((await call('GET', '/ping', { token: null })).statusCode).toBe(200);
  });
});

describe('a request with mistakes', () => {
  it('hears of all of them at once, each with its place, in both forms of the body', async () => {
    const response = await call('PATCH', `/boxes/${MINE}?limit=500`, { body: { size: 'big' } });
    expect(response.statusCode).toBe(422);
    expect(pathsOf(response).toSorted()).toEqual(['body.label', 'body.size', 'query.limit']);
    expect(response.json().detail).toEqual({ errors: response.json().errors });
  });

  it('in its JSON is 422', async () => {
    const headers = { 'content-type': 'application/json' };
    const response = await call('PATCH', `/boxes/${MINE}`, { body: '{"size":', headers });
    expect([response.statusCode, ...codesOf(response)]).toEqual([422, 'invalid_request']);
    const empty = await call('PATCH', `/boxes/${MINE}`, { body: '', headers });
    expect([empty.statusCode, ...codesOf(empty)]).toEqual([422, 'invalid_request']);
  });

  it('cannot smuggle a prototype in', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = '{"size":1,"label":"x","__proto__":{"admin":true}}';
    expect((await call('PATCH', `/boxes/${MINE}`, { body, headers })).statusCode).toBe(422);
  });

  it('with another media type is 415', async () => {
    const response = await call('PATCH', `/boxes/${MINE}`, {
      body: 'size=1',
      headers: { 'content-type': 'text/plain' },
    });
    expect([response.statusCode, ...codesOf(response)]).toEqual([415, 'unsupported_media_type']);
  });

  it('that is too large is 413', async () => {
    const body = { size: 1, label: 'x'.repeat(5 * 2 ** 20) };
    const response = await call('PATCH', `/boxes/${MINE}`, { body });
    expect([response.statusCode, ...codesOf(response)]).toEqual([413, 'payload_too_large']);
  });

  it.each(['PUT', 'TRACE', 'QUERY'] as const)(
    'with a method that the address does not have is 405 and hears which it has: %s',
    async (method) => {
      const response = await call(method, `/boxes/${MINE}`);
      expect([response.statusCode, ...codesOf(response)]).toEqual([405, 'method_not_allowed']);
      expect(String(response.headers.allow).split(', ').toSorted()).toEqual([
        'DELETE',
        'GET',
        'HEAD',
        'OPTIONS',
        'PATCH',
      ]);
      expect((await call('OPTIONS', `/boxes/${MINE}`)).statusCode).toBe(204);
    },
  );

  it('with a broken address is answered in the same form', async () => {
    const response = await call('GET', '/boxes/%zz');
    expect([response.statusCode, ...codesOf(response)]).toEqual([422, 'invalid_request']);
  });
});

describe('an error in a handler', () => {
  it('of the error table is answered with its row', async () => {
    act = () => {
      throw problem('in_use', 'Three table groups use it.');
    };
    const response = await call('GET', `/boxes/${MINE}`);
    expect(response.statusCode).toBe(409);
    expect(response.json().errors).toEqual([{ code: 'in_use', detail: 'Three table groups use it.' }]);
  });

  it('that nobody foresaw is logged with its stack and shown without', async () => {
    act = () => {
      throw new Error('password=hunter2');
    };
    const response = await call('GET', `/boxes/${MINE}`, { headers: { 'x-request-id': 'pipeline-7' } });
    expect(response.statusCode).toBe(500);
    expect(response.body).not.toMatch(/hunter2|at /);
    expect(response.json().errors).toEqual([
      expect.objectContaining({ code: 'internal', request_id: 'pipeline-7' }),
    ]);
    const line = log.find((text) => text.includes('request failed')) ?? '';
    expect(JSON.parse(line)).toMatchObject({
      reqId: 'pipeline-7',
      err: { stack: expect.stringContaining('act') },
    });
  });
});

describe('the log', () => {
  it('never holds a token', async () => {
    await call('GET', `/boxes/${MINE}`);
    app.log.warn({ headers: { authorization: 'Bearer admin-secret' }, password: 'admin-secret' }, 'look');
    expect(log.join('')).toContain('[hidden]');
    expect(log.join('')).not.toContain('admin-secret');
  });

  it('does not take a caller’s request id that could break it', async () => {
    const response = await call('GET', '/ping', { headers: { 'x-request-id': 'a"b{c}' } });
    expect(response.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('the server around the operations', () => {
  it('says that it lives and whether it is ready', async () => {
    expect((await app.inject('/livez')).json()).toEqual({ status: 'ok' });
    const ready = await app.inject('/readyz');
    expect([ready.statusCode, ready.json()]).toEqual([200, { status: 'ok', store: 'ok', worker: 'off' }]);
  });

  it('serves the OpenAPI document and a page for people that loads nothing from elsewhere', async () => {
    expect((await app.inject('/api/v1/openapi.json')).json()).toMatchObject({ openapi: '3.1.0' });
    const page = await app.inject('/api/docs');
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.body).toContain('Toy API');
    expect(page.body).not.toMatch(/<script|src=|@import|url\(/);
  });

  it('tells a handler when its caller has hung up', async () => {
    const aborted = Promise.withResolvers<void>();
    act = ({ signal }) => {
      signal.addEventListener('abort', () => aborted.resolve());
      setTimeout(() => client.destroy(), 20);
      return aborted.promise.then(() => ({ id: MINE, size: 1 }));
    };
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    const client = httpRequest(`${url}/api/v1/ping`).on('error', () => undefined);
    client.end();
    await expect(aborted.promise).resolves.toBeUndefined();
  });
});
