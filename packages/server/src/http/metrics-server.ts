/** Metrics and probes on a port of their own: without a token, and in processes that serve nothing else. */
import Fastify from 'fastify';
import type { ServerConfig } from '../config.ts';
import type { ExposedMetrics } from '../metrics/expose-metrics.ts';
import { listen } from './listen.ts';
import { mountProbes, type Readiness } from './probes.ts';

export interface MetricsServerParts {
  readonly metrics: ExposedMetrics;
  readonly readiness: () => Promise<Readiness>;
  readonly log: { info(facts: object, message: string): void };
}

/** Gives what stops it; does nothing when no port is set. Throws ListenError. */
export async function startMetricsServer(
  { metricsHost, metricsPort }: Pick<ServerConfig, 'metricsHost' | 'metricsPort'>,
  { metrics, readiness, log }: MetricsServerParts,
): Promise<() => Promise<void>> {
  if (metricsPort === null) return async () => undefined;
  const app = Fastify({ forceCloseConnections: 'idle' });
  mountProbes(app, readiness);
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.read()));
  const settings = { host: 'ASSAY_METRICS_HOST', port: 'ASSAY_METRICS_PORT' };
  const url = await listen(app, { host: metricsHost, port: metricsPort, settings });
  log.info({ url }, 'metrics');
  return () => app.close();
}
