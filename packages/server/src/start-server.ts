/** Starts everything, in the order in which one part needs the other, and stops it the other way round. */
import { setTimeout as sleep } from 'node:timers/promises';
import { OPERATIONS, type Operations, openApiDocument } from '@assay/contract';
import type { JobHandlers, JobWorker } from '@assay/jobs';
import type { FastifyInstance } from 'fastify';
import type { ServerConfig } from './config.ts';
import { ensureBootstrapToken } from './http/access/bootstrap-token.ts';
import { createStoreAccessResolver } from './http/access/store-access-resolver.ts';
import { createTokenAuthenticator } from './http/access/token-authenticator.ts';
import { createHttpServer } from './http/create-http-server.ts';
import type { HandlersOf } from './http/handler.ts';
import { createRequestLimits } from './http/limits/request-limits.ts';
import { listen } from './http/listen.ts';
import { startMetricsServer } from './http/metrics-server.ts';
import type { ErrorTranslator } from './http/problem-of-error.ts';
import { exposeMetrics } from './metrics/expose-metrics.ts';
import { openResources, type ServerResources, startOrUndo, type Undo } from './open-resources.ts';
import { readinessOf } from './readiness.ts';
import type { StoreTransaction } from './store/store.ts';
import type { WorkerLog } from './workers/log-jobs.ts';
import { FINISH_JOBS_MS, startWorker } from './workers/start-worker.ts';

export type BackgroundWork = (log: WorkerLog) => Promise<Undo>;

/** What the features give to the server; made by compose.ts. */
export interface ServerModules {
  readonly handlers: HandlersOf<Operations>;
  /** By job key. */
  readonly jobHandlers: JobHandlers<StoreTransaction>;
  /** Errors of other rooms as problems to answer with; null for unknown ones. */
  readonly translateError?: ErrorTranslator;
  /** Text for users of what made a job fail. */
  readonly describeJobError?: (error: unknown) => string;
  /** Adds the user interface. */
  readonly extend?: (app: FastifyInstance) => Promise<void>;
  /** Runs before the server listens. */
  readonly prepare?: () => Promise<void>;
  /** What goes on beside requests and jobs, in every process: each is started and gives what stops it. */
  readonly background?: readonly BackgroundWork[];
  readonly close?: () => Promise<void>;
}

export interface StartOptions {
  readonly version: string;
  readonly modules: (resources: ServerResources) => ServerModules | Promise<ServerModules>;
  /** Where log lines go; default standard output. */
  readonly logTo?: { write(line: string): void };
  /** A dumped data directory that the first start of an embedded store begins with. */
  readonly snapshotFile?: string;
}

export interface RunningServer {
  readonly url: string;
  /** Made at the first start: to be shown once, nobody can read it again. */
  readonly bootstrapToken: string | null;
  /** Stops taking requests and jobs, lets both finish, hands jobs that take longer back to the queue. */
  close(): Promise<void>;
}

/**
 * Throws StoreUnavailableError, SecretKeyError or ListenError; whatever was started
 * by then is stopped.
 */
export async function startServer(config: ServerConfig, options: StartOptions): Promise<RunningServer> {
  return startOrUndo(async (undo) => startParts(config, options, undo));
}

async function startParts(config: ServerConfig, options: StartOptions, undo: Undo[]) {
  const log = { current: null as FastifyInstance['log'] | null };
  const onError = (error: Error) => log.current?.error({ err: error }, 'store');
  const { resources, announce } = await openResources(config, options, { undo, onError });
  const { store, metrics } = resources;
  const bootstrapToken = await ensureBootstrapToken(store, config.bootstrapToken);
  const modules = await options.modules(resources);
  if (modules.close) undo.push(modules.close);
  const worker = { current: null as JobWorker | null };
  let draining = false;
  const readiness = async () => ({
    ...(await readinessOf(store, worker.current)),
    ...(draining && { draining: true as const }),
  });
  const exposed = exposeMetrics({
    metrics,
    store,
    jobKeys: Object.keys(modules.jobHandlers),
    worker: () => (worker.current === null ? null : { worker: worker.current, slots: config.workerSlots }),
  });
  const app = await createHttpServer({
    operations: OPERATIONS,
    handlers: modules.handlers,
    authenticator: createTokenAuthenticator(store.db, onError),
    resolver: createStoreAccessResolver(store.db),
    limits: createRequestLimits(config),
    validateResponses: config.validateResponses,
    logLevel: config.logLevel,
    readiness,
    metrics: exposed,
    onAnswer: ({ method, route, status, seconds }) =>
      metrics.requestSeconds.observe({ method, route: route ?? 'none', status }, seconds),
    openApi: openApiDocument(options.version),
    ...(options.logTo ? { logTo: options.logTo } : {}),
    ...(modules.translateError ? { translateError: modules.translateError } : {}),
    ...(modules.extend ? { extend: modules.extend } : {}),
  });
  log.current = app.log;
  undo.push(() => app.close());
  await modules.prepare?.();
  worker.current = config.workerSlots === 0 ? null : startWorker(resources, modules, app.log);
  undo.push(async () => worker.current?.stop({ finishWithinMs: FINISH_JOBS_MS }));
  for (const start of modules.background ?? []) undo.push(await start(app.log));
  undo.push(await startMetricsServer(config, { metrics: exposed, readiness, log: app.log }));
  const settings = { host: 'ASSAY_HOST', port: 'ASSAY_PORT' };
  const url = await listen(app, { host: config.host, port: config.port, settings });
  announce(url);
  // Taken first when stopping: whoever sends requests here must have noticed before the listener closes.
  undo.push(async () => {
    draining = true;
    await sleep(config.drainMs);
  });
  return { url, bootstrapToken };
}
