/** Methods that an address does not have: 405 that names those it has, and OPTIONS. */
import type { FastifyInstance } from 'fastify';
import { ApiProblem } from './api-problem.ts';

/** Call after the routes themselves are known; `routes` are all of them. */
export function refuseOtherMethods(
  app: FastifyInstance,
  routes: readonly { readonly method: string; readonly url: string }[],
): void {
  const byUrl = Map.groupBy(routes, ({ url }) => url);
  for (const [url, served] of byUrl) {
    const methods = served.map(({ method }) => method);
    const allowed = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
    const allow = allowed.join(', ');
    app.options(url, (_request, reply) => reply.code(204).header('allow', allow).send());
    app.route({
      method: app.supportedMethods.filter((method) => !allowed.includes(method)),
      url,
      // Before the body is read: what it may look like is not the question.
      onRequest: async (request) => {
        const detail = `${request.method} is not possible here; possible are ${allow}.`;
        throw new ApiProblem([{ code: 'method_not_allowed', detail }], { headers: { allow } });
      },
      handler: async () => {},
    });
  }
}
