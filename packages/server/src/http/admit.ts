/** The checks before a request is read: who calls, is the path well-formed, may they. In this order. */
import { type Operation, readParams } from '@assay/contract';
import type { FastifyRequest } from 'fastify';
import type { AccessResolver } from './access/access-resolver.ts';
import { type Authenticator, readBearerToken } from './access/authenticator.ts';
import { mayInProject, mayOnServer, type Principal } from './access/principal.ts';
import { invalidEntries, notFound, unauthenticated } from './api-problem.ts';
import type { RequestLimits } from './limits/request-limits.ts';

export interface Doorkeeper {
  readonly authenticator: Authenticator;
  readonly resolver: AccessResolver;
  readonly limits: RequestLimits;
}

/** What the checks found out. */
export interface Admission {
  readonly principal: Principal;
  readonly projectId: string | null;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Calls of operations that need no token. */
const ANONYMOUS: Principal = {
  tokenId: '00000000-0000-0000-0000-000000000000',
  name: 'anonymous',
  role: 'catalog',
  projectId: '00000000-0000-0000-0000-000000000000',
  globalAdmin: false,
};

/** Throws ApiProblem: 401 or 429, then 422 for the path, then 404 for missing and forbidden alike. */
export async function admit(
  operation: Operation,
  request: FastifyRequest,
  { authenticator, resolver, limits }: Doorkeeper,
): Promise<Admission> {
  const { access } = operation;
  const principal = access === 'none' ? ANONYMOUS : await authenticate(request, { authenticator, limits });
  limits.request(access === 'none' ? request.ip : principal.tokenId);
  const reading = readParams(operation, request.params as Record<string, unknown>);
  if (!reading.ok) throw invalidEntries(reading.errors);
  const params = reading.value as Readonly<Record<string, unknown>>;
  if (access === 'none') return { principal, projectId: null, params };
  if (access.of === 'server') {
    if (!mayOnServer(principal, access.permission)) throw notFound();
    return { principal, projectId: null, params };
  }
  const owner = await resolver.ownerOf(access, String(params[access.param]));
  if (owner === null || !mayInProject(principal, access.permission, owner.projectId)) throw notFound();
  return { principal, projectId: owner.projectId, params };
}

/** Throws ApiProblem: 401, or 429 after many wrong tokens. */
export async function authenticate(
  { headers, ip }: FastifyRequest,
  { authenticator, limits }: Pick<Doorkeeper, 'authenticator' | 'limits'>,
): Promise<Principal> {
  const token = readBearerToken(headers.authorization);
  if (token === null) throw unauthenticated();
  limits.beforeToken(ip, token);
  const principal = await authenticator.authenticate(token);
  limits.afterToken(ip, token, principal !== null);
  if (principal === null) throw unauthenticated();
  return principal;
}
