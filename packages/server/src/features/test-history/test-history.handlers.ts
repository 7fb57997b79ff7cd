import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { readTestHistory } from './test-history.read.ts';

export function createTestHistoryHandlers({ store }: ServerContext): FeatureHandlers<'getTestHistory'> {
  return {
    async getTestHistory({ params, query }) {
      return { body: await readTestHistory(store.db, params.test_definition_id, query) };
    },
  };
}
