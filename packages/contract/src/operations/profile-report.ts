import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { jobParams } from '../schemas/job.ts';

export const getProfileReport = defineOperation({
  id: 'getProfileReport',
  method: 'GET',
  path: '/profiling-runs/{job_id}/report.html',
  tag: 'Profiling',
  summary: 'Get the report of a profiling run',
  description:
    'One page of HTML to read, print or mail: score, issues, and every table with its columns, charts included. It holds no script and asks nothing of any server. Values of personal data are in it only when the token may see them. A page has bounds, and says what it leaves out: it shows the 300 most certain issues, 500 tables, and 600 columns, of one table at most 150. Refused until the run has completed.',
  access: { permission: 'view', of: 'job', param: 'job_id', jobKey: 'run-profile' },
  params: jobParams,
  success: { status: 200, description: 'The page.', schema: z.string(), mediaType: 'text/html' },
  errors: ['run_not_completed'],
  examples: { response: '<!doctype html><html lang="en"><head><title>Shop tables</title></head></html>' },
});
