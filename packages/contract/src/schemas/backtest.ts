/** What a prediction would have said about the earlier runs of a test. */
import { SEASONS, TEST_STATUSES } from '@assay/checks';
import { z } from 'zod';
import { disposition } from './disposition.ts';
import { count, id, timestamp } from './scalars.ts';
import { testResult } from './test-result.ts';
import { excludeWeekends, holidayCodes, minLookback, sensitivity, timeZone } from './test-suite.ts';

export const backtestSettings = z
  .object({
    sensitivity,
    min_lookback: minLookback,
    time_zone: timeZone,
    exclude_weekends: excludeWeekends,
    holiday_codes: holidayCodes,
  })
  .partial()
  .meta({ id: 'BacktestSettings' });
export type BacktestSettings = z.output<typeof backtestSettings>;

const backtestedRun = z
  .strictObject({
    test_result_id: id,
    test_run_id: id,
    run_started_at: timestamp,
    measure: z.union([z.number(), z.string()]),
    signal: testResult.shape.signal,
    status: z.enum(TEST_STATUSES).describe('What the run itself said'),
    disposition: disposition.describe('Runs that a person confirmed to be wrong teach nothing'),
    alarms: z
      .boolean()
      .nullable()
      .describe(
        'Whether the measure lies outside the predicted bounds, or the table was late or early; null = still learning',
      ),
    message: z.string().nullable().describe('What a test of freshness would have said; null for other tests'),
    expected: z.number().nullable(),
    lower: z.number().nullable().describe('Of freshness in minutes between updates, like the upper one'),
    upper: z.number().nullable(),
    spread: z.number().nullable().describe('Of the earlier measures around what was expected of them'),
    trend_per_day: z.number().nullable(),
    season: z.enum(SEASONS).nullable().describe('The season that was taken into account; null = none'),
    observations: count.describe('Earlier runs that were looked at; of freshness, updates'),
  })
  .meta({ id: 'BacktestedRun' });

export const backtest = z
  .strictObject({
    sensitivity,
    min_lookback: minLookback,
    time_zone: timeZone,
    exclude_weekends: excludeWeekends,
    holiday_codes: holidayCodes,
    runs: count,
    learning: count.describe('Runs without a prediction, because too few were before them'),
    alarms: count,
    items: z.array(backtestedRun).describe('Oldest first; of long histories the newest 1000 runs'),
  })
  .meta({ id: 'Backtest' });
export type Backtest = z.output<typeof backtest>;

export const backtestExample: Backtest = {
  sensitivity: 'medium',
  min_lookback: 20,
  time_zone: 'UTC',
  exclude_weekends: false,
  holiday_codes: [],
  runs: 1,
  learning: 0,
  alarms: 1,
  items: [
    {
      test_result_id: '019c9f70-7777-7aaa-8bbb-6c1d2e3f4a5b',
      test_run_id: '019c9f60-6666-7aaa-8bbb-5c1d2e3f4a5b',
      run_started_at: '2026-03-01T07:00:00.000Z',
      measure: 0,
      signal: null,
      status: 'Passed',
      disposition: null,
      alarms: true,
      message: null,
      expected: 1400,
      lower: 1365,
      upper: 1435,
      spread: 14,
      trend_per_day: 10,
      season: 'weekday',
      observations: 42,
    },
  ],
};
