import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { pageQuery, wholePage } from '../schemas/page.ts';
import { projectParams } from '../schemas/project.ts';
import { tableGroupParams } from '../schemas/table-group.ts';
import {
  newTestSuite,
  testSuite,
  testSuiteChange,
  testSuiteExample,
  testSuitePage,
  testSuiteParams,
} from '../schemas/test-suite.ts';
import {
  submissionErrors,
  submissionExamples,
  submissionHeaders,
  submissionQuery,
  submissionSuccess,
} from '../submission.ts';

export const createTestSuite = defineOperation({
  id: 'createTestSuite',
  method: 'POST',
  path: '/table-groups/{table_group_id}/test-suites',
  tag: 'Test suites',
  summary: 'Create a test suite',
  description: 'A new suite is empty: generate tests from a profile, or add them one by one.',
  access: { permission: 'edit', of: 'table_group', param: 'table_group_id' },
  params: tableGroupParams,
  body: newTestSuite,
  success: { status: 201, description: 'The new test suite.', schema: testSuite },
  errors: ['already_exists'],
  examples: { body: { name: 'Nightly checks' }, response: testSuiteExample },
});

export const listTableGroupTestSuites = defineOperation({
  id: 'listTableGroupTestSuites',
  method: 'GET',
  path: '/table-groups/{table_group_id}/test-suites',
  tag: 'Test suites',
  summary: 'List test suites of a table group',
  description: 'The suites of one table group, by name.',
  access: { permission: 'view', of: 'table_group', param: 'table_group_id' },
  params: tableGroupParams,
  query: z.object(pageQuery()),
  success: { status: 200, description: 'A page of test suites.', schema: testSuitePage },
  examples: { response: wholePage([testSuiteExample]) },
});

export const listProjectTestSuites = defineOperation({
  id: 'listProjectTestSuites',
  method: 'GET',
  path: '/projects/{project_code}/test-suites',
  tag: 'Test suites',
  summary: 'List test suites of a project',
  description: 'The suites of all table groups of a project, by name.',
  access: { permission: 'view', of: 'project', param: 'project_code' },
  params: projectParams,
  query: z.object(pageQuery()),
  success: { status: 200, description: 'A page of test suites.', schema: testSuitePage },
  examples: { response: wholePage([testSuiteExample]) },
});

export const getTestSuite = defineOperation({
  id: 'getTestSuite',
  method: 'GET',
  path: '/test-suites/{test_suite_id}',
  tag: 'Test suites',
  summary: 'Get a test suite',
  description: 'One suite with its settings; its tests are listed apart.',
  access: { permission: 'view', of: 'test_suite', param: 'test_suite_id' },
  params: testSuiteParams,
  success: { status: 200, description: 'The test suite.', schema: testSuite },
  examples: { response: testSuiteExample },
});

export const updateTestSuite = defineOperation({
  id: 'updateTestSuite',
  method: 'PATCH',
  path: '/test-suites/{test_suite_id}',
  tag: 'Test suites',
  summary: 'Change a test suite',
  description: 'Changes what is named and keeps the rest. Results of earlier runs stay as they were.',
  access: { permission: 'edit', of: 'test_suite', param: 'test_suite_id' },
  params: testSuiteParams,
  body: testSuiteChange,
  success: { status: 200, description: 'The test suite as it is now.', schema: testSuite },
  errors: ['already_exists'],
  examples: { body: { severity: 'Warning' }, response: { ...testSuiteExample, severity: 'Warning' } },
});

export const deleteTestSuite = defineOperation({
  id: 'deleteTestSuite',
  method: 'DELETE',
  path: '/test-suites/{test_suite_id}',
  tag: 'Test suites',
  summary: 'Delete a test suite',
  description: 'Deletes its tests and its runs too. Refused while a job of the suite has not ended.',
  access: { permission: 'edit', of: 'test_suite', param: 'test_suite_id' },
  params: testSuiteParams,
  success: { status: 204, description: 'It is gone.', schema: null },
  errors: ['in_use'],
  examples: {},
});

export const submitTestGeneration = defineOperation({
  id: 'submitTestGeneration',
  method: 'POST',
  path: '/test-suites/{test_suite_id}/test-generation',
  tag: 'Test suites',
  summary: 'Submit test generation',
  description:
    'Queues a job that proposes tests from the latest completed profile. Tests made by hand, locked tests and fields that a person set stay as they are, and so does whether a test is active. Tests of a table that could not be read stay. Its preview shows all of it first. Needs no body.',
  access: { permission: 'edit', of: 'test_suite', param: 'test_suite_id' },
  params: testSuiteParams,
  query: submissionQuery,
  headers: submissionHeaders,
  success: submissionSuccess,
  errors: submissionErrors,
  examples: submissionExamples,
});
