import { FEWEST_OBSERVATIONS, HOLIDAY_CODES, isTimeZone, SENSITIVITIES, SEVERITIES } from '@assay/checks';
import { z } from 'zod';
import { pageOf } from './page.ts';
import { descriptionInput, id, idInput, nameInput, timestamp } from './scalars.ts';

export const testSuiteParams = z.object({ test_suite_id: idInput.describe('Id of the test suite') });

const severity = z
  .enum(SEVERITIES)
  .nullable()
  .describe('Overrides the default of every test type; null = each type keeps its own');

export const sensitivity = z
  .enum(SENSITIVITIES)
  .describe('How readily a predicted test alarms: high has the narrowest bounds');
const DEFAULT_LOOKBACK = 20;
export const minLookback = z
  .int()
  .min(FEWEST_OBSERVATIONS)
  .max(1000)
  .describe('Results that a test needs before its bounds are predicted; until then it is learning');

export const timeZone = z
  .string()
  .max(100)
  .refine(isTimeZone, 'must be the name of a time zone, such as Europe/Berlin or UTC')
  .describe('IANA name of the time zone whose days and hours predictions follow');
export const excludeWeekends = z
  .boolean()
  .describe(
    'Saturdays and Sundays do not count: no table is late on them, and the trend of normal days is learned without them',
  );
export const holidayCodes = z
  .array(z.enum(HOLIDAY_CODES))
  .max(HOLIDAY_CODES.length)
  .describe('Calendars whose holidays do not count either: countries (US, DE) and markets (NYSE, TARGET)');

const captureFailingRows = z
  .boolean()
  .describe(
    'Runs keep the rows behind failures as they were then, at most 100 rows and 256 KiB a test. They are stored as they are, and masked when they are read by who may not see personal data',
  );

const settings = {
  name: nameInput,
  description: descriptionInput,
  severity,
  capture_failing_rows: captureFailingRows,
  predict_sensitivity: sensitivity,
  predict_min_lookback: minLookback,
  predict_time_zone: timeZone,
  predict_exclude_weekends: excludeWeekends,
  predict_holiday_codes: holidayCodes,
};

export const newTestSuite = z
  .object({
    ...settings,
    description: settings.description.default(null),
    severity: settings.severity.default(null),
    capture_failing_rows: captureFailingRows.default(false),
    predict_sensitivity: sensitivity.default('medium'),
    predict_min_lookback: minLookback.default(DEFAULT_LOOKBACK),
    predict_time_zone: timeZone.default('UTC'),
    predict_exclude_weekends: excludeWeekends.default(false),
    predict_holiday_codes: holidayCodes.default([]),
  })
  .meta({ id: 'NewTestSuite' });
export type NewTestSuite = z.output<typeof newTestSuite>;

export const testSuiteChange = z.object(settings).partial().meta({ id: 'TestSuiteChange' });
export type TestSuiteChange = z.output<typeof testSuiteChange>;

export const testSuite = z
  .strictObject({
    id,
    project_code: z.string(),
    table_group_id: id,
    name: z.string(),
    description: z.string().nullable(),
    severity,
    capture_failing_rows: captureFailingRows,
    predict_sensitivity: sensitivity,
    predict_min_lookback: minLookback,
    predict_time_zone: timeZone,
    predict_exclude_weekends: excludeWeekends,
    predict_holiday_codes: holidayCodes,
    created_at: timestamp,
    updated_at: timestamp,
  })
  .meta({ id: 'TestSuite' });
export type TestSuite = z.output<typeof testSuite>;
export const testSuitePage = pageOf('TestSuitePage', testSuite);

export const testSuiteExample: TestSuite = {
  id: '019c9f40-4444-7aaa-8bbb-3c1d2e3f4a5b',
  project_code: 'webshop',
  table_group_id: '019c9f21-2222-7aaa-8bbb-1c1d2e3f4a5b',
  name: 'Nightly checks',
  description: null,
  severity: null,
  capture_failing_rows: false,
  predict_sensitivity: 'medium',
  predict_min_lookback: DEFAULT_LOOKBACK,
  predict_time_zone: 'UTC',
  predict_exclude_weekends: false,
  predict_holiday_codes: [],
  created_at: '2026-03-01T09:00:00.000Z',
  updated_at: '2026-03-01T09:00:00.000Z',
};
