import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { backtestDefinition } from './backtest.service.ts';

export function createTestTrendHandlers(context: ServerContext): FeatureHandlers<'backtestTestDefinition'> {
  return {
    async backtestTestDefinition({ params, body }) {
      return { body: await backtestDefinition(context, params.test_definition_id, body) };
    },
  };
}
