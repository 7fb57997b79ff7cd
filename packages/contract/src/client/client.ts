/**
 * A typed client of the API: one method per operation. Works wherever `fetch` does.
 *
 *     const assay = createClient({ url: 'http://127.0.0.1:4080', token });
 *     const { id } = await assay.submitTestRun({ test_suite_id });
 *     const job = await assay.waitForJob(id);
 */
import type { z } from 'zod';
import { API_BASE_PATH, type Operation, type OperationOutput } from '../operation.ts';
import { OPERATION_LIST, type OperationId, type Operations } from '../operations.ts';
import type { Job } from '../schemas/job.ts';
import type { JobEvent } from '../schemas/job-event.ts';
import { apiErrorOf, ServerUnreachableError } from './api-error.ts';
import { readEvents } from './read-events.ts';
import { type FlatInput, fillPath, queryString } from './request-line.ts';
import { type WaitOptions, waitForJob } from './wait-for-job.ts';
import { type WatchOptions, watchJob } from './watch-job.ts';

export interface ClientOptions {
  /** Where the server listens, with or without `/api/v1`. */
  readonly url: string;
  readonly token?: string | undefined;
  /** Defaults to the global one. */
  readonly fetch?: typeof fetch;
}

export interface CallOptions {
  /** `idempotency-key`, `if-none-match` ... */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

/** zod types an empty object as one that forbids every key, which would spoil the intersection below. */
type Fields<Part extends z.ZodObject> = keyof Part['shape'] extends never ? unknown : z.input<Part>;

/** Without `format`: this client speaks JSON. */
type QueryFields<Part extends z.ZodObject> = 'format' extends keyof Part['shape']
  ? Omit<z.input<Part>, 'format'>
  : Fields<Part>;

/** Path and query parameters side by side, a body under `body`. */
export type ClientInput<Op extends Operation> = Fields<Op['params']> &
  QueryFields<Op['query']> &
  (Op['body'] extends z.ZodType ? { readonly body: z.input<Op['body']> } : unknown);

type OperationMethod<Op extends Operation> =
  Record<never, never> extends ClientInput<Op>
    ? (input?: ClientInput<Op>, options?: CallOptions) => Promise<OperationOutput<Op>>
    : (input: ClientInput<Op>, options?: CallOptions) => Promise<OperationOutput<Op>>;

export type OperationMethods = { readonly [Id in OperationId]: OperationMethod<Operations[Id]> };

export interface Client extends OperationMethods {
  /** Waits until a job has ended, however it ended, and gives it back. See WaitOptions. */
  waitForJob(jobId: string, options?: WaitOptions): Promise<Job>;
  /** Tells what happens to a job until it has ended; connects again by itself. See WatchOptions. */
  watchJob(jobId: string, options?: WatchOptions): AsyncIterable<JobEvent>;
}

/**
 * Methods throw ApiError when the server answers with an error, ServerUnreachableError when it does not answer,
 * and the signal's reason when the call is aborted.
 */
export function createClient(options: ClientOptions): Client {
  const send = sender(options);
  const methods = Object.fromEntries(
    OPERATION_LIST.map((operation) => [
      operation.id,
      (input: FlatInput = {}, call: CallOptions = {}) => send(operation, input, call),
    ]),
  ) as unknown as OperationMethods;
  return {
    ...methods,
    waitForJob: (jobId, wait = {}) => waitForJob(methods, jobId, wait),
    watchJob: (jobId, watch = {}) => watchJob(methods, jobId, watch),
  };
}

function sender({ url, token, fetch: fetchWith = fetch }: ClientOptions) {
  const origin = url.replace(/\/+$/, '');
  const base = origin.endsWith(API_BASE_PATH) ? origin : origin + API_BASE_PATH;
  return async (operation: Operation, input: FlatInput, call: CallOptions): Promise<unknown> => {
    const address = base + fillPath(operation.path, input) + queryString(operation, input);
    const { mediaType = 'application/json' } = operation.success;
    const headers: Record<string, string> = { accept: mediaType };
    if (token !== undefined) headers.authorization = `Bearer ${token}`;
    const request: RequestInit = { method: operation.method, headers, signal: call.signal ?? null };
    if (operation.body !== null) {
      headers['content-type'] = 'application/json';
      request.body = JSON.stringify(input.body ?? {});
    }
    Object.assign(headers, call.headers);
    const response = await reach(fetchWith, address, request);
    if (response.ok && mediaType === 'text/event-stream') return readEvents(response, call.signal);
    if (response.ok && mediaType !== 'application/json') return response.text();
    const body = await readJson(response);
    if (!response.ok) throw apiErrorOf(response, body);
    return body;
  };
}

async function reach(fetchWith: typeof fetch, address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetchWith(address, request);
  } catch (error) {
    request.signal?.throwIfAborted();
    throw new ServerUnreachableError(new URL(address).origin, error);
  }
}

/** Undefined when the answer has no body, or one that is not JSON (a proxy's page). */
async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch (error) {
    if (response.ok)
      throw new SyntaxError('The answer is not JSON: is this address an Assay server?', { cause: error });
    return undefined;
  }
}
