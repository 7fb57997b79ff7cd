import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { readCatalog } from './catalog.read.ts';

export function createCatalogHandlers({ store }: ServerContext): FeatureHandlers<'getCatalog'> {
  return {
    async getCatalog({ params, query }) {
      return { body: await readCatalog(store.db, params.table_group_id, query) };
    },
  };
}
