import { submitRun } from '../jobs/submit-run.ts';
import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { getTestSuite } from '../test-suites/test-suites.service.ts';
import { previewGeneration } from './generation-preview.read.ts';
import { testGenerationRequest } from './test-generation-request.ts';

export function createTestGenerationHandlers(
  context: ServerContext,
): FeatureHandlers<'submitTestGeneration' | 'previewTestGeneration'> {
  return {
    async submitTestGeneration(input, request) {
      const suite = await getTestSuite(context.store.db, input.params.test_suite_id);
      return submitRun(context, request, input, testGenerationRequest(suite));
    },
    async previewTestGeneration({ params, query }) {
      const suite = await getTestSuite(context.store.db, params.test_suite_id);
      return { body: await previewGeneration(context.store.db, suite, query) };
    },
  };
}
