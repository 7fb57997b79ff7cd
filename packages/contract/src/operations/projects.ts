import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { pageQuery, wholePage } from '../schemas/page.ts';
import {
  newProject,
  project,
  projectChange,
  projectExample,
  projectPage,
  projectParams,
} from '../schemas/project.ts';

export const createProject = defineOperation({
  id: 'createProject',
  method: 'POST',
  path: '/projects',
  tag: 'Projects',
  summary: 'Create a project',
  description: 'The code is the address of the project and cannot change later; the name can be anything.',
  access: { permission: 'global_admin', of: 'server' },
  body: newProject,
  success: { status: 201, description: 'The new project.', schema: project },
  errors: ['already_exists'],
  examples: { body: { project_code: 'webshop', name: 'Web shop' }, response: projectExample },
});

export const listProjects = defineOperation({
  id: 'listProjects',
  method: 'GET',
  path: '/projects',
  tag: 'Projects',
  summary: 'List projects',
  description: 'The projects that the token may see, by code.',
  access: { permission: 'catalog', of: 'server' },
  query: z.object(pageQuery()),
  success: { status: 200, description: 'A page of projects.', schema: projectPage },
  examples: { response: wholePage([projectExample]) },
});

export const getProject = defineOperation({
  id: 'getProject',
  method: 'GET',
  path: '/projects/{project_code}',
  tag: 'Projects',
  summary: 'Get a project',
  description: 'One project by its code.',
  access: { permission: 'catalog', of: 'project', param: 'project_code' },
  params: projectParams,
  success: { status: 200, description: 'The project.', schema: project },
  examples: { response: projectExample },
});

export const updateProject = defineOperation({
  id: 'updateProject',
  method: 'PATCH',
  path: '/projects/{project_code}',
  tag: 'Projects',
  summary: 'Change a project',
  description:
    'Changes what is named and keeps the rest. Nothing is removed from a project unless it says so: with `retention_days` or `detail_days` what is too old goes once a day, for the first time an hour after they were changed. See first what would go: `POST /projects/{project_code}/retention/preview`.',
  access: { permission: 'administer', of: 'project', param: 'project_code' },
  params: projectParams,
  body: projectChange,
  success: { status: 200, description: 'The project as it is now.', schema: project },
  examples: { body: { retention_days: 180, detail_days: 30 }, response: projectExample },
});
