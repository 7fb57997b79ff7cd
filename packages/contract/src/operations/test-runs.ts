import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { dispositionChange } from '../schemas/disposition.ts';
import { JOB_STATUSES, jobParams } from '../schemas/job.ts';
import { pageQuery, wholePage } from '../schemas/page.ts';
import { booleanQuery, choiceQuery, integerQuery } from '../schemas/query-values.ts';
import { RUN_INCLUDES } from '../schemas/run-details.ts';
import {
  failingRows,
  failingRowsExample,
  resultFilterQuery,
  testResult,
  testResultDetail,
  testResultDetailExample,
  testResultExample,
  testResultPage,
  testResultParams,
} from '../schemas/test-result.ts';
import { testRun, testRunExample, testRunPage } from '../schemas/test-run.ts';
import { testSuiteParams } from '../schemas/test-suite.ts';
import {
  submissionErrors,
  submissionExamples,
  submissionHeaders,
  submissionQuery,
  submissionSuccess,
} from '../submission.ts';

const runAccess = { permission: 'view', of: 'job', param: 'job_id', jobKey: 'run-tests' } as const;

export const submitTestRun = defineOperation({
  id: 'submitTestRun',
  method: 'POST',
  path: '/test-suites/{test_suite_id}/test-runs',
  tag: 'Test runs',
  summary: 'Submit a test run',
  description:
    'Queues a job that runs every active test of the suite. A suite without active tests completes with all counts zero. Needs no body.',
  access: { permission: 'edit', of: 'test_suite', param: 'test_suite_id' },
  params: testSuiteParams,
  query: submissionQuery,
  headers: submissionHeaders,
  success: submissionSuccess,
  errors: submissionErrors,
  examples: submissionExamples,
});

export const listTestRuns = defineOperation({
  id: 'listTestRuns',
  method: 'GET',
  path: '/test-suites/{test_suite_id}/test-runs',
  tag: 'Test runs',
  summary: 'List test runs',
  description: 'The runs of a suite, newest first.',
  access: { permission: 'view', of: 'test_suite', param: 'test_suite_id' },
  params: testSuiteParams,
  query: z.object({ status: choiceQuery(JOB_STATUSES, 'Only runs with these statuses'), ...pageQuery() }),
  success: { status: 200, description: 'A page of run summaries.', schema: testRunPage },
  examples: { response: wholePage([testRunExample]) },
});

export const getTestRun = defineOperation({
  id: 'getTestRun',
  method: 'GET',
  path: '/test-runs/{job_id}',
  tag: 'Test runs',
  summary: 'Get a test run',
  description:
    'The summary of a run, at any time. When the status is `completed`, all of it is there, the score too.',
  access: runAccess,
  params: jobParams,
  query: z.object({
    include: choiceQuery(RUN_INCLUDES, 'Adds warnings and facts about the run, or the verdict of its gate'),
  }),
  success: { status: 200, description: 'The summary.', schema: testRun },
  examples: { response: testRunExample },
});

export const listTestResults = defineOperation({
  id: 'listTestResults',
  method: 'GET',
  path: '/test-runs/{job_id}/results',
  tag: 'Test runs',
  summary: 'List test results',
  description: 'One result per test that ran, failures first. Dismissed results are listed too.',
  access: runAccess,
  params: jobParams,
  query: resultFilterQuery,
  success: { status: 200, description: 'A page of test results.', schema: testResultPage },
  examples: { response: wholePage([testResultExample]) },
});

export const getTestResult = defineOperation({
  id: 'getTestResult',
  method: 'GET',
  path: '/test-results/{test_result_id}',
  tag: 'Test runs',
  summary: 'Get a test result',
  description: 'One result with what it was measured with: parameters, rows, time and statement.',
  access: { permission: 'view', of: 'test_result', param: 'test_result_id' },
  params: testResultParams,
  success: { status: 200, description: 'The result.', schema: testResultDetail },
  examples: { response: testResultDetailExample },
});

export const updateTestResult = defineOperation({
  id: 'updateTestResult',
  method: 'PATCH',
  path: '/test-results/{test_result_id}',
  tag: 'Test runs',
  summary: 'Decide about a test result',
  description:
    'Confirms or dismisses it, or takes the decision back; a result that passed has nothing to decide. The score of the run follows at once.',
  access: { permission: 'disposition', of: 'test_result', param: 'test_result_id' },
  params: testResultParams,
  body: dispositionChange,
  success: { status: 200, description: 'The result as it is now.', schema: testResult },
  examples: {
    body: { disposition: 'Confirmed' },
    response: { ...testResultExample, disposition: 'Confirmed' },
  },
});

export const listFailingRows = defineOperation({
  id: 'listFailingRows',
  method: 'GET',
  path: '/test-results/{test_result_id}/failing-rows',
  tag: 'Test runs',
  summary: 'Show the rows behind a test result',
  description:
    'The rows that the run kept, when its suite asks for that (`capture_failing_rows`); else the target is asked now, and rows that were repaired since the run are not among them. Values of columns with personal data are masked unless the token may see them.',
  access: { permission: 'view', of: 'test_result', param: 'test_result_id' },
  params: testResultParams,
  query: z.object({
    limit: integerQuery({ min: 1, max: 1000, fallback: 100, says: 'Rows at most.' }),
    now: booleanQuery('`true` asks the target, also where the run kept rows'),
  }),
  success: { status: 200, description: 'The rows, and the query that finds them.', schema: failingRows },
  errors: ['target_error'],
  examples: { response: failingRowsExample },
});
