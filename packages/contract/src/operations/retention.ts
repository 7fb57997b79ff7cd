import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { projectParams } from '../schemas/project.ts';
import { optionalIntegerQuery } from '../schemas/query-values.ts';
import { MAX_RETENTION_DAYS, retentionPreview, retentionPreviewExample } from '../schemas/retention.ts';

export const previewRetention = defineOperation({
  id: 'previewRetention',
  method: 'POST',
  path: '/projects/{project_code}/retention/preview',
  tag: 'Projects',
  summary: 'Preview what retention removes',
  description:
    'Counts what would go if retention were applied now, and removes nothing. Without parameters by the settings of the project; with one of them by that instead, to try a setting before it counts. Never removed are: jobs that have not ended; the newest completed run of each table group and suite, of each kind; runs that tests were generated from; where there is a gate, the newest run however it ended and the completed one before; and as many runs as the tests and monitors of a suite look back. Needs no body.',
  access: { permission: 'administer', of: 'project', param: 'project_code' },
  params: projectParams,
  query: z.object({
    retention_days: optionalIntegerQuery({
      min: 1,
      max: MAX_RETENTION_DAYS,
      says: 'Instead of the setting of the project',
    }),
    detail_days: optionalIntegerQuery({
      min: 1,
      max: MAX_RETENTION_DAYS,
      says: 'Instead of the setting of the project',
    }),
  }),
  success: { status: 200, description: 'What would go.', schema: retentionPreview },
  examples: { response: retentionPreviewExample },
});
