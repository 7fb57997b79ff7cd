import type { SchemaChange } from '@assay/contract';
import type { CatalogChangeRow } from '../../store/tables/catalog-tables.ts';
import { mapPage } from '../page.ts';
import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { readCatalog, readCatalogColumn } from './catalog.read.ts';
import { listCatalogChanges } from './catalog-changes.store.ts';
import { decideAboutColumn } from './column-decisions.service.ts';

export function createCatalogHandlers(
  context: ServerContext,
): FeatureHandlers<'getCatalog' | 'updateCatalogColumn' | 'listSchemaChanges'> {
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
    async listSchemaChanges({ params, query }) {
      const page = await listCatalogChanges(store.db, params.table_group_id, query, query);
      return { body: mapPage(page, changeToApi) };
    },
  };
}

const changeToApi = (change: CatalogChangeRow): SchemaChange => ({
  kind: change.kind,
  table: change.table_name,
  column: change.column_name,
  before: change.before,
  after: change.after,
  because: change.because,
  changed_at: change.changed_at.toISOString(),
  run_id: change.run_id,
});
