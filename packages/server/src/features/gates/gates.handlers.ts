import type { Gate } from '@assay/contract';
import { mapPage } from '../page.ts';
import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { evaluateGate } from './evaluate-gate.ts';
import { addGate, changeGate, getGate } from './gates.service.ts';
import { deleteGate, listGates, type PlacedGate } from './gates.store.ts';

export function createGateHandlers(
  context: ServerContext,
): FeatureHandlers<'createGate' | 'listGates' | 'getGate' | 'updateGate' | 'deleteGate' | 'evaluateGate'> {
  const { store } = context;
  return {
    async createGate({ body }, { projectId }) {
      return { body: toApi(await addGate(context, projectId!, body)) };
    },
    async listGates({ query }, { projectId }) {
      return { body: mapPage(await listGates(store.db, projectId!, query, query), toApi) };
    },
    async getGate({ params }) {
      return { body: toApi(await getGate(store.db, params.gate_id)) };
    },
    async updateGate({ params, body }) {
      return { body: toApi(await changeGate(context, params.gate_id, body)) };
    },
    async deleteGate({ params }) {
      await deleteGate(store.db, params.gate_id);
      return { body: undefined };
    },
    async evaluateGate({ params, query }) {
      const gate = await getGate(store.db, params.gate_id);
      return { body: await evaluateGate(store.db, gate, query.job_id, new Date()) };
    },
  };
}

const toApi = (gate: PlacedGate): Gate => ({
  id: gate.id,
  project_code: gate.project_code,
  name: gate.name,
  test_suite_id: gate.test_suite_id,
  table_group_id: gate.table_group_id,
  tests: gate.test_policy,
  profile: gate.profile_policy,
  created_at: gate.created_at.toISOString(),
  updated_at: gate.updated_at.toISOString(),
});
