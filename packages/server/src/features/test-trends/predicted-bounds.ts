import {
  type HistorySettings,
  historyNeeded,
  isPredicted,
  type PredictionSettings,
  type TestDefinition,
  type TestType,
} from '@assay/checks';

/** What the prediction of a test's bounds looks at: its settings, and how many earlier results. */
export interface PredictedBounds {
  readonly settings: PredictionSettings;
  readonly results: number;
}

/** Null for a definition whose bounds are not predicted from its measures. */
export function predictedBounds(
  type: TestType,
  definition: TestDefinition,
  settings: HistorySettings,
): PredictedBounds | null {
  if (type.bounds === undefined || !isPredicted(definition)) return null;
  return {
    settings: { ...settings, ...type.bounds },
    results: historyNeeded(definition, type, settings),
  };
}
