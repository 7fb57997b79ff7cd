import { mayInProject } from '../../http/access/principal.ts';
import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { listColumnHistory } from './profile-history.read.ts';

export function createProfileHistoryHandlers({ store }: ServerContext): FeatureHandlers<'listColumnHistory'> {
  return {
    async listColumnHistory({ params, query }, { principal, projectId }) {
      const { table_group_id: tableGroupId, table, column } = params;
      const viewer = { seesPersonalData: mayInProject(principal, 'view_pii', projectId) };
      return { body: await listColumnHistory(store.db, { tableGroupId, table, column }, query, viewer) };
    },
  };
}
