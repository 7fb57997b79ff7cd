import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import {
  columnProfileDetail,
  columnProfileDetailExample,
  columnProfileExample,
  columnProfilePage,
} from '../schemas/column-profile.ts';
import { JOB_STATUSES, jobParams } from '../schemas/job.ts';
import { pageQuery, wholePage } from '../schemas/page.ts';
import { profilingRun, profilingRunExample, profilingRunPage } from '../schemas/profiling-run.ts';
import { booleanQuery, choiceQuery, textQuery } from '../schemas/query-values.ts';
import { RUN_INCLUDES } from '../schemas/run-details.ts';
import { tableGroupParams } from '../schemas/table-group.ts';
import {
  submissionErrors,
  submissionExamples,
  submissionHeaders,
  submissionQuery,
  submissionSuccess,
} from '../submission.ts';

const runAccess = { permission: 'view', of: 'job', param: 'job_id', jobKey: 'run-profile' } as const;

export const submitProfilingRun = defineOperation({
  id: 'submitProfilingRun',
  method: 'POST',
  path: '/table-groups/{table_group_id}/profiling-runs',
  tag: 'Profiling',
  summary: 'Submit a profiling run',
  description:
    'Queues a job that profiles every table of the group. Needs no body. With `changed_only` a table whose columns, number of rows, and least and greatest dates and ids are those of the latest completed run is not read again: its profile is copied, and the run says so. Rows that were changed in place without touching any of these go unseen, and a copied profile compares dates with the day on which it was measured.',
  access: { permission: 'edit', of: 'table_group', param: 'table_group_id' },
  params: tableGroupParams,
  query: submissionQuery.extend({
    changed_only: booleanQuery('Take tables that have not changed from the latest completed run'),
  }),
  headers: submissionHeaders,
  success: submissionSuccess,
  errors: submissionErrors,
  examples: submissionExamples,
});

export const listProfilingRuns = defineOperation({
  id: 'listProfilingRuns',
  method: 'GET',
  path: '/table-groups/{table_group_id}/profiling-runs',
  tag: 'Profiling',
  summary: 'List profiling runs',
  description: 'The profiling runs of a table group, newest first.',
  access: { permission: 'view', of: 'table_group', param: 'table_group_id' },
  params: tableGroupParams,
  query: z.object({ status: choiceQuery(JOB_STATUSES, 'Only runs with these statuses'), ...pageQuery() }),
  success: { status: 200, description: 'A page of run summaries.', schema: profilingRunPage },
  examples: { response: wholePage([profilingRunExample]) },
});

export const getProfilingRun = defineOperation({
  id: 'getProfilingRun',
  method: 'GET',
  path: '/profiling-runs/{job_id}',
  tag: 'Profiling',
  summary: 'Get a profiling run',
  description:
    'The summary of a run, at any time. When the status is `completed`, all of it is there, the score too; `report.html` below this address then shows it to people, and `comparison` what changed since the run before.',
  access: runAccess,
  params: jobParams,
  query: z.object({
    include: choiceQuery(
      RUN_INCLUDES,
      'Adds warnings and facts about each table, or the verdict of its gate',
    ),
  }),
  success: { status: 200, description: 'The summary.', schema: profilingRun },
  examples: { response: profilingRunExample },
});

export const listColumnProfiles = defineOperation({
  id: 'listColumnProfiles',
  method: 'GET',
  path: '/profiling-runs/{job_id}/columns',
  tag: 'Profiling',
  summary: 'List column profiles',
  description: 'What the run measured of each column, by table and position.',
  access: runAccess,
  params: jobParams,
  query: z.object({
    table: textQuery('Only this table'),
    column: textQuery('Only columns of this name'),
    ...pageQuery(),
  }),
  success: { status: 200, description: 'A page of column profiles.', schema: columnProfilePage },
  examples: { response: wholePage([columnProfileExample]) },
});

export const getColumnProfile = defineOperation({
  id: 'getColumnProfile',
  method: 'GET',
  path: '/profiling-runs/{job_id}/columns/{table}/{column}',
  tag: 'Profiling',
  summary: 'Get a column profile',
  description: 'One column with its most frequent values, its patterns, its histogram and its percentiles.',
  access: runAccess,
  params: jobParams.extend({
    table: z.string().describe('Name of the table'),
    column: z.string().describe('Name of the column'),
  }),
  success: { status: 200, description: 'The column profile.', schema: columnProfileDetail },
  examples: { response: columnProfileDetailExample },
});
