import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { readScoreExplanation } from './score-explanation.read.ts';

export function createScoreExplanationHandlers({ store }: ServerContext): FeatureHandlers<'explainScore'> {
  return {
    async explainScore({ params, query }, request) {
      return { body: await readScoreExplanation(store.db, params.table_group_id, query, request) };
    },
  };
}
