/** A process that only runs jobs: any number of them share a PostgreSQL store with the servers. */
import { pino } from 'pino';
import type { ServerConfig } from './config.ts';
import { startMetricsServer } from './http/metrics-server.ts';
import { logSettings } from './logging/log-settings.ts';
import { exposeMetrics } from './metrics/expose-metrics.ts';
import { openResources, startOrUndo, type Undo } from './open-resources.ts';
import { readinessOf } from './readiness.ts';
import type { StartOptions } from './start-server.ts';
import { FINISH_JOBS_MS, startWorker } from './workers/start-worker.ts';

export interface RunningWorker {
  /** Takes no more jobs, lets those at hand finish, hands back those that take longer. */
  close(): Promise<void>;
}

/** Throws StoreUnavailableError, SecretKeyError, and ListenError for the port of metrics. */
export async function startWorkerProcess(
  config: ServerConfig,
  options: Pick<StartOptions, 'version' | 'modules'>,
): Promise<RunningWorker> {
  const log = pino(logSettings(config.logLevel));
  const onError = (error: Error) => log.error({ err: error }, 'store');
  return startOrUndo(async (undo: Undo[]) => {
    const { resources } = await openResources(config, options, { undo, onError });
    const modules = await options.modules(resources);
    if (modules.close) undo.push(modules.close);
    await modules.prepare?.();
    const worker = startWorker(resources, modules, log);
    undo.push(() => worker.stop({ finishWithinMs: FINISH_JOBS_MS }));
    const metrics = exposeMetrics({
      metrics: resources.metrics,
      store: resources.store,
      jobKeys: Object.keys(modules.jobHandlers),
      worker: () => ({ worker, slots: config.workerSlots }),
    });
    const readiness = () => readinessOf(resources.store, worker);
    undo.push(await startMetricsServer(config, { metrics, readiness, log }));
    for (const start of modules.background ?? []) undo.push(await start(log));
    return {};
  });
}
