import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { readCatalog, readCatalogColumn } from './catalog.read.ts';
import { decideAboutColumn } from './column-decisions.service.ts';

export function createCatalogHandlers(
  context: ServerContext,
): FeatureHandlers<'getCatalog' | 'updateCatalogColumn'> {
  const { store } = context;
  return {
    async getCatalog({ params, query }) {
      return { body: await readCatalog(store.db, params.table_group_id, query) };
    },
    async updateCatalogColumn({ params, body }, { principal }) {
      const place = { tableGroupId: params.table_group_id, table: params.table, column: params.column };
      await decideAboutColumn(context, place, body, principal.tokenId);
      return { body: await readCatalogColumn(store.db, place) };
    },
  };
}
