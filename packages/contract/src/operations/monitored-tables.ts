import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { backtestSettings } from '../schemas/backtest.ts';
import { monitorBacktest, monitorBacktestExample } from '../schemas/monitor-backtest.ts';
import { MONITOR_KINDS } from '../schemas/monitor-run.ts';
import { monitoredTableParams, monitorSeries, monitorSeriesExample } from '../schemas/monitor-series.ts';
import { monitoredTables, monitoredTablesExample } from '../schemas/monitored-table.ts';
import { pageQuery } from '../schemas/page.ts';
import { choiceQuery, textQuery } from '../schemas/query-values.ts';
import { tableGroupParams } from '../schemas/table-group.ts';

const access = { permission: 'view', of: 'table_group', param: 'table_group_id' } as const;

export const getMonitoredTables = defineOperation({
  id: 'getMonitoredTables',
  method: 'GET',
  path: '/table-groups/{table_group_id}/monitors/tables',
  tag: 'Monitors',
  summary: 'List tables with their anomalies',
  description:
    'The tables of the group over the newest completed monitor runs, `monitor_lookback` of them, with the run before as what they are compared with. Tables with the most anomalies first.',
  access,
  params: tableGroupParams,
  query: z.object({
    anomaly: choiceQuery(MONITOR_KINDS, 'Only tables with anomalies of one of these kinds'),
    search: textQuery('Only tables with this in their name, in either case'),
    ...pageQuery(),
  }),
  success: { status: 200, description: 'The tables, and totals of the group.', schema: monitoredTables },
  examples: { response: monitoredTablesExample },
});

export const getMonitoredTable = defineOperation({
  id: 'getMonitoredTable',
  method: 'GET',
  path: '/table-groups/{table_group_id}/monitors/tables/{table}',
  tag: 'Monitors',
  summary: 'Get the series of a table',
  description:
    'What each monitor of one table found in the newest completed runs, with its bounds, and where the next runs would have to lie. A table that no monitor ever saw is not there: 404.',
  access,
  params: monitoredTableParams,
  success: { status: 200, description: 'The series, ready for drawing.', schema: monitorSeries },
  examples: { response: monitorSeriesExample },
});

export const backtestMonitors = defineOperation({
  id: 'backtestMonitors',
  method: 'POST',
  path: '/table-groups/{table_group_id}/monitors/backtest',
  tag: 'Monitors',
  summary: 'Back-test the monitors',
  description:
    'Counts for every monitor with predicted bounds which of its earlier runs would have been alarms with these settings. Stores nothing. What is left out is taken from the monitors as they are.',
  access,
  params: tableGroupParams,
  body: backtestSettings,
  success: { status: 200, description: 'Counts, in all and for each monitor.', schema: monitorBacktest },
  examples: { body: { sensitivity: 'high' }, response: monitorBacktestExample },
});
