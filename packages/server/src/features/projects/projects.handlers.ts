import type { Project as ApiProject } from '@assay/contract';
import { notFound, problem } from '../../http/api-problem.ts';
import { isUniqueViolation } from '../../store/store-error.ts';
import type { Project } from '../../store/tables/project-tables.ts';
import { mapPage } from '../page.ts';
import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { findProject, insertProject, listProjects, PROJECT_CODE_CONSTRAINT } from './projects.store.ts';

export function createProjectHandlers({
  store,
}: ServerContext): FeatureHandlers<'createProject' | 'listProjects' | 'getProject'> {
  return {
    async createProject({ body }) {
      try {
        const project = await insertProject(store.db, { code: body.project_code, name: body.name });
        return { body: toApi(project) };
      } catch (error) {
        if (!isUniqueViolation(error, PROJECT_CODE_CONSTRAINT)) throw error;
        throw problem(
          'already_exists',
          `There is a project ${body.project_code} already; choose another code.`,
        );
      }
    },
    async listProjects({ query }, { principal }) {
      const page = await listProjects(store.db, query, principal.projectId);
      return { body: mapPage(page, toApi) };
    },
    async getProject({ params }) {
      const project = await findProject(store.db, params.project_code);
      if (project === undefined) throw notFound();
      return { body: toApi(project) };
    },
  };
}

const toApi = (project: Project): ApiProject => ({
  project_code: project.code,
  name: project.name,
  created_at: project.created_at.toISOString(),
});
