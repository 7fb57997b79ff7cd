/** The api_token table. */
import { uuidV7 } from '@assay/jobs';
import type { Queryable } from '../../store/store.ts';
import type { ApiToken, NewApiToken } from '../../store/tables/project-tables.ts';
import { fetchPage, type Page, type PageRequest } from '../page.ts';

export const TOKEN_NAME_CONSTRAINT = 'api_token_name_key';

export interface PlacedToken extends ApiToken {
  /** Null = all projects. */
  readonly project_code: string | null;
}

const placed = (db: Queryable) =>
  db
    .selectFrom('api_token')
    .leftJoin('project', 'project.id', 'api_token.project_id')
    .selectAll('api_token')
    .select('project.code as project_code');

export async function insertToken(db: Queryable, token: Omit<NewApiToken, 'id'>): Promise<string> {
  const id = uuidV7();
  await db
    .insertInto('api_token')
    .values({ id, ...token })
    .execute();
  return id;
}

export function findToken(db: Queryable, id: string): Promise<PlacedToken | undefined> {
  return placed(db).where('api_token.id', '=', id).executeTakeFirst();
}

/** Newest first; those of one project when the caller is confined to it. */
export function listTokens(
  db: Queryable,
  page: PageRequest,
  onlyProjectId: string | null,
): Promise<Page<PlacedToken>> {
  let query = placed(db).orderBy('api_token.created_at', 'desc').orderBy('api_token.id', 'desc');
  if (onlyProjectId !== null) query = query.where('api_token.project_id', '=', onlyProjectId);
  return fetchPage(query, page);
}

export async function deleteToken(db: Queryable, id: string): Promise<void> {
  await db.deleteFrom('api_token').where('id', '=', id).execute();
}
