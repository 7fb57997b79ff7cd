/** What a prediction looks at, for whoever predicts outside of a run. */
import {
  type HistorySettings,
  historyNeeded,
  type PredictionSettings,
  type TestDefinition,
  type TestType,
} from '@assay/checks';
import type { TestSuite } from '../../store/tables/test-tables.ts';
import { TIME_ZONE } from './bound-definitions.ts';

type PredictingSuite = Pick<TestSuite, 'predict_sensitivity' | 'predict_min_lookback'>;

export const predictionSettings = (suite: PredictingSuite): HistorySettings => ({
  sensitivity: suite.predict_sensitivity,
  minimumHistory: suite.predict_min_lookback,
  timeZone: TIME_ZONE,
});

export const isPredicted = ({ parameters }: Pick<TestDefinition, 'parameters'>): boolean =>
  parameters.history_calculation?.trim().toUpperCase() === 'PREDICT';

/** Null for a definition whose bounds are not predicted from its measures. */
export function predictionOf(
  type: TestType,
  definition: TestDefinition,
  settings: HistorySettings,
): { readonly settings: PredictionSettings; readonly results: number } | null {
  if (type.bounds === undefined || !isPredicted(definition)) return null;
  return {
    settings: { ...settings, ...type.bounds },
    results: historyNeeded(definition, type, settings),
  };
}
