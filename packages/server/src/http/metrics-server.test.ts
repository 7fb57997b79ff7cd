import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { ListenError } from './listen.ts';
import { startMetricsServer } from './metrics-server.ts';

const parts = (told: object[] = []) => ({
  metrics: {
    contentType: 'text/plain; version=0.0.4; charset=utf-8',
    read: async () => 'assay_store_up 1\n',
  },
  readiness: async () => ({ store: 'unreachable', worker: 'ok' }) as const,
  log: { info: (facts: object) => void told.push(facts) },
});

it('serves metrics and probes on a port of its own, without a token, and nothing else', async () => {
  const told: { url?: string }[] = [];
  const stop = await startMetricsServer({ metricsHost: '127.0.0.1', metricsPort: 0 }, parts(told));
  const url = String(told[0]?.url);
  expect(await (await fetch(`${url}/metrics`)).text()).toBe('assay_store_up 1\n');
  expect((await fetch(`${url}/livez`)).status).toBe(200);
  expect((await fetch(`${url}/readyz`)).status).toBe(503);
  expect((await fetch(`${url}/api/v1/projects`)).status).toBe(404);
  await stop();
  await expect(fetch(`${url}/metrics`)).rejects.toThrow();
});

it('listens nowhere without a port', async () => {
  const told: object[] = [];
  const stop = await startMetricsServer({ metricsHost: '127.0.0.1', metricsPort: null }, parts(told));
  await stop();
  expect(told).toEqual([]);
});

it('names its own setting when the port is taken', async () => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
  const { port } = blocker.address() as { port: number };
  const error = await startMetricsServer({ metricsHost: '127.0.0.1', metricsPort: port }, parts()).catch(
    (caught: unknown) => caught,
  );
  blocker.close();
  expect(error).toBeInstanceOf(ListenError);
  expect((error as Error).message).toContain('ASSAY_METRICS_PORT');
});
