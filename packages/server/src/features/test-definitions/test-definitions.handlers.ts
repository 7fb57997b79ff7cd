import type { TestDefinition as ApiTestDefinition } from '@assay/contract';
import { mapPage } from '../page.ts';
import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { allParameters } from './stored-parameters.ts';
import {
  addDefinition,
  changeDefinition,
  getDefinition,
  removeDefinition,
} from './test-definitions.service.ts';
import { listDefinitions, type PlacedDefinition } from './test-definitions.store.ts';

export function createTestDefinitionHandlers(
  context: ServerContext,
): FeatureHandlers<
  | 'createTestDefinition'
  | 'listTestDefinitions'
  | 'getTestDefinition'
  | 'updateTestDefinition'
  | 'deleteTestDefinition'
> {
  const { store } = context;
  return {
    async createTestDefinition({ params, query: { validate = true }, body }, { signal }) {
      const added = await addDefinition(context, params.test_suite_id, body, { validate, signal });
      return { body: toApi(added) };
    },
    async listTestDefinitions({ params, query }) {
      const { test_type: testType, ...filter } = query;
      const page = await listDefinitions(store.db, params.test_suite_id, { ...filter, testType }, query);
      return { body: mapPage(page, toApi) };
    },
    async getTestDefinition({ params }) {
      return { body: toApi(await getDefinition(store.db, params.test_definition_id)) };
    },
    async updateTestDefinition({ params, query: { validate = true }, body }, { signal }) {
      const { test_definition_id: id } = params;
      return { body: toApi(await changeDefinition(context, id, body, { validate, signal })) };
    },
    async deleteTestDefinition({ params }) {
      await removeDefinition(context, params.test_definition_id);
      return { body: undefined };
    },
  };
}

export const toApi = (definition: PlacedDefinition): ApiTestDefinition => ({
  id: definition.id,
  test_suite_id: definition.test_suite_id,
  table_group_id: definition.table_group_id,
  test_type: definition.test_type,
  schema_name: definition.schema_name,
  table_name: definition.table_name,
  column_name: definition.column_name,
  test_description: definition.description,
  test_active: definition.active,
  test_definition_status: definition.status_text,
  missed_runs: definition.missed_runs,
  severity: definition.severity,
  impact_dimension: definition.impact_dimension,
  lock_refresh: definition.locked,
  flagged: definition.flagged,
  ...allParameters(definition.parameters),
  external_id: definition.external_id,
  generation_reason: definition.generation_reason,
  edited_fields: definition.manual_fields,
  last_auto_gen_date: definition.generated_at?.toISOString() ?? null,
  last_manual_update: definition.last_manual_update_at?.toISOString() ?? null,
  profiling_run_id: definition.generated_from,
});
