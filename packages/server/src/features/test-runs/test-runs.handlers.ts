import { notFound } from '../../http/api-problem.ts';
import { runOutcome } from '../gates/run-outcome.ts';
import { submitRun } from '../jobs/submit-run.ts';
import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { getTestSuite } from '../test-suites/test-suites.service.ts';
import { createTestResultHandlers } from './test-results.handlers.ts';
import { testRunRequest } from './test-run-request.ts';
import { listTestRuns, readTestRun } from './test-runs.read.ts';

export function createTestRunHandlers(
  context: ServerContext,
): FeatureHandlers<
  | 'submitTestRun'
  | 'listTestRuns'
  | 'getTestRun'
  | 'listTestResults'
  | 'getTestResult'
  | 'updateTestResult'
  | 'listFailingRows'
> {
  const { store } = context;
  return {
    ...createTestResultHandlers(context),
    async submitTestRun(input, request) {
      const suite = await getTestSuite(store.db, input.params.test_suite_id);
      return submitRun(context, request, input, testRunRequest(suite));
    },
    async listTestRuns({ params, query }) {
      return { body: await listTestRuns(store.db, params.test_suite_id, query.status, query) };
    },
    async getTestRun({ params, query }) {
      const withDetails = query.include.includes('details');
      const run = await readTestRun(store.db, params.job_id, { withDetails });
      if (run === undefined) throw notFound();
      if (!query.include.includes('outcome')) return { body: run };
      return { body: { ...run, outcome: await runOutcome(store.db, run.id) } };
    },
  };
}
