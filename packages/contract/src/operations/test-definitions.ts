import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { MAX_PAGE_LIMIT, pageQuery, wholePage } from '../schemas/page.ts';
import { booleanQuery, textQuery } from '../schemas/query-values.ts';
import {
  newTestDefinition,
  newTestDefinitionExample,
  testDefinition,
  testDefinitionChange,
  testDefinitionExample,
  testDefinitionPage,
  testDefinitionParams,
} from '../schemas/test-definition.ts';
import { testSuiteParams } from '../schemas/test-suite.ts';
import { testTypeExample, testTypePage } from '../schemas/test-type.ts';

const trialQuery = z.object({
  validate: booleanQuery('`false` keeps SQL without asking the target, which may be out of reach'),
});

export const createTestDefinition = defineOperation({
  id: 'createTestDefinition',
  method: 'POST',
  path: '/test-suites/{test_suite_id}/test-definitions',
  tag: 'Test definitions',
  summary: 'Create a test definition',
  description:
    'Which parameters a type needs, the catalog of test types says; each missing or wrong one is reported. SQL in them is planned by the target, which fetches nothing; what it does not accept is reported in its words.',
  access: { permission: 'edit', of: 'test_suite', param: 'test_suite_id' },
  params: testSuiteParams,
  query: trialQuery,
  body: newTestDefinition,
  success: { status: 201, description: 'The new test definition.', schema: testDefinition },
  errors: ['target_error'],
  examples: { body: newTestDefinitionExample, response: testDefinitionExample },
});

export const listTestDefinitions = defineOperation({
  id: 'listTestDefinitions',
  method: 'GET',
  path: '/test-suites/{test_suite_id}/test-definitions',
  tag: 'Test definitions',
  summary: 'List test definitions',
  description: 'The tests of a suite, by table, column and type.',
  access: { permission: 'view', of: 'test_suite', param: 'test_suite_id' },
  params: testSuiteParams,
  query: z.object({
    table: textQuery('Only tests of this table'),
    column: textQuery('Only tests of columns of this name'),
    test_type: textQuery('Only tests of this type'),
    active: booleanQuery('Only active tests, or only inactive ones'),
    locked: booleanQuery('Only locked tests, or only unlocked ones'),
    origin: z
      .enum(['both', 'auto', 'manual'])
      .default('both')
      .describe('Only generated tests, or only those made by hand'),
    ...pageQuery(),
  }),
  success: { status: 200, description: 'A page of test definitions.', schema: testDefinitionPage },
  examples: { response: wholePage([testDefinitionExample]) },
});

export const getTestDefinition = defineOperation({
  id: 'getTestDefinition',
  method: 'GET',
  path: '/test-definitions/{test_definition_id}',
  tag: 'Test definitions',
  summary: 'Get a test definition',
  description: 'One test with all its parameters.',
  access: { permission: 'view', of: 'test_definition', param: 'test_definition_id' },
  params: testDefinitionParams,
  success: { status: 200, description: 'The test definition.', schema: testDefinition },
  examples: { response: testDefinitionExample },
});

export const updateTestDefinition = defineOperation({
  id: 'updateTestDefinition',
  method: 'PATCH',
  path: '/test-definitions/{test_definition_id}',
  tag: 'Test definitions',
  summary: 'Change a test definition',
  description:
    'Changes what is named and keeps the rest. Later generations keep the fields that were set here. When the place or a parameter changes, the target plans the SQL of the test as when it is created.',
  access: { permission: 'edit', of: 'test_definition', param: 'test_definition_id' },
  params: testDefinitionParams,
  query: trialQuery,
  body: testDefinitionChange,
  success: { status: 200, description: 'The test definition as it is now.', schema: testDefinition },
  errors: ['target_error'],
  examples: {
    body: { threshold_value: 5, severity: 'Warning' },
    response: {
      ...testDefinitionExample,
      threshold_value: '5',
      severity: 'Warning',
      edited_fields: ['threshold_value', 'severity'],
    },
  },
});

export const deleteTestDefinition = defineOperation({
  id: 'deleteTestDefinition',
  method: 'DELETE',
  path: '/test-definitions/{test_definition_id}',
  tag: 'Test definitions',
  summary: 'Delete a test definition',
  description:
    'Its results in earlier runs stay. A generated test may be proposed again: switch it off to keep it away.',
  access: { permission: 'edit', of: 'test_definition', param: 'test_definition_id' },
  params: testDefinitionParams,
  success: { status: 204, description: 'It is gone.', schema: null },
  examples: {},
});

export const listTestTypes = defineOperation({
  id: 'listTestTypes',
  method: 'GET',
  path: '/test-types',
  tag: 'Test definitions',
  summary: 'List test types',
  description: 'What can be tested, with the parameters of each type and when generation proposes it.',
  access: { permission: 'catalog', of: 'server' },
  query: z.object(pageQuery({ defaultLimit: MAX_PAGE_LIMIT })),
  success: { status: 200, description: 'A page of test types.', schema: testTypePage },
  examples: { response: wholePage([testTypeExample], MAX_PAGE_LIMIT) },
});
