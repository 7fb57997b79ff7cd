import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { findComparedTestRuns } from './compared-test-runs.ts';
import { readTestRunComparison } from './test-run-comparison.read.ts';

export function createTestRunComparisonHandlers({
  store,
}: ServerContext): FeatureHandlers<'compareTestRuns'> {
  return {
    async compareTestRuns({ params, query }) {
      const runs = await findComparedTestRuns(store.db, params.job_id, query.with);
      return { body: await readTestRunComparison(store.db, runs, query.table) };
    },
  };
}
