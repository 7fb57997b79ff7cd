import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { backtestMonitors } from './backtest-monitors.ts';
import { readMonitorSeries } from './monitor-series.read.ts';
import { readMonitoredTables } from './monitored-tables.read.ts';
import { getMonitors } from './monitors.service.ts';

export function createMonitoredTableHandlers(
  context: ServerContext,
): FeatureHandlers<'getMonitoredTables' | 'getMonitoredTable' | 'backtestMonitors'> {
  const { store } = context;
  return {
    async getMonitoredTables({ params, query }) {
      const suite = await getMonitors(store.db, params.table_group_id);
      return { body: await readMonitoredTables(store.db, suite, query) };
    },
    async getMonitoredTable({ params }) {
      const suite = await getMonitors(store.db, params.table_group_id);
      return { body: await readMonitorSeries(store.db, suite, params.table) };
    },
    async backtestMonitors({ params, body }, { signal }) {
      const suite = await getMonitors(store.db, params.table_group_id);
      return { body: await backtestMonitors(context, suite, body, signal) };
    },
  };
}
