import { z } from 'zod';
import { jobStatus } from './job.ts';
import { pageOf } from './page.ts';
import { runDetailFields } from './run-details.ts';
import { count, id, timestamp } from './scalars.ts';
import { testCounts } from './test-run.ts';

export const MONITOR_KINDS = ['freshness', 'volume', 'schema', 'metric'] as const;
export type MonitorKind = (typeof MONITOR_KINDS)[number];

export const anomalyCounts = z
  .strictObject({ freshness: count, volume: count, schema: count, metric: count })
  .meta({
    id: 'AnomalyCounts',
    description: 'Results that failed or warn and that nobody dismissed, by kind',
  });
export type AnomalyCounts = z.output<typeof anomalyCounts>;

export const monitorRun = z
  .strictObject({
    id: id.describe('Also the id of the job'),
    status: jobStatus,
    table_group_id: id,
    started_at: timestamp.nullable(),
    completed_at: timestamp.nullable(),
    result: z
      .strictObject({ tests: testCounts, anomalies: anomalyCounts })
      .meta({ id: 'MonitorRunResult' })
      .nullable()
      .describe('Null until there is something to count'),
    details: z
      .strictObject({
        ...runDetailFields,
        duration_ms: z.number().min(0).nullable().describe('From start to end; null until it ended'),
      })
      .meta({ id: 'MonitorRunDetails' })
      .optional()
      .describe('Only with `?include=details`'),
  })
  .meta({ id: 'MonitorRun' });
export type MonitorRun = z.output<typeof monitorRun>;
export const monitorRunPage = pageOf('MonitorRunPage', monitorRun);

export const monitorRunExample: MonitorRun = {
  id: '019c9f61-6161-7aaa-8bbb-5c1d2e3f4a5b',
  status: 'completed',
  table_group_id: '019c9f21-2222-7aaa-8bbb-1c1d2e3f4a5b',
  started_at: '2026-03-01T06:00:00.050Z',
  completed_at: '2026-03-01T06:00:01.904Z',
  result: {
    tests: { passed: 33, failed: 2, warning: 0, error: 0, log: 1, dismissed: 0 },
    anomalies: { freshness: 1, volume: 0, schema: 1, metric: 0 },
  },
};
