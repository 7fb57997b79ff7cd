import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorBody, NOT_FOUND_BODY } from '../errors.ts';
import { type Job, jobExample, jobProgressExample } from '../schemas/job.ts';
import { ApiError } from './api-error.ts';
import { type Client, createClient } from './client.ts';
import { JobWaitTimeoutError } from './wait-for-job.ts';

const completed: Job = { ...jobExample, status: 'completed', completed_at: '2026-03-01T08:31:00.000Z' };
const busy = { status: 503, body: errorBody([{ code: 'service_unavailable', detail: 'Starting.' }]) };

let server: Server;
let client: Client;
let asked: string[];
/** Answers to GET /jobs/{id}, in order; the last one repeats. */
let answers: { readonly status: number; readonly body: unknown }[];

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    const address = request.url ?? '';
    asked.push(address);
    const progress = { status: 200, body: jobProgressExample };
    const next = address.includes('/progress') ? progress : answers.length > 1 ? answers.shift() : answers[0];
    response.writeHead(next?.status ?? 500, { 'retry-after': '0' }).end(JSON.stringify(next?.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = createClient({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

describe('waiting for a job', () => {
  it('gives the job back when it has ended', async () => {
    answers = [
      { status: 200, body: jobExample },
      { status: 200, body: completed },
    ];
    expect(await client.waitForJob(jobExample.id)).toEqual(completed);
    expect(asked).toEqual(Array(2).fill(`/api/v1/jobs/${jobExample.id}?wait=30`));
  });

  it('gives back a job that ended badly: that is for the caller to judge', async () => {
    const failed = { ...completed, status: 'error', error_message: 'The table is gone.' };
    answers = [{ status: 200, body: failed }];
    expect(await client.waitForJob(jobExample.id)).toEqual(failed);
  });

  it('reports progress on the way and at the end', async () => {
    answers = [
      { status: 200, body: jobExample },
      { status: 200, body: completed },
    ];
    const reports: (number | null)[] = [];
    await client.waitForJob(jobExample.id, { onProgress: ({ percent }) => reports.push(percent) });
    expect(reports).toEqual([jobProgressExample.percent, jobProgressExample.percent]);
  });

  it('sits out a server that is busy for a while', async () => {
    answers = [busy, busy, { status: 200, body: completed }];
    expect(await client.waitForJob(jobExample.id)).toEqual(completed);
  });

  it('loses patience with a server that stays busy', async () => {
    answers = [busy];
    await expect(client.waitForJob(jobExample.id, { patienceMs: 50 })).rejects.toThrow(ApiError);
  });

  it('does not repeat a request that was answered with a mistake', async () => {
    answers = [{ status: 404, body: NOT_FOUND_BODY }];
    await expect(client.waitForJob(jobExample.id)).rejects.toThrow(ApiError);
    expect(asked).toHaveLength(1);
  });

  it('gives up when its time is up, and says how the job stood', async () => {
    answers = [{ status: 200, body: jobExample }];
    const error = await client
      .waitForJob(jobExample.id, { timeoutMs: 100 })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(JobWaitTimeoutError);
    expect((error as JobWaitTimeoutError).job).toEqual(jobExample);
  });

  it('stops when aborted on the way, and does not start when aborted before', async () => {
    answers = [{ status: 200, body: jobExample }];
    const onTheWay = AbortSignal.timeout(30);
    const reason = await client
      .waitForJob(jobExample.id, { signal: onTheWay })
      .catch((error: unknown) => error);
    expect(reason).toBe(onTheWay.reason);
    const requests = asked.length;
    const before = AbortSignal.abort(new Error('enough'));
    await expect(client.waitForJob(jobExample.id, { signal: before })).rejects.toBe(before.reason);
    expect(asked).toHaveLength(requests);
  });

  it('does not ask in a tight loop when the server does not hold its answers', async () => {
    answers = [{ status: 200, body: jobExample }];
    await client.waitForJob(jobExample.id, { timeoutMs: 1100 }).catch(() => undefined);
    expect(asked.length).toBeLessThanOrEqual(7);
  });
});
