import type { TestSuite as ApiTestSuite } from '@assay/contract';
import { mapPage } from '../page.ts';
import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { addTestSuite, changeTestSuite, getTestSuite, removeTestSuite } from './test-suites.service.ts';
import { listTestSuites, type PlacedTestSuite } from './test-suites.store.ts';

export function createTestSuiteHandlers(
  context: ServerContext,
): FeatureHandlers<
  | 'createTestSuite'
  | 'listTableGroupTestSuites'
  | 'listProjectTestSuites'
  | 'getTestSuite'
  | 'updateTestSuite'
  | 'deleteTestSuite'
> {
  const { store } = context;
  return {
    async createTestSuite({ params, body }, { projectId }) {
      const place = { projectId: projectId!, tableGroupId: params.table_group_id };
      return { body: toApi(await addTestSuite(context, place, body)) };
    },
    async listTableGroupTestSuites({ params, query }) {
      const page = await listTestSuites(store.db, { tableGroupId: params.table_group_id }, query);
      return { body: mapPage(page, toApi) };
    },
    async listProjectTestSuites({ query }, { projectId }) {
      const page = await listTestSuites(store.db, { projectId: projectId! }, query);
      return { body: mapPage(page, toApi) };
    },
    async getTestSuite({ params }) {
      return { body: toApi(await getTestSuite(store.db, params.test_suite_id)) };
    },
    async updateTestSuite({ params, body }) {
      return { body: toApi(await changeTestSuite(context, params.test_suite_id, body)) };
    },
    async deleteTestSuite({ params }) {
      await removeTestSuite(context, params.test_suite_id);
      return { body: undefined };
    },
  };
}

const toApi = (suite: PlacedTestSuite): ApiTestSuite => ({
  id: suite.id,
  project_code: suite.project_code,
  table_group_id: suite.table_group_id,
  name: suite.name,
  description: suite.description,
  severity: suite.severity,
  capture_failing_rows: suite.capture_failing_rows,
  predict_sensitivity: suite.predict_sensitivity,
  predict_min_lookback: suite.predict_min_lookback,
  predict_time_zone: suite.predict_time_zone,
  predict_exclude_weekends: suite.predict_exclude_weekends,
  predict_holiday_codes: suite.predict_holiday_codes,
  created_at: suite.created_at.toISOString(),
  updated_at: suite.updated_at.toISOString(),
});
