import type { FeatureHandlers } from '../server-context.ts';

export function createMetaHandlers(version: string): FeatureHandlers<'getHealth'> {
  return {
    async getHealth() {
      return { body: { status: 'ok', edition: 'assay', version } };
    },
  };
}
