import { z } from 'zod';
import { pageOf } from './page.ts';
import { detailDays, retentionDays } from './retention.ts';
import { nameInput, runLimit, timestamp } from './scalars.ts';

const projectCode = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,49}$/, {
    error: 'must be 1 to 50 letters, digits, underscores or hyphens, and start with a letter or digit',
  })
  .describe('Addresses the project; cannot change');

/** In a path any text is a code that may or may not exist: a malformed one is simply not found. */
export const projectParams = z.object({ project_code: z.string().describe('Code of the project') });

export const newProject = z.object({ project_code: projectCode, name: nameInput }).meta({ id: 'NewProject' });
export type NewProject = z.output<typeof newProject>;

const runsOfProject = runLimit.describe(
  'Runs in this project at once, over all workers; null = no limit of its own',
);

export const projectChange = z
  .object({
    name: nameInput.optional(),
    retention_days: retentionDays.optional(),
    detail_days: detailDays.optional(),
    max_concurrent_runs: runsOfProject.optional(),
  })
  .meta({ id: 'ProjectChange' });
export type ProjectChange = z.output<typeof projectChange>;

export const project = z
  .strictObject({
    project_code: z.string(),
    name: z.string(),
    retention_days: retentionDays,
    detail_days: detailDays,
    max_concurrent_runs: runsOfProject,
    retention_due_at: timestamp
      .nullable()
      .describe('When what is too old will be removed; null when nothing is to be'),
    retention_applied_at: timestamp.nullable().describe('When it was removed last'),
    created_at: timestamp,
  })
  .meta({ id: 'Project' });
export type Project = z.output<typeof project>;
export const projectPage = pageOf('ProjectPage', project);

export const projectExample: Project = {
  project_code: 'webshop',
  name: 'Web shop',
  retention_days: 180,
  detail_days: 30,
  max_concurrent_runs: null,
  retention_due_at: '2026-03-02T03:10:00.000Z',
  retention_applied_at: '2026-03-01T03:10:04.200Z',
  created_at: '2026-03-01T08:00:00.000Z',
};
