/** Every operation of the contract as a route: one loop, no route of its own anywhere. */
import {
  API_BASE_PATH,
  answerProblems,
  type Operation,
  preferredWait,
  type RawRequest,
  readRequest,
  type StreamEvent,
} from '@assay/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { traceRequest } from '../tracing/trace-request.ts';
import { type Admission, admit, type Doorkeeper } from './admit.ts';
import { matchesEtag, wireHeaders } from './answer-headers.ts';
import { invalidEntries } from './api-problem.ts';
import { acceptJson, acceptJsonAndYaml, ignoreBodies } from './body-parsers.ts';
import type { Answer, HandlersOf, RequestContext } from './handler.ts';
import { refuseOtherMethods } from './other-methods.ts';
import { prefersYaml } from './prefers-yaml.ts';
import { requestSignal } from './request-signal.ts';
import { sendEvents } from './send-events.ts';
import { writeYaml } from './yaml/write-yaml.ts';

export interface MountOptions<Operations extends Readonly<Record<string, Operation>>> extends Doorkeeper {
  readonly operations: Operations;
  readonly handlers: HandlersOf<Operations>;
  /** Answers that break their own schema become errors. */
  readonly validateResponses: boolean;
  /** Aborts when the server closes. */
  readonly closing: AbortSignal;
}

/** A handler broke its own contract: a mistake of ours, never of the caller. */
export class AnswerMismatchError extends Error {
  override readonly name = 'AnswerMismatchError';
}

/** A handler as the loop sees it; `HandlersOf` has proved that it fits its operation. */
type AnyHandler = (input: unknown, context: RequestContext) => Promise<Answer<unknown>>;

export async function mountOperations<Operations extends Readonly<Record<string, Operation>>>(
  app: FastifyInstance,
  options: MountOptions<Operations>,
): Promise<void> {
  const operations = Object.values(options.operations);
  const handlers = options.handlers as unknown as Readonly<Record<string, AnyHandler>>;
  const mount = (scope: FastifyInstance, operation: Operation) =>
    mountOperation(scope, operation, handlerOf(handlers, operation), options);
  const reading = operations.filter(({ body }) => body !== null);
  await app.register(async (scope) => {
    acceptJson(scope);
    for (const operation of reading) if (operation.bodyAlsoAs === undefined) mount(scope, operation);
  });
  await app.register(async (scope) => {
    acceptJsonAndYaml(scope);
    for (const operation of reading) if (operation.bodyAlsoAs !== undefined) mount(scope, operation);
  });
  await app.register(async (scope) => {
    ignoreBodies(scope);
    for (const operation of operations) if (operation.body === null) mount(scope, operation);
    refuseOtherMethods(scope, operations.map(routeOf));
  });
}

function handlerOf(handlers: Readonly<Record<string, AnyHandler>>, operation: Operation): AnyHandler {
  const handler = handlers[operation.id];
  if (handler === undefined) throw new Error(`the operation ${operation.id} has no handler`);
  return handler;
}

/** `/jobs/{job_id}` of the contract is `/api/v1/jobs/:job_id` here. */
function routeOf(operation: Operation): { readonly method: Operation['method']; readonly url: string } {
  return {
    method: operation.method,
    url: API_BASE_PATH + operation.path.replaceAll(/\{(\w+)\}/g, ':$1'),
  };
}

function mountOperation(
  app: FastifyInstance,
  operation: Operation,
  handler: AnyHandler,
  options: Doorkeeper & { readonly validateResponses: boolean; readonly closing: AbortSignal },
): void {
  const { method, url } = routeOf(operation);
  const admissions = new WeakMap<FastifyRequest, Admission>();
  app.route({
    ...{ method, url },
    // Before the body is read: a caller without access learns nothing about what a body should look like.
    onRequest: async (request) => {
      const admission = await admit(operation, request, options);
      admissions.set(request, admission);
      if (admission.projectId !== null) request.log = request.log.child({ project: admission.projectId });
    },
    handler: async (request, reply) => {
      const { params, principal, projectId } = admissions.get(request)!;
      const reading = readRequest(operation, {
        query: request.query as Record<string, unknown>,
        headers: request.headers,
        body: request.body,
      });
      if (!reading.ok) throw invalidEntries(reading.errors);
      if (isHeld(operation, reading.value)) {
        const release = options.limits.hold(principal.tokenId);
        reply.raw.once('close', release);
      }
      const signal = requestSignal(reply, options.closing);
      const { traceparent } = request.headers;
      const answer = await traceRequest({ method, route: url, traceparent }, async (span, traceParent) => {
        if (projectId !== null) span.setAttribute('assay.project.id', projectId);
        const context = { principal, projectId, requestId: request.id, traceParent, signal };
        const answer = await handler({ ...reading.value, params }, context);
        span.setAttribute('http.response.status_code', operation.success.status);
        return answer;
      });
      const { format } = reading.value.query as { readonly format?: unknown };
      if (operation.success.mediaType === 'text/event-stream') {
        const check = options.validateResponses
          ? (event: unknown) => checkAnswer(operation, [event])
          : undefined;
        return sendEvents(request, reply, answer.body as AsyncIterable<StreamEvent> | null, check);
      }
      if (options.validateResponses) checkAnswer(operation, answer.body);
      return send(reply, operation, answer, { ...request.headers, format });
    },
  });
}

/** Whether the caller asks for an answer that may come late, or for a stream. */
function isHeld({ success }: Operation, { query, headers }: Pick<RawRequest, 'query' | 'headers'>): boolean {
  if (success.mediaType === 'text/event-stream') return true;
  const { prefer } = headers as { readonly prefer?: string };
  return Number(query.wait ?? 0) > 0 || (preferredWait(prefer) ?? 0) > 0;
}

function checkAnswer(operation: Operation, body: unknown): void {
  // As it arrives: undefined members are gone then, and dates are text.
  const onTheWire = body === undefined ? undefined : JSON.parse(JSON.stringify(body));
  const problems = answerProblems(operation, onTheWire);
  if (problems.length > 0) throw new AnswerMismatchError(problems.join('; '));
}

interface Wishes {
  readonly 'if-none-match'?: string | undefined;
  readonly accept?: string | undefined;
  /** Of the query: it is there to be typed into an address, so that it wins. */
  readonly format: unknown;
}

function send(
  reply: FastifyReply,
  { success }: Operation,
  { body, headers }: Answer<unknown>,
  wishes: Wishes,
): FastifyReply {
  void reply.headers(wireHeaders(headers));
  if (headers?.etag !== undefined && matchesEtag(wishes['if-none-match'], headers.etag))
    return reply.code(304).send();
  const { status, schema, mediaType, alsoAs } = success;
  void reply.code(status);
  if (mediaType !== undefined) void reply.type(`${mediaType}; charset=utf-8`);
  if (alsoAs !== undefined) {
    void reply.header('vary', 'Accept');
    const inYaml = wishes.format === undefined ? prefersYaml(wishes.accept) : wishes.format === 'yaml';
    if (inYaml) return reply.type(alsoAs).send(writeYaml(body));
  }
  return schema === null ? reply.send() : reply.send(body);
}
