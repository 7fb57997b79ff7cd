/** The HTTP server: the contract's operations, the probes, the reference page. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { API_BASE_PATH, type Operation } from '@assay/contract';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { logSettings } from '../logging/log-settings.ts';
import type { ExposedMetrics } from '../metrics/expose-metrics.ts';
import { BODY_LIMIT_MIB } from './body-parsers.ts';
import {
  CONNECTION_TIMEOUTS,
  type ConnectionTimeouts,
  cutSilentConnections,
  refuseConnection,
} from './connections.ts';
import { drainBody } from './drain-body.ts';
import { mountMetrics } from './mount-metrics.ts';
import { type MountOptions, mountOperations } from './mount-operations.ts';
import { mountProbes, type Readiness } from './probes.ts';
import type { ErrorTranslator } from './problem-of-error.ts';
import { mountReference } from './reference-page/mount-reference.ts';
import { answerWithProblems, sendError } from './send-problem.ts';

export interface HttpServerOptions<Operations extends Readonly<Record<string, Operation>>>
  extends Omit<MountOptions<Operations>, 'closing'> {
  readonly logLevel: string;
  /** Where log lines go; default standard output. */
  readonly logTo?: { write(line: string): void };
  /** Whether the server can do its work, asked at `/readyz`. */
  readonly readiness: () => Promise<Readiness>;
  readonly translateError?: ErrorTranslator;
  /** Served at `/metrics`; without it there is no such address. */
  readonly metrics?: ExposedMetrics;
  /** Told of every request that was answered. */
  readonly onAnswer?: (answered: AnsweredRequest) => void;
  /** The OpenAPI document, served and rendered as the reference page. */
  readonly openApi: object;
  readonly timeouts?: ConnectionTimeouts;
  /** Adds what is no operation: the user interface. */
  readonly extend?: (app: FastifyInstance) => Promise<void>;
}

export interface AnsweredRequest {
  readonly method: string;
  /** The pattern of the address, `/api/v1/jobs/:job_id`; null for an address that is none. */
  readonly route: string | null;
  readonly status: number;
  readonly seconds: number;
}

const PAYLOAD_TOO_LARGE = 413;
/** Ready to listen, or to be tested with `inject`. `close` stops waiting requests, then waits for those at work. */
export async function createHttpServer<Operations extends Readonly<Record<string, Operation>>>(
  options: HttpServerOptions<Operations>,
): Promise<FastifyInstance> {
  const translate = options.translateError ?? (() => null);
  const timeouts = options.timeouts ?? CONNECTION_TIMEOUTS;
  const app = Fastify({
    logger: loggerOf(options),
    // One line a request, written below, instead of the framework's two.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_MIB * 2 ** 20,
    requestTimeout: timeouts.requestMs,
    http: { headersTimeout: timeouts.headersMs, connectionsCheckingInterval: timeouts.checkMs },
    clientErrorHandler: refuseConnection,
    forceCloseConnections: 'idle',
    genReqId: requestId,
    routerOptions: { maxParamLength: 1_000 },
    frameworkErrors: (error, request, reply) => void sendError(error, request, reply, translate),
  });
  cutSilentConnections(app);
  const closing = new AbortController();
  app.addHook('preClose', async () => closing.abort());
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
    if (request.url.startsWith(API_BASE_PATH)) void reply.header('cache-control', 'private, no-cache');
  });
  app.addHook('onSend', async (request, reply) => {
    if (reply.statusCode === PAYLOAD_TOO_LARGE) await drainBody(request.raw);
  });
  app.addHook('onResponse', async (request, reply) => {
    const line = {
      method: request.method,
      url: request.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      // Of a submission: leads from the request to its job.
      location: reply.getHeader('location'),
    };
    request.log.debug(line, 'request');
    options.onAnswer?.({
      method: request.method,
      route: request.is404 ? null : (request.routeOptions.url ?? null),
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
    });
  });
  answerWithProblems(app, translate);
  mountProbes(app, options.readiness);
  if (options.metrics) mountMetrics(app, options.metrics, options);
  mountReference(app, options.openApi);
  await mountOperations(app, { ...options, closing: closing.signal });
  await options.extend?.(app);
  await app.ready();
  return app;
}

function loggerOf({ logLevel, logTo }: { logLevel: string; logTo?: { write(line: string): void } }) {
  return { ...logSettings(logLevel), ...(logTo === undefined ? {} : { stream: logTo }) };
}

/** A caller's own id is kept when it is harmless in a log. */
function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
}
