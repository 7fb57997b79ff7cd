/** What other settings of prediction would have said about the earlier runs of all monitors. */
import { z } from 'zod';
import { count, id } from './scalars.ts';
import { excludeWeekends, holidayCodes, minLookback, sensitivity, timeZone } from './test-suite.ts';

const counts = {
  runs: count,
  learning: count.describe('Runs without a prediction, because too few were before them'),
  alarms: count,
};

export const monitorBacktest = z
  .strictObject({
    sensitivity,
    min_lookback: minLookback,
    time_zone: timeZone,
    exclude_weekends: excludeWeekends,
    holiday_codes: holidayCodes,
    ...counts,
    monitors: z
      .array(
        z
          .strictObject({
            test_definition_id: id,
            test_type: z.string(),
            table: z.string().nullable(),
            column: z.string().nullable(),
            ...counts,
          })
          .meta({ id: 'BacktestedMonitor' }),
      )
      .describe(
        'Those with a history and predicted bounds, by table and type; the most alarming say what to look at',
      ),
  })
  .meta({ id: 'MonitorBacktest' });
export type MonitorBacktest = z.output<typeof monitorBacktest>;

export const monitorBacktestExample: MonitorBacktest = {
  sensitivity: 'high',
  min_lookback: 20,
  time_zone: 'UTC',
  exclude_weekends: false,
  holiday_codes: [],
  runs: 60,
  learning: 20,
  alarms: 3,
  monitors: [
    {
      test_definition_id: '019c9f51-5151-7aaa-8bbb-4c1d2e3f4a5b',
      test_type: 'Volume_Trend',
      table: 'orders',
      column: null,
      runs: 60,
      learning: 20,
      alarms: 3,
    },
  ],
};
