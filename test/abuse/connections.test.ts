/** More connections than anybody needs, and clients that do not speak HTTP; a process of its own, looked at from outside. */
import { execSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AssayHome, type AssayProcess, makeHome, startAssay } from '../system/support/assay-process.ts';
import { makePlaces, profileAndWait, writeShopFiles } from '../system/support/shop.ts';
import { exchange, open } from './support/raw-connection.ts';

/** Node takes as many files as the system lets it; both ends of a connection are files, in two processes. */
const MOST_FILES = Number(execSync('ulimit -Hn', { shell: '/bin/sh' }).toString().trim()) || 1_000_000;
const CONNECTIONS = Math.min(10_000, MOST_FILES - 500);
const AT_A_TIME = 250;
/** 40 KiB each, which leaves as much again for what is not collected yet. */
const MOST_MEMORY_MIB = 400;
const RANDOM_REQUESTS = 200;
const SMUGGLED = 'GET /api/v1/projects HTTP/1.1\r\nhost: x\r\n\r\n';
const POST = 'POST /api/v1/projects HTTP/1.1\r\nhost: x\r\n';

let home: AssayHome;
let assay: AssayProcess;
beforeAll(async () => {
  home = await makeHome('embedded');
  writeShopFiles(home.files);
  assay = await startAssay(home);
});
afterAll(async () => {
  await assay?.stop();
  await home?.remove();
});

const isHealthy = async () => {
  const answer = await assay.request('GET', '/projects');
  expect(answer.status).toBe(200);
};
const onLinux = process.platform === 'linux';
const memoryMib = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${assay.pid}/status`, 'utf8'))?.[1]) / 1024;

describe('clients that speak no HTTP', () => {
  it.each([
    ['a method that is none', 'FROBNICATE / HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['no method', '/ HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['HTTP/0.9', 'GET /\r\n\r\n'],
    ['HTTP/2 without asking', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a version that is none', 'GET / HTTP/9.9\r\nhost: x\r\n\r\n'],
    ['TLS', '\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03'.padEnd(170, '\x07')],
    ['a proxy’s CONNECT', 'CONNECT example.org:443 HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['no host', 'GET /livez HTTP/1.1\r\n\r\n'],
    ['an address with a NUL', 'GET /\x00 HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['an address with a blank', 'GET /a b HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['an address of 100 kB', `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nhost: x\r\n\r\n`],
    ['an address that climbs', 'GET /../../../etc/passwd HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['a broken escape', 'GET /api/v1/projects/%E0%A4%A HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['a thousand headers', `GET / HTTP/1.1\r\nhost: x\r\n${'x: 1\r\n'.repeat(5_000)}\r\n`],
    ['a header with a line break', 'GET / HTTP/1.1\r\nhost: x\r\nx: a\rset-cookie: b\r\n\r\n'],
    ['a header with a NUL', 'GET / HTTP/1.1\r\nhost: x\r\nx: a\x00b\r\n\r\n'],
    ['a blank before the colon', `${POST}content-length : 5\r\n\r\nhello`],
    ['a folded header', `${POST}transfer-encoding:\r\n chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`],
    [
      'a length and chunks',
      `${POST}content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`,
    ],
    [
      'chunks and a length',
      `${POST}transfer-encoding: chunked\r\ncontent-length: 4\r\n\r\n0\r\n\r\n${SMUGGLED}`,
    ],
    ['two lengths', `${POST}content-length: 0\r\ncontent-length: ${SMUGGLED.length}\r\n\r\n${SMUGGLED}`],
    ['a length with a sign', `${POST}content-length: +5\r\n\r\nhello${SMUGGLED}`],
    ['a length below zero', `${POST}content-length: -1\r\n\r\n${SMUGGLED}`],
    ['a length that is huge', `${POST}content-length: 99999999999999999999999\r\n\r\n${SMUGGLED}`],
    ['chunks that are not last', `${POST}transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n${SMUGGLED}`],
    ['chunks in disguise', `${POST}transfer-encoding: xchunked\r\n\r\n0\r\n\r\n${SMUGGLED}`],
    ['a chunk of no size', `${POST}transfer-encoding: chunked\r\n\r\nzz\r\n${SMUGGLED}`],
    ['a chunk below zero', `${POST}transfer-encoding: chunked\r\n\r\n-1\r\n${SMUGGLED}`],
    [
      'a chunk longer than it says',
      `${POST}transfer-encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n${SMUGGLED}`,
    ],
    ['an endless extension of a chunk', `${POST}transfer-encoding: chunked\r\n\r\n1;${'a'.repeat(100_000)}`],
  ])('are refused or cut: %s', async (_what, bytes) => {
    const { heard, closed } = await exchange(assay.url, bytes);
    const answers = heard.match(/^HTTP\/1\.1 \d{3}/gm) ?? [];
    // At most one, and none to what was hidden inside.
    expect(answers.length === 0 ? closed : answers.length === 1).toBe(true);
    expect(answers.join()).toMatch(/^(HTTP\/1\.1 4\d\d)?$/);
    expect(heard).not.toMatch(/set-cookie|root:/i);
    await isHealthy();
  });

  it('may send any bytes at all', async () => {
    const memory = onLinux ? memoryMib() : 0;
    const bytes = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 400 }),
      fc
        .array(fc.constantFrom('GET ', '/', ' HTTP/1.1', '\r\n', '\n', ':', 'host', '\x00', 'é', 'chunked'), {
          maxLength: 30,
        })
        .map((pieces) => Buffer.from(`${pieces.join('')}\r\n\r\n`, 'latin1')),
    );
    const requests = fc.sample(bytes, { numRuns: RANDOM_REQUESTS, seed: 3 });
    const heard = await inBatches(requests, async (request) => (await exchange(assay.url, request)).heard);
    expect(heard.filter((answer) => /^HTTP\/1\.1 (1|3|5)/m.test(answer))).toEqual([]);
    await isHealthy();
    if (onLinux) expect(memoryMib() - memory).toBeLessThan(MOST_MEMORY_MIB);
  });
});

describe(`${CONNECTIONS} idle connections`, () => {
  let sockets: Socket[] = [];
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
  });

  it('leave room for a client that works', async () => {
    const memory = onLinux ? memoryMib() : 0;
    sockets = await inBatches(Array.from({ length: CONNECTIONS }), async () => {
      const socket = await open(assay.url);
      socket.on('error', () => {});
      await new Promise((answered) => {
        socket.once('data', answered);
        socket.write('GET /livez HTTP/1.1\r\nhost: x\r\n\r\n');
      });
      return socket;
    });
    const { tableGroupId } = await makePlaces(assay.client, { type: 'files', config: { path: home.files } });
    expect(await profileAndWait(assay.client, tableGroupId)).toMatchObject({ status: 'completed' });
    expect(sockets.filter((socket) => socket.readyState !== 'open')).toEqual([]);
    if (onLinux) expect(memoryMib() - memory).toBeLessThan(MOST_MEMORY_MIB);
  });

  it('do not keep the server from stopping', async () => {
    expect(await assay.stop()).toBe(0);
  });
});

async function inBatches<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += AT_A_TIME)
    results.push(...(await Promise.all(items.slice(at, at + AT_A_TIME).map(work))));
  return results;
}
