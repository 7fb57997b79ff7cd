import { connect, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpServer } from './create-http-server.ts';
import { createRequestLimits } from './limits/request-limits.ts';

/** Short enough to wait for, in the proportions of the real ones. */
const TIMEOUTS = { headersMs: 300, requestMs: 900, checkMs: 50 };

let app: FastifyInstance;
beforeEach(async () => {
  app = await createHttpServer({
    operations: {},
    handlers: {},
    authenticator: { authenticate: async () => null },
    resolver: { ownerOf: async () => null },
    limits: createRequestLimits({ requestsPerSecond: 0, wrongTokensPerMinute: 0, heldRequests: 0 }),
    validateResponses: true,
    logLevel: 'silent',
    readiness: async () => ({ store: 'ok', worker: 'off' }),
    openApi: { openapi: '3.1.0', info: { title: 'Toy', version: '1' }, paths: {} },
    timeouts: TIMEOUTS,
    extend: async (fastify) => {
      fastify.post('/echo', async ({ body }) => ({ body }));
      fastify.get('/slow', () => new Promise((resolve) => setTimeout(resolve, 400, { done: true })));
    },
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => app.close());

/** Everything that the server says until it hangs up. */
function talk(first: string, then: (socket: Socket) => void = () => {}): Promise<string> {
  const { port } = app.server.address() as { port: number };
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    heard += text;
  });
  socket.on('error', () => {});
  socket.write(first);
  then(socket);
  return new Promise((resolve) => socket.once('close', () => resolve(heard)));
}

/** A byte now and a byte then, for as long as somebody listens. */
const drip = (text: string) => (socket: Socket) => {
  const dripping = setInterval(() => socket.write(text), 30);
  socket.once('close', () => clearInterval(dripping));
};

describe('a connection', () => {
  it.each([
    ['that says nothing', '', () => {}],
    ['whose request line does not end', 'GET /', drip('a')],
    ['whose headers do not end', 'GET /livez HTTP/1.1\r\nhost: x\r\n', drip('x-more: 1\r\n')],
    [
      'whose body does not end',
      'POST /echo HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 999\r\n\r\n',
      drip(' '),
    ],
    [
      'whose chunks do not end',
      'POST /echo HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n',
      drip('1\r\n \r\n'),
    ],
  ])('%s is ended', async (_what, first, then) => {
    const heard = await talk(first, then);
    expect(heard).toContain('HTTP/1.1 408 Request timeout\r\n');
    expect(JSON.parse(heard.split('\r\n\r\n')[1] ?? '').errors).toEqual([
      { code: 'request_timeout', detail: 'The request took too long to arrive.' },
    ]);
  });

  it('that speaks no HTTP is told so, in the form of all errors', async () => {
    const heard = await talk('\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n');
    expect(heard).toContain('HTTP/1.1 400 Malformed HTTP\r\n');
    const body = JSON.parse(heard.split('\r\n\r\n')[1] ?? '');
    expect(body.errors).toEqual([{ code: 'malformed_http', detail: 'This is not well-formed HTTP/1.1.' }]);
    expect(body.detail.errors).toEqual(body.errors);
  });

  it('with endless headers is told their limit', async () => {
    const heard = await talk(`GET /livez HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(20_000)}\r\n\r\n`);
    expect(heard).toContain('HTTP/1.1 431 Request header fields too large\r\n');
    expect(heard).toContain('16 KiB');
  });

  it('without a request does not keep a server from closing, one with a request is answered first', async () => {
    const silent = talk('');
    const idle = talk('GET /livez HTTP/1.1\r\nhost: x\r\n\r\n');
    const busy = talk('GET /slow HTTP/1.1\r\nhost: x\r\n\r\n');
    const connections = () =>
      new Promise((resolve) => app.server.getConnections((_error, count) => resolve(count)));
    await expect.poll(connections).toBe(3);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await app.close();
    expect(await silent).toBe('');
    expect(await idle).toContain('{"status":"ok"}');
    expect(await busy).toContain('{"done":true}');
  });
});
