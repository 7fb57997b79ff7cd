/** The monitors of a table group: what watches its freshness, volume, schema and metrics from run to run. */
import { z } from 'zod';
import { id, timestamp } from './scalars.ts';
import { newTestDefinition } from './test-definition.ts';
import { excludeWeekends, holidayCodes, minLookback, sensitivity, timeZone } from './test-suite.ts';

const lookback = z.int().min(1).max(200).describe('How many of the newest runs the dashboard looks at');
const regenerateFreshness = z
  .boolean()
  .describe(
    'Every profiling run renews what freshness monitors look at; false = it only adds monitors that are missing',
  );

const settings = {
  monitor_lookback: lookback,
  monitor_regenerate_freshness: regenerateFreshness,
  predict_sensitivity: sensitivity,
  predict_min_lookback: minLookback,
  predict_time_zone: timeZone,
  predict_exclude_weekends: excludeWeekends,
  predict_holiday_codes: holidayCodes,
};

export const newMonitors = z
  .object({
    monitor_lookback: lookback.default(14),
    monitor_regenerate_freshness: regenerateFreshness.default(true),
    predict_sensitivity: sensitivity.default('medium'),
    predict_min_lookback: minLookback.default(20),
    predict_time_zone: timeZone.default('UTC'),
    predict_exclude_weekends: excludeWeekends.default(false),
    predict_holiday_codes: holidayCodes.default([]),
  })
  .meta({ id: 'NewMonitors' });
export type NewMonitors = z.output<typeof newMonitors>;

export const monitorsChange = z.object(settings).partial().meta({ id: 'MonitorsChange' });
export type MonitorsChange = z.output<typeof monitorsChange>;

/** What people may add by hand; everything else that watches a table group is generated, or belongs into a test suite. */
const HAND_MADE_MONITORS = ['Metric_Trend', 'Volume_Trend', 'Freshness_Trend'] as const;

export const newMonitorDefinition = newTestDefinition
  .extend({
    test_type: z.enum(HAND_MADE_MONITORS).describe('Other tests belong into a test suite'),
    lock_refresh: z
      .boolean()
      .optional()
      .describe('Generation leaves the monitor alone; true for a metric unless you say otherwise'),
  })
  .meta({ id: 'NewMonitorDefinition' });
export type NewMonitorDefinition = z.output<typeof newMonitorDefinition>;

export const monitors = z
  .strictObject({
    id,
    table_group_id: id,
    name: z.string().describe('`<table group> Monitors`'),
    ...settings,
    created_at: timestamp,
    updated_at: timestamp,
  })
  .meta({ id: 'Monitors' });
export type Monitors = z.output<typeof monitors>;

export const monitorsExample: Monitors = {
  id: '019c9f44-4545-7aaa-8bbb-3c1d2e3f4a5b',
  table_group_id: '019c9f21-2222-7aaa-8bbb-1c1d2e3f4a5b',
  name: 'sales Monitors',
  monitor_lookback: 14,
  monitor_regenerate_freshness: true,
  predict_sensitivity: 'medium',
  predict_min_lookback: 20,
  predict_time_zone: 'UTC',
  predict_exclude_weekends: false,
  predict_holiday_codes: [],
  created_at: '2026-03-01T09:00:00.000Z',
  updated_at: '2026-03-01T09:00:00.000Z',
};
