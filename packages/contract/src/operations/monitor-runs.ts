import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { JOB_STATUSES, jobParams } from '../schemas/job.ts';
import { monitorRun, monitorRunExample, monitorRunPage } from '../schemas/monitor-run.ts';
import { pageQuery, wholePage } from '../schemas/page.ts';
import { choiceQuery } from '../schemas/query-values.ts';
import { tableGroupParams } from '../schemas/table-group.ts';
import { resultFilterQuery, testResultExample, testResultPage } from '../schemas/test-result.ts';
import {
  submissionErrors,
  submissionExamples,
  submissionHeaders,
  submissionQuery,
  submissionSuccess,
} from '../submission.ts';

const runAccess = { permission: 'view', of: 'job', param: 'job_id', jobKey: 'run-monitors' } as const;

export const submitMonitorRun = defineOperation({
  id: 'submitMonitorRun',
  method: 'POST',
  path: '/table-groups/{table_group_id}/monitor-runs',
  tag: 'Monitors',
  summary: 'Submit a monitor run',
  description:
    'Queues a job that looks at the tables anew, adds monitors of new tables, takes those of dropped ones away, and runs the monitors. A table group without monitors has none to run: 404. Needs no body.',
  access: { permission: 'edit', of: 'table_group', param: 'table_group_id' },
  params: tableGroupParams,
  query: submissionQuery,
  headers: submissionHeaders,
  success: submissionSuccess,
  errors: submissionErrors,
  examples: submissionExamples,
});

export const listMonitorRuns = defineOperation({
  id: 'listMonitorRuns',
  method: 'GET',
  path: '/table-groups/{table_group_id}/monitor-runs',
  tag: 'Monitors',
  summary: 'List monitor runs',
  description: 'The runs of the monitors of a group, newest first.',
  access: { permission: 'view', of: 'table_group', param: 'table_group_id' },
  params: tableGroupParams,
  query: z.object({ status: choiceQuery(JOB_STATUSES, 'Only runs with these statuses'), ...pageQuery() }),
  success: { status: 200, description: 'A page of run summaries.', schema: monitorRunPage },
  examples: { response: wholePage([monitorRunExample]) },
});

export const getMonitorRun = defineOperation({
  id: 'getMonitorRun',
  method: 'GET',
  path: '/monitor-runs/{job_id}',
  tag: 'Monitors',
  summary: 'Get a monitor run',
  description: 'The summary of a run, at any time. When the status is `completed`, all of it is there.',
  access: runAccess,
  params: jobParams,
  query: z.object({ include: choiceQuery(['details'], 'Adds warnings and facts about the run') }),
  success: { status: 200, description: 'The summary.', schema: monitorRun },
  examples: { response: monitorRunExample },
});

export const listMonitorResults = defineOperation({
  id: 'listMonitorResults',
  method: 'GET',
  path: '/monitor-runs/{job_id}/results',
  tag: 'Monitors',
  summary: 'List results of a monitor run',
  description:
    'One result per monitor that ran, failures first; the monitor of the schema has one for each table. Each is read and decided about as every test result is.',
  access: runAccess,
  params: jobParams,
  query: resultFilterQuery,
  success: { status: 200, description: 'A page of test results.', schema: testResultPage },
  examples: {
    response: wholePage([
      {
        ...testResultExample,
        test_type: 'Schema_Drift',
        table: 'customers',
        column: null,
        measure: 2,
        threshold: null,
        message:
          'Schema changes: 2, Columns dropped: 1 (fax), Columns changed: 1, type of id from integer to bigint',
        signal: null,
        duration_ms: 0,
        dq_prevalence: null,
      },
    ]),
  },
});
