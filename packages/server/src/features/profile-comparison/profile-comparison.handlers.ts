import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { findComparedRuns } from './compared-runs.ts';
import { readComparison } from './profile-comparison.read.ts';

export function createProfileComparisonHandlers({
  store,
}: ServerContext): FeatureHandlers<'compareProfilingRuns'> {
  return {
    async compareProfilingRuns({ params, query }, request) {
      const runs = await findComparedRuns(store.db, params.job_id, query.with);
      return { body: await readComparison(store.db, runs, query.table, request) };
    },
  };
}
