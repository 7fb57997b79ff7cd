import { z } from 'zod';
import { defineOperation, YAML_TYPE } from '../operation.ts';
import { importResult, importResultExample } from '../schemas/import-result.ts';
import { textQuery } from '../schemas/query-values.ts';
import { testSuiteParams } from '../schemas/test-suite.ts';
import {
  TEST_ORIGINS,
  testSuiteDocument,
  testSuiteDocumentExample,
  testSuiteImport,
} from '../schemas/test-suite-document.ts';

export const exportTestDefinitions = defineOperation({
  id: 'exportTestDefinitions',
  method: 'GET',
  path: '/test-suites/{test_suite_id}/test-definition-export',
  tag: 'Test suites',
  summary: 'Export the tests of a suite',
  description:
    'All tests of a suite, or those that are asked for, as one document: to keep in version control and to import into any suite. Fields that have their default are left out, and the document says so. As YAML, texts are in quotes, so that readers of any YAML version see the same. It holds no schema names and no ids of this server, but the `external_id` by which tests made by hand are found again.',
  access: { permission: 'view', of: 'test_suite', param: 'test_suite_id' },
  params: testSuiteParams,
  query: z.object({
    origin: z.enum(TEST_ORIGINS).default('both').describe('Only generated tests, or only those made by hand'),
    table_name: textQuery('Only tests of this table'),
    test_type: textQuery('Only tests of this type'),
    format: z
      .enum(['json', 'yaml'])
      .optional()
      .describe('How the document is written; left out = as `Accept` says, JSON unless it prefers YAML'),
  }),
  success: { status: 200, description: 'The document.', schema: testSuiteDocument, alsoAs: YAML_TYPE },
  examples: { response: testSuiteDocumentExample },
});

export const importTestDefinitions = defineOperation({
  id: 'importTestDefinitions',
  method: 'POST',
  path: '/test-suites/{test_suite_id}/test-definition-import',
  tag: 'Test suites',
  summary: 'Import tests into a suite',
  description:
    'Compares a document with the suite and creates, changes and deletes tests as `config` says, all of it or nothing. Generated tests are the same when type, table and column are, tests made by hand when their `external_id` is. Schema, suite and table group are always those of the suite. Later generations refresh generated tests as ever: name fields in `edited_fields`, or lock the test, to keep them. Definitions that cannot be imported are skipped, each with its reason; those that are there but invalid still keep their test from being deleted as absent. Two definitions of the document that are the same test are refused with `duplicate_natural_key`; with `apply_strict`, skips that `tolerated_skips` does not name are refused with `strict_validation_failed`, and `import_result` beside `errors` holds the whole plan. The request may be YAML 1.2 too: `no` and `12:30` are texts there, and a number that would not be written the same again, such as `0123`, stays the text that it is. Aliases are unfolded; tags, merge keys and a key that occurs twice are refused with line and column.',
  access: { permission: 'edit', of: 'test_suite', param: 'test_suite_id' },
  params: testSuiteParams,
  body: testSuiteImport,
  bodyAlsoAs: YAML_TYPE,
  success: { status: 200, description: 'What was done, or would be done.', schema: importResult },
  errors: ['duplicate_natural_key', 'strict_validation_failed'],
  examples: {
    body: {
      config: {
        mode: 'preview',
        on_match: 'overwrite_unlocked',
        on_new: 'create',
        on_absence: 'do_nothing',
      },
      payload: testSuiteDocumentExample,
    },
    response: importResultExample,
  },
});
