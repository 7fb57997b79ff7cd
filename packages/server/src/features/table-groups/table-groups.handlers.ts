import type { ThresholdSettings } from '@assay/checks';
import type { TableGroup as ApiTableGroup, PROFILING_STRATEGIES, TablePreview } from '@assay/contract';
import type { RelationDescription } from '@assay/engine';
import { withConnectionTarget } from '../connections/target-sessions.ts';
import { mapPage, sliceIntoPage } from '../page.ts';
import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { selectsTable } from './select-tables.ts';
import { addTableGroup, changeTableGroup, getTableGroup, removeTableGroup } from './table-groups.service.ts';
import { listTableGroups, type PlacedTableGroup } from './table-groups.store.ts';

export function createTableGroupHandlers(
  context: ServerContext,
): FeatureHandlers<
  | 'createTableGroup'
  | 'listTableGroups'
  | 'getTableGroup'
  | 'updateTableGroup'
  | 'deleteTableGroup'
  | 'previewTableGroup'
> {
  const { store } = context;
  return {
    async createTableGroup({ body }, { projectId }) {
      return { body: toApi(await addTableGroup(context, projectId!, body)) };
    },
    async listTableGroups({ query }, { projectId }) {
      const page = await listTableGroups(store.db, projectId!, query, query.connection_id);
      return { body: mapPage(page, toApi) };
    },
    async getTableGroup({ params }) {
      return { body: toApi(await getTableGroup(store.db, params.table_group_id)) };
    },
    async updateTableGroup({ params, body }) {
      return { body: toApi(await changeTableGroup(context, params.table_group_id, body)) };
    },
    async deleteTableGroup({ params }) {
      await removeTableGroup(context, params.table_group_id);
      return { body: undefined };
    },
    async previewTableGroup({ params, query }, { signal }) {
      const tableGroup = await getTableGroup(store.db, params.table_group_id);
      const selected = selectsTable(selectionOf(tableGroup));
      const relations = await withConnectionTarget(context, tableGroup.connection_id, (target) =>
        target.describe(tableGroup.schema_name, null, { signal }),
      );
      const page = sliceIntoPage(
        relations.filter(({ table }) => selected(table)),
        query,
      );
      return { body: mapPage(page, toPreview) };
    },
  };
}

/** Which tables a group chooses. */
export const selectionOf = (tableGroup: PlacedTableGroup) => ({
  tables: tableGroup.tables,
  include: tableGroup.include_masks,
  exclude: tableGroup.exclude_masks,
});

const toPreview = (relation: RelationDescription): TablePreview => ({
  table: relation.table,
  kind: relation.kind,
  approximate_rows: relation.approximateRows,
  column_ct: relation.columns.length,
  unreadable: relation.unreadable,
});

const toApi = (group: PlacedTableGroup): ApiTableGroup => ({
  id: group.id,
  project_code: group.project_code,
  connection_id: group.connection_id,
  name: group.name,
  description: group.description,
  schema: group.schema_name,
  tables: group.tables,
  include: group.include_masks,
  exclude: group.exclude_masks,
  id_column_mask: group.id_column_mask,
  surrogate_key_column_mask: group.surrogate_key_column_mask,
  detect_pii: group.detect_pii,
  detect_critical_data: group.detect_critical_data,
  skip_excluded_columns: group.skip_excluded_columns,
  // A CHECK of the table holds it to these.
  strategy: group.strategy as (typeof PROFILING_STRATEGIES)[number],
  use_sampling: group.use_sampling,
  sample_percent: group.sample_percent,
  sample_min_rows: group.sample_min_rows,
  hygiene_thresholds: mutableThresholds(group.hygiene_thresholds),
  max_concurrent_runs: group.max_concurrent_runs,
  created_at: group.created_at.toISOString(),
  updated_at: group.updated_at.toISOString(),
});

const mutableThresholds = (settings: ThresholdSettings): ApiTableGroup['hygiene_thresholds'] =>
  Object.fromEntries(Object.entries(settings).map(([type, numbers]) => [type, { ...numbers }]));
