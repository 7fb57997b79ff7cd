import { createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ResolveHost } from './outbound-policy.ts';
import { NoAnswerError, type PostOptions, post } from './post.ts';
import { type Receiver, startReceiver } from './testing/receiver.ts';

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
beforeEach(() => {
  receiver.forget();
  receiver.answer(() => ({ status: 204 }));
});
afterAll(() => receiver.close());

const HOME = { address: '127.0.0.1', family: 4 };
const send = (path: string, options: Partial<PostOptions> = {}) =>
  post(new URL(path, receiver.url), {
    headers: { 'content-type': 'application/json' },
    body: '{"ä":1}',
    policy: { allowedHosts: ['127.0.0.1'] },
    timeoutMs: 5_000,
    ...options,
  });

describe('a POST', () => {
  it('brings its body and headers, and the answer back', async () => {
    receiver.answer(() => ({ status: 429, headers: { 'retry-after': '7' }, body: 'slow down' }));
    expect(await send('/in?x=1')).toEqual({ status: 429, retryAfter: '7', text: 'slow down' });
    expect(receiver.requests).toMatchObject([
      { path: '/in?x=1', body: '{"ä":1}', headers: { 'content-type': 'application/json' } },
    ]);
  });

  it('does not follow a redirect, which could lead anywhere', async () => {
    receiver.answer(({ path }) =>
      path === '/inner' ? { status: 200 } : { status: 307, headers: { location: `${receiver.url}/inner` } },
    );
    expect(await send('/outer')).toMatchObject({ status: 307 });
    expect(receiver.requests.map(({ path }) => path)).toEqual(['/outer']);
  });

  it('connects to the address that was checked, whatever the name leads to a moment later', async () => {
    let asked = 0;
    const rebinding: ResolveHost = async () =>
      asked++ === 0 ? [HOME] : [{ address: '10.0.0.1', family: 4 }];
    const url = new URL(`http://hooks.test:${receiver.port}/`);
    const answer = await post(url, {
      ...{ headers: {}, body: '', timeoutMs: 5_000 },
      ...{ policy: { allowedHosts: ['hooks.test'] }, resolve: rebinding },
    });
    expect(answer.status).toBe(204);
    expect(asked).toBe(1);
    expect(receiver.requests[0]?.headers.host).toBe(`hooks.test:${receiver.port}`);
  });

  it('never reaches a name that leads home', async () => {
    const url = new URL(`https://hooks.test:${receiver.port}/`);
    const options = { headers: {}, body: '', timeoutMs: 5_000, policy: { allowedHosts: [] } };
    await expect(post(url, { ...options, resolve: async () => [HOME] })).rejects.toThrow(/not public/);
    await expect(send('/', { policy: { allowedHosts: [] } })).rejects.toThrow(/https:/);
    expect(receiver.requests).toEqual([]);
  });

  it('keeps 2 KiB of a long answer and does not wait for the rest', async () => {
    receiver.answer(() => ({ status: 500, body: 'x'.repeat(5_000_000) }));
    const { status, text } = await send('/');
    expect(status).toBe(500);
    expect(text).toBe('x'.repeat(2048));
  });

  it('gives up when the time is over', async () => {
    receiver.answer(() => 'hang');
    await expect(send('/', { timeoutMs: 100 })).rejects.toThrow(/within 0.1 seconds/);
    const resolving: ResolveHost = () => new Promise(() => undefined);
    const url = new URL('https://hooks.test/');
    await expect(
      post(url, {
        ...{ headers: {}, body: '', timeoutMs: 100 },
        policy: { allowedHosts: [] },
        resolve: resolving,
      }),
    ).rejects.toThrow(/within 0.1 seconds/);
  });

  it('stops when it is told to, with the reason', async () => {
    receiver.answer(() => 'hang');
    const stop = new AbortController();
    const sending = send('/', { signal: stop.signal });
    const reason = new Error('the process stops');
    setTimeout(() => stop.abort(reason), 50);
    await expect(sending).rejects.toBe(reason);
  });

  it('says in words why there was no answer', async () => {
    const rude = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => rude.listen(0, '127.0.0.1', resolve));
    const { port } = rude.address() as { port: number };
    const options = { headers: {}, body: '', timeoutMs: 5_000, policy: { allowedHosts: ['127.0.0.1'] } };
    const broken = post(new URL(`http://127.0.0.1:${port}/`), options);
    await expect(broken).rejects.toThrow('The connection was broken off.');
    await expect(broken).rejects.toBeInstanceOf(NoAnswerError);
    await new Promise((resolve) => rude.close(resolve));
    const nobody = post(new URL(`http://127.0.0.1:${port}/`), options);
    await expect(nobody).rejects.toThrow('Nothing listens at the address.');
  });
});
