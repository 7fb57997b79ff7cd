import type { FreshnessSettings } from '@assay/checks';
import type { TestSuite } from '../../store/tables/test-tables.ts';

/** What a suite says about predictions. */
export type PredictingSuite = Pick<
  TestSuite,
  | 'predict_sensitivity'
  | 'predict_min_lookback'
  | 'predict_time_zone'
  | 'predict_exclude_weekends'
  | 'predict_holiday_codes'
>;

/** As the checks want it: those of volumes and figures, and those of freshness. */
export const predictionSettings = (suite: PredictingSuite): FreshnessSettings => ({
  sensitivity: suite.predict_sensitivity,
  minimumHistory: suite.predict_min_lookback,
  timeZone: suite.predict_time_zone,
  excludeWeekends: suite.predict_exclude_weekends,
  holidayCodes: suite.predict_holiday_codes,
});
