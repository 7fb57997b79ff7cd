import type { Monitors } from '@assay/contract';
import { mapPage } from '../page.ts';
import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { toApi as definitionToApi } from '../test-definitions/test-definitions.handlers.ts';
import { listDefinitions } from '../test-definitions/test-definitions.store.ts';
import { addMonitor } from './hand-made-monitors.ts';
import { createMonitorRunHandlers } from './monitor-runs.handlers.ts';
import { createMonitoredTableHandlers } from './monitored-tables.handlers.ts';
import { addMonitors, changeMonitors, getMonitors, removeMonitors } from './monitors.service.ts';
import type { MonitorSuite } from './monitors.store.ts';

export function createMonitorHandlers(
  context: ServerContext,
): FeatureHandlers<
  | 'createMonitors'
  | 'getMonitors'
  | 'updateMonitors'
  | 'deleteMonitors'
  | 'listMonitorDefinitions'
  | 'createMonitorDefinition'
  | 'submitMonitorRun'
  | 'listMonitorRuns'
  | 'getMonitorRun'
  | 'listMonitorResults'
  | 'getMonitoredTables'
  | 'getMonitoredTable'
  | 'backtestMonitors'
> {
  const { store } = context;
  return {
    ...createMonitorRunHandlers(context),
    ...createMonitoredTableHandlers(context),
    async createMonitors({ params, body }) {
      return { body: toApi(await addMonitors(context, params.table_group_id, body)) };
    },
    async getMonitors({ params }) {
      return { body: toApi(await getMonitors(store.db, params.table_group_id)) };
    },
    async updateMonitors({ params, body }) {
      return { body: toApi(await changeMonitors(context, params.table_group_id, body)) };
    },
    async deleteMonitors({ params }) {
      await removeMonitors(context, params.table_group_id);
      return { body: undefined };
    },
    async listMonitorDefinitions({ params, query }) {
      const suite = await getMonitors(store.db, params.table_group_id);
      const { test_type: testType, table, active } = query;
      const filter = { testType, table, active, origin: 'both' } as const;
      return { body: mapPage(await listDefinitions(store.db, suite.id, filter, query), definitionToApi) };
    },
    async createMonitorDefinition({ params, query: { validate = true }, body }, { signal }) {
      const suite = await getMonitors(store.db, params.table_group_id);
      return { body: definitionToApi(await addMonitor(context, suite, body, { validate, signal })) };
    },
  };
}

const toApi = (suite: MonitorSuite): Monitors => ({
  id: suite.id,
  table_group_id: suite.table_group_id,
  name: suite.name,
  monitor_lookback: suite.monitor_lookback,
  monitor_regenerate_freshness: suite.monitor_regenerate_freshness,
  predict_sensitivity: suite.predict_sensitivity,
  predict_min_lookback: suite.predict_min_lookback,
  predict_time_zone: suite.predict_time_zone,
  predict_exclude_weekends: suite.predict_exclude_weekends,
  predict_holiday_codes: suite.predict_holiday_codes,
  created_at: suite.created_at.toISOString(),
  updated_at: suite.updated_at.toISOString(),
});
