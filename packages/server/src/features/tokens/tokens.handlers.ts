import type { Token as ApiToken, CreatedToken, NewToken } from '@assay/contract';
import { mayInProject, type Principal } from '../../http/access/principal.ts';
import { invalidRequest, notFound, problem } from '../../http/api-problem.ts';
import type { RequestContext } from '../../http/handler.ts';
import { createApiToken } from '../../secrets/api-token.ts';
import type { Queryable } from '../../store/store.ts';
import { isUniqueViolation } from '../../store/store-error.ts';
import { mapPage } from '../page.ts';
import { findProject } from '../projects/projects.store.ts';
import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import {
  deleteToken,
  findToken,
  insertToken,
  listTokens,
  type PlacedToken,
  TOKEN_NAME_CONSTRAINT,
} from './tokens.store.ts';

export function createTokenHandlers({
  store,
}: ServerContext): FeatureHandlers<'createToken' | 'listTokens' | 'deleteToken'> {
  return {
    async createToken({ body }, { principal }) {
      const made = createApiToken();
      const token = await store.transaction(async ({ db }) => {
        const projectId = await projectOfNewToken(db, principal, body);
        const id = await insertNamedToken(db, {
          name: body.name,
          token_hash: made.hash,
          prefix: made.prefix,
          role: body.role,
          global_admin: body.global_admin,
          project_id: projectId,
          expires_at: body.expires_at === null ? null : new Date(body.expires_at),
          created_by: principal.tokenId,
        });
        return (await findToken(db, id))!;
      });
      const answer: CreatedToken = { ...toApi(token), token: made.token };
      return { body: answer };
    },
    async listTokens({ query }, context) {
      const projectId = await projectToList(store.db, query.project_code, context);
      return { body: mapPage(await listTokens(store.db, query, projectId), toApi) };
    },
    async deleteToken({ params }) {
      await deleteToken(store.db, params.token_id);
      return { body: undefined };
    },
  };
}

async function insertNamedToken(db: Queryable, token: Parameters<typeof insertToken>[1]): Promise<string> {
  try {
    return await insertToken(db, token);
  } catch (error) {
    if (!isUniqueViolation(error, TOKEN_NAME_CONSTRAINT)) throw error;
    throw problem('already_exists', `There is a token "${token.name}" already; choose another name.`);
  }
}

/** Nobody can hand out more than they have: a token for every project, or for the server, takes a global admin. */
async function projectOfNewToken(
  db: Queryable,
  principal: Principal,
  token: NewToken,
): Promise<string | null> {
  if ((token.project_code === null || token.global_admin) && !principal.globalAdmin) {
    throw invalidRequest(
      'body.project_code',
      'body.project_code must name a project: only a global admin can make a token for all of them.',
    );
  }
  if (token.project_code === null) return null;
  const project = await findProject(db, token.project_code);
  if (project === undefined || !mayManage(principal, project.id)) {
    throw invalidRequest(
      'body.project_code',
      'body.project_code names no project whose tokens you may manage.',
    );
  }
  return project.id;
}

async function projectToList(
  db: Queryable,
  code: string | undefined,
  { principal }: RequestContext,
): Promise<string | null> {
  if (code === undefined) return principal.globalAdmin ? null : principal.projectId;
  const project = await findProject(db, code);
  if (project === undefined || !mayManage(principal, project.id)) throw notFound();
  return project.id;
}

const mayManage = (principal: Principal, projectId: string): boolean =>
  principal.globalAdmin || mayInProject(principal, 'administer', projectId);

const toApi = (token: PlacedToken): ApiToken => ({
  id: token.id,
  name: token.name,
  prefix: token.prefix,
  role: token.role,
  global_admin: token.global_admin,
  project_code: token.project_code,
  expires_at: token.expires_at?.toISOString() ?? null,
  created_at: token.created_at.toISOString(),
  last_used_at: token.last_used_at?.toISOString() ?? null,
});
