import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import {
  GENERATION_ACTIONS,
  generationPreview,
  generationPreviewExample,
} from '../schemas/generation-preview.ts';
import { pageQuery } from '../schemas/page.ts';
import { choiceQuery, textQuery } from '../schemas/query-values.ts';
import { testSuiteParams } from '../schemas/test-suite.ts';

export const previewTestGeneration = defineOperation({
  id: 'previewTestGeneration',
  method: 'GET',
  path: '/test-suites/{test_suite_id}/test-generation/preview',
  tag: 'Test suites',
  summary: 'Preview test generation',
  description:
    'What a generation would do now: tests to add, change and remove, in this order, then those it keeps, each with the reason. Nothing is written and no job is queued. Tests of types that are never generated are not listed.',
  access: { permission: 'edit', of: 'test_suite', param: 'test_suite_id' },
  params: testSuiteParams,
  query: z.object({
    action: choiceQuery(GENERATION_ACTIONS, 'Only tests with which this would be done'),
    table: textQuery('Only tests of this table'),
    ...pageQuery(),
  }),
  success: { status: 200, description: 'The counts, and a page of tests.', schema: generationPreview },
  errors: ['run_not_completed'],
  examples: { response: generationPreviewExample },
});
