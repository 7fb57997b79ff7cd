/** `/metrics` on the port of the API. */
import type { FastifyInstance } from 'fastify';
import type { ExposedMetrics } from '../metrics/expose-metrics.ts';
import { authenticate, type Doorkeeper } from './admit.ts';
import { notFound } from './api-problem.ts';

/**
 * Needs a token, of any role: numbers about the installation tell how much is checked and how much fails. A token that works
 * in one project sees nothing of the others, so that to it there is no such address.
 */
export function mountMetrics(
  app: FastifyInstance,
  metrics: ExposedMetrics,
  doorkeeper: Pick<Doorkeeper, 'authenticator' | 'limits'>,
): void {
  app.get('/metrics', async (request, reply) => {
    const principal = await authenticate(request, doorkeeper);
    if (principal.projectId !== null) throw notFound();
    return reply.type(metrics.contentType).send(await metrics.read());
  });
}
