/** What the newest monitor runs say about the tables of a group. */
import { TABLE_STATES } from '@assay/checks';
import { z } from 'zod';
import { anomalyCounts } from './monitor-run.ts';
import { pageOf } from './page.ts';
import { count, id, timestamp } from './scalars.ts';

export const MONITOR_STATES = ['error', 'anomaly', 'learning', 'passed', 'pending', 'off'] as const;
export type MonitorState = (typeof MONITOR_STATES)[number];

const kindOfMonitor = z
  .strictObject({
    anomalies: count.describe('Within the window; without those that somebody dismissed'),
    state: z
      .enum(MONITOR_STATES)
      .describe(
        'What the newest run says, the worst where there are several monitors. `pending`: there is no result yet; `off`: all are switched off',
      ),
    message: z.string().nullable().describe('Of that result; null without one'),
  })
  .nullable()
  .meta({ id: 'MonitorsOfTable', description: 'The monitors of one kind; null when the table has none' });

const tableFacts = {
  table: z.string(),
  state: z.enum(TABLE_STATES).describe('What became of the table within the window'),
  freshness: kindOfMonitor,
  volume: kindOfMonitor,
  schema: kindOfMonitor,
  metric: kindOfMonitor,
  last_update_at: timestamp
    .nullable()
    .describe('When a run first saw the table as it is; null when no freshness monitor tells'),
  row_ct: count.nullable().describe('In the newest run; null when it was not counted'),
  row_ct_before: count.nullable().describe('At the start of the window'),
  columns_added: count,
  columns_dropped: count,
  columns_changed: count.describe('With another type, nullability, default or place'),
};

export const monitoredTable = z.strictObject(tableFacts).meta({ id: 'MonitoredTable' });
export type MonitoredTable = z.output<typeof monitoredTable>;

export const monitoredTables = z
  .strictObject({
    monitor_lookback: z.int().min(1),
    runs: count.describe('Completed runs in the window'),
    window_start: timestamp
      .nullable()
      .describe('Start of the run before the window, which it is compared with; null before the first run'),
    newest_run_id: id.nullable(),
    newest_run_at: timestamp.nullable(),
    anomalies: anomalyCounts.describe('Of all tables within the window'),
    tables: pageOf('MonitoredTablePage', monitoredTable),
  })
  .meta({ id: 'MonitoredTables' });
export type MonitoredTables = z.output<typeof monitoredTables>;

export const monitoredTableExample: MonitoredTable = {
  table: 'orders',
  state: 'modified',
  freshness: { anomalies: 1, state: 'passed', message: 'Update detected: yes, on time' },
  volume: { anomalies: 0, state: 'passed', message: 'Row count: 1420, Lower Bound: 1365, Upper Bound: 1435' },
  schema: { anomalies: 1, state: 'passed', message: 'Schema changes: 0, since 2026-02-28T06:00:00.050Z' },
  metric: null,
  last_update_at: '2026-03-01T06:00:00.050Z',
  row_ct: 1420,
  row_ct_before: 1290,
  columns_added: 1,
  columns_dropped: 0,
  columns_changed: 0,
};
export const monitoredTablesExample: MonitoredTables = {
  monitor_lookback: 14,
  runs: 14,
  window_start: '2026-02-15T06:00:00.041Z',
  newest_run_id: '019c9f61-6161-7aaa-8bbb-5c1d2e3f4a5b',
  newest_run_at: '2026-03-01T06:00:00.050Z',
  anomalies: { freshness: 1, volume: 0, schema: 1, metric: 0 },
  tables: { items: [monitoredTableExample], page: 1, limit: 20, total: 1 },
};
