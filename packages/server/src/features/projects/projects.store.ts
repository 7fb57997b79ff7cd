/** The project table. */
import { uuidV7 } from '@assay/jobs';
import type { UpdateObject } from 'kysely';
import type { Database } from '../../store/database-types.ts';
import type { Queryable } from '../../store/store.ts';
import type { Project } from '../../store/tables/project-tables.ts';
import { fetchPage, type Page, type PageRequest } from '../page.ts';

/** Values, or SQL that gives them. */
type ProjectChange = UpdateObject<Database, 'project'>;

export const PROJECT_CODE_CONSTRAINT = 'project_code_key';

export function insertProject(db: Queryable, project: { code: string; name: string }): Promise<Project> {
  return db
    .insertInto('project')
    .values({ id: uuidV7(), ...project })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** By code, as the API addresses it. */
export function findProject(db: Queryable, code: string): Promise<Project | undefined> {
  return db.selectFrom('project').selectAll().where('code', '=', code).executeTakeFirst();
}

/** Until the transaction ends, nobody else changes it. */
export function lockProject(db: Queryable, code: string): Promise<Project | undefined> {
  return db.selectFrom('project').selectAll().where('code', '=', code).forUpdate().executeTakeFirst();
}

export function updateProject(db: Queryable, id: string, change: ProjectChange): Promise<Project> {
  return db.updateTable('project').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow();
}

/** By code; all projects, or the one that a caller is confined to. */
export function listProjects(
  db: Queryable,
  page: PageRequest,
  onlyProjectId: string | null,
): Promise<Page<Project>> {
  let query = db.selectFrom('project').selectAll().orderBy('code');
  if (onlyProjectId !== null) query = query.where('id', '=', onlyProjectId);
  return fetchPage(query, page);
}
