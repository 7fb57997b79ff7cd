import type { Project as ApiProject } from '@assay/contract';
import { notFound, problem } from '../../http/api-problem.ts';
import { isUniqueViolation } from '../../store/store-error.ts';
import type { Project } from '../../store/tables/project-tables.ts';
import { mapPage } from '../page.ts';
import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { changeProject } from './projects.service.ts';
import { findProject, insertProject, listProjects, PROJECT_CODE_CONSTRAINT } from './projects.store.ts';

export function createProjectHandlers({
  store,
}: ServerContext): FeatureHandlers<'createProject' | 'listProjects' | 'getProject' | 'updateProject'> {
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
    async updateProject({ params, body }) {
      return { body: toApi(await changeProject(store, params.project_code, body)) };
    },
  };
}

const toApi = (project: Project): ApiProject => ({
  project_code: project.code,
  name: project.name,
  retention_days: project.retention_days,
  detail_days: project.detail_days,
  max_concurrent_runs: project.max_concurrent_runs,
  retention_due_at: project.retention_due_at?.toISOString() ?? null,
  retention_applied_at: project.retention_applied_at?.toISOString() ?? null,
  created_at: project.created_at.toISOString(),
});
