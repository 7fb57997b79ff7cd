/** Replays the history of a test, to see which runs a prediction would have called alarms. */
import { setImmediate } from 'node:timers/promises';
import { replayPrediction, replayUpdates, type TestDefinition } from '@assay/checks';
import type { Backtest, BacktestSettings } from '@assay/contract';
import { invalidRequest } from '../../http/api-problem.ts';
import type { ServerContext } from '../server-context.ts';
import { findTestType } from '../test-definitions/definition-problems.ts';
import { definitionOf } from '../test-definitions/stored-parameters.ts';
import { getDefinition } from '../test-definitions/test-definitions.service.ts';
import { getSuite } from '../test-suites/test-suites.service.ts';
import { bandItem, updateItem } from './backtest-items.ts';
import { type MeasuredResult, measuredResults } from './earlier-results.store.ts';
import { type PredictingSuite, predictionSettings } from './prediction-settings.ts';
import { askedParameters } from './update-history.store.ts';

type Item = Backtest['items'][number];

/** As many as a prediction may be told to wait for; older ones say little about tomorrow. */
const NEWEST_RESULTS = 1000;

/** What is not named is taken from the suite. Throws ApiProblem for a test that learns nothing from its history. */
export async function backtestDefinition(
  { store }: ServerContext,
  definitionId: string,
  named: BacktestSettings,
  newestResults = NEWEST_RESULTS,
): Promise<Backtest> {
  const row = await getDefinition(store.db, definitionId);
  const suite = settingsWith(await getSuite(store.db, row.test_suite_id), named);
  const replay = replayOf(definitionOf(row), suite);
  const items: Item[] = [];
  for (const item of replay(await measuredResults(store.db, definitionId, newestResults))) {
    items.push(item);
    // Requests of others wait while one is computed.
    await setImmediate();
  }
  return {
    sensitivity: suite.predict_sensitivity,
    min_lookback: suite.predict_min_lookback,
    time_zone: suite.predict_time_zone,
    exclude_weekends: suite.predict_exclude_weekends,
    holiday_codes: suite.predict_holiday_codes,
    runs: items.length,
    learning: items.filter(({ alarms }) => alarms === null).length,
    alarms: items.filter(({ alarms }) => alarms === true).length,
    items,
  };
}

const settingsWith = (suite: PredictingSuite, named: BacktestSettings): PredictingSuite => ({
  predict_sensitivity: named.sensitivity ?? suite.predict_sensitivity,
  predict_min_lookback: named.min_lookback ?? suite.predict_min_lookback,
  predict_time_zone: named.time_zone ?? suite.predict_time_zone,
  predict_exclude_weekends: named.exclude_weekends ?? suite.predict_exclude_weekends,
  predict_holiday_codes: named.holiday_codes ?? suite.predict_holiday_codes,
});

type ReplayOf = (oldestFirst: readonly MeasuredResult[]) => Iterable<Item>;

function replayOf(definition: TestDefinition, suite: PredictingSuite): ReplayOf {
  const type = findTestType(definition.testType);
  const settings = predictionSettings(suite);
  if (type?.watch?.learns === true) {
    const predicted = {
      ...definition,
      parameters: { ...definition.parameters, history_calculation: 'PREDICT' },
    };
    return function* (results) {
      for (const replay of replayUpdates(predicted, results.map(seenRun), settings)) yield updateItem(replay);
    };
  }
  const bounds = type?.bounds;
  if (bounds === undefined) {
    throw invalidRequest(
      'path.test_definition_id',
      `A ${definition.testType} test learns nothing from its earlier runs that could be tried out; choose a Volume_Trend, a Metric_Trend or a Freshness_Trend.`,
    );
  }
  return function* (results) {
    const runs = results.flatMap(numberedRun);
    for (const replay of replayPrediction(runs, { ...settings, ...bounds })) yield bandItem(replay);
  };
}

const seenRun = (result: MeasuredResult) => ({
  at: result.at,
  fingerprint: result.measure,
  parameters: askedParameters(result.parameters),
  isConfirmed: result.disposition === 'Confirmed',
  result,
});

function numberedRun(result: MeasuredResult) {
  const value = Number(result.measure);
  return Number.isFinite(value)
    ? [{ at: result.at, value, isConfirmed: result.disposition === 'Confirmed', result }]
    : [];
}
