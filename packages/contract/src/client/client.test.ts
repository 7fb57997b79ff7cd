import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorBody, NOT_FOUND_BODY } from '../errors.ts';
import { importResultExample } from '../schemas/import-result.ts';
import { jobExample } from '../schemas/job.ts';
import { projectExample } from '../schemas/project.ts';
import { ApiError, ServerUnreachableError } from './api-error.ts';
import { type Client, createClient } from './client.ts';

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}
interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly text?: string;
  readonly headers?: Record<string, string>;
}

let server: Server;
let client: Client;
let url: string;
let seen: Seen[];
let answer: Answer;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

beforeEach(async () => {
  seen = [];
  server = createServer(async (request, response) => {
    const { method = '', url: address = '', headers } = request;
    seen.push({ method, url: address, headers, body: await bodyOf(request) });
    response.writeHead(answer.status, answer.headers);
    response.end(answer.text ?? (answer.body === undefined ? '' : JSON.stringify(answer.body)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = createClient({ url, token: 'assay_test' });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const failureOf = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => expect.unreachable('the call should have failed'),
    (error: unknown) => error,
  );

describe('a call', () => {
  it('gives a page as text, and asks for one', async () => {
    answer = {
      status: 200,
      text: '<!doctype html><p>1 &lt; 2</p>',
      headers: { 'content-type': 'text/html' },
    };
    const page = await client.getProfileReport({ job_id: jobExample.id });
    expect(page).toBe(answer.text);
    expect(seen[0]?.headers.accept).toBe('text/html');
    expect(seen[0]?.url).toBe(`/api/v1/profiling-runs/${jobExample.id}/report.html`);
  });

  it('for a page that fails says why', async () => {
    answer = { status: 409, body: errorBody([{ code: 'run_not_completed', detail: 'It is running.' }]) };
    const failure = await failureOf(client.getProfileReport({ job_id: jobExample.id }));
    expect(failure).toBeInstanceOf(ApiError);
    expect(failure).toMatchObject({ status: 409, message: 'It is running.' });
  });

  it('fills the path, writes the query, and authenticates', async () => {
    answer = { status: 200, body: jobExample };
    expect(await client.getJob({ job_id: jobExample.id, wait: 5 })).toEqual(jobExample);
    expect(seen[0]).toMatchObject({ method: 'GET', url: `/api/v1/jobs/${jobExample.id}?wait=5`, body: '' });
    expect(seen[0]?.headers.authorization).toBe('Bearer assay_test');
  });

  it('escapes names of tables and columns', async () => {
    answer = { status: 200, body: {} };
    await client.getColumnProfile({ job_id: jobExample.id, table: 'a/b', column: 'größe?' });
    expect(seen[0]?.url).toBe(`/api/v1/profiling-runs/${jobExample.id}/columns/a%2Fb/gr%C3%B6%C3%9Fe%3F`);
  });

  it('joins lists by commas and leaves out empty ones', async () => {
    answer = { status: 200, body: { items: [], page: 1, limit: 20, total: 0 } };
    await client.listTestResults({ job_id: jobExample.id, status: ['Failed', 'Error'], disposition: [] });
    expect(decodeURIComponent(seen[0]?.url ?? '')).toBe(
      `/api/v1/test-runs/${jobExample.id}/results?status=Failed,Error`,
    );
  });

  it('sends a body as JSON', async () => {
    answer = { status: 201, body: projectExample };
    await client.createProject({ body: { project_code: 'webshop', name: 'Web shop' } });
    expect(seen[0]).toMatchObject({ method: 'POST', body: '{"project_code":"webshop","name":"Web shop"}' });
    expect(seen[0]?.headers['content-type']).toBe('application/json');
  });

  it('passes headers on', async () => {
    answer = { status: 202, body: { id: jobExample.id, created_at: jobExample.created_at } };
    await client.submitTestRun(
      { test_suite_id: jobExample.id },
      { headers: { 'idempotency-key': 'night-1' } },
    );
    expect(seen[0]?.headers['idempotency-key']).toBe('night-1');
  });

  it('gives undefined for an answer without a body', async () => {
    answer = { status: 204 };
    expect(await client.deleteToken({ token_id: jobExample.id })).toBeUndefined();
  });

  it('accepts an address with the base path', async () => {
    answer = { status: 200, body: jobExample };
    await createClient({ url: `${url}/api/v1/` }).getJob({ job_id: jobExample.id });
    expect(seen[0]?.url).toBe(`/api/v1/jobs/${jobExample.id}`);
    expect(seen[0]?.headers.authorization).toBeUndefined();
  });

  it('refuses an empty path parameter, which would name another route', async () => {
    await expect(client.getJob({ job_id: '' })).rejects.toThrow(RangeError);
    expect(seen).toEqual([]);
  });
});

describe('a call that fails', () => {
  it('throws what the server found wrong', async () => {
    const entry = { code: 'invalid_request', detail: 'body.name is required.', path: 'body.name' } as const;
    answer = { status: 422, body: errorBody([entry]), headers: { 'x-request-id': 'r-1' } };
    const error = (await failureOf(client.listProjects())) as ApiError;
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      status: 422,
      errors: [entry],
      requestId: 'r-1',
      message: 'body.name is required.',
    });
    expect(error.has('invalid_request')).toBe(true);
  });

  it('hands out the plan of a refused import', async () => {
    const refusal = { code: 'strict_validation_failed', detail: 'Nothing was imported.' } as const;
    answer = { status: 400, body: errorBody([refusal], { import_result: importResultExample }) };
    expect(await failureOf(client.listProjects())).toMatchObject({ importResult: importResultExample });
    answer = { status: 409, body: errorBody([{ code: 'in_use', detail: 'It is needed.' }]) };
    expect(await failureOf(client.listProjects())).toMatchObject({ importResult: null });
  });

  it('tells when to try again', async () => {
    answer = {
      status: 429,
      body: errorBody([{ code: 'too_many_requests', detail: 'Slow down.' }]),
      headers: { 'retry-after': '7' },
    };
    expect(await failureOf(client.listProjects())).toMatchObject({ retryAfterSeconds: 7 });
  });

  it('copes with an answer that is not from Assay', async () => {
    answer = { status: 502, text: '<html>Bad gateway</html>' };
    expect(await failureOf(client.listProjects())).toMatchObject({ status: 502, errors: [] });
  });

  it('says when nobody answers', async () => {
    const nobody = createClient({ url: 'http://127.0.0.1:9' });
    expect(await failureOf(nobody.getHealth())).toBeInstanceOf(ServerUnreachableError);
  });

  it('throws the reason of an abort', async () => {
    answer = { status: 404, body: NOT_FOUND_BODY };
    const reason = new Error('enough');
    expect(await failureOf(client.getHealth({}, { signal: AbortSignal.abort(reason) }))).toBe(reason);
  });
});
