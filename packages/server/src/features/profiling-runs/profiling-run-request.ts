import type { RunRequest } from '../jobs/run-request.ts';
import { tableGroupTargetKey } from '../table-groups/table-groups.service.ts';

/** The run that profiles a table group; `changedOnly` leaves out tables that have not changed. */
export const profilingRunRequest = (
  tableGroup: { readonly id: string; readonly connection_id: string },
  { changedOnly = false }: { readonly changedOnly?: boolean } = {},
): RunRequest => ({
  key: 'run-profile',
  arguments: { table_group_id: tableGroup.id, ...(changedOnly ? { changed_only: true } : {}) },
  targetKey: tableGroupTargetKey(tableGroup.id),
  connectionId: tableGroup.connection_id,
  tableGroupId: tableGroup.id,
});
