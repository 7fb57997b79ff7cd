/** Methods that an address does not have: 405 that names those it has, and OPTIONS. */
import type { FastifyInstance, HTTPMethods } from 'fastify';
import { ApiProblem } from './api-problem.ts';

const METHODS: readonly HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Call after the routes themselves are known; `routes` are all of them. */
export function refuseOtherMethods(
  app: FastifyInstance,
  routes: readonly { readonly method: string; readonly url: string }[],
): void {
  const byUrl = Map.groupBy(routes, ({ url }) => url);
  for (const [url, served] of byUrl) {
    const methods = served.map(({ method }) => method);
    const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
    app.options(url, (_request, reply) => reply.code(204).header('allow', allow).send());
    app.route({
      method: METHODS.filter((method) => !methods.includes(method as string)),
      url,
      handler: (request) => {
        const detail = `${request.method} is not possible here; possible are ${allow}.`;
        throw new ApiProblem([{ code: 'method_not_allowed', detail }], { headers: { allow } });
      },
    });
  }
}
