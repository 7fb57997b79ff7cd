/** For whoever runs the server: is the process alive, can it do its work. */
import type { FastifyInstance } from 'fastify';

/** What `/readyz` says of each part; `ok` for one that works. */
export interface Readiness {
  readonly store: 'ok' | 'unreachable';
  /** `off` where this process runs no jobs, `stuck` when none of its slots takes any. */
  readonly worker: 'ok' | 'off' | 'stuck';
  /** The process was asked to stop: what it is sent it still answers, but others should be sent more. */
  readonly draining?: true;
}

export function mountProbes(app: FastifyInstance, readiness: () => Promise<Readiness>): void {
  app.get('/livez', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const parts = await readiness();
    const ready = parts.store === 'ok' && parts.worker !== 'stuck' && parts.draining !== true;
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'not_ready', ...parts });
  });
}
