/** Replays the history of a test, to see which runs a prediction would have called alarms. */
import { setImmediate } from 'node:timers/promises';
import { type Replay, replayPrediction } from '@assay/checks';
import type { Backtest, BacktestSettings } from '@assay/contract';
import { problem } from '../../http/api-problem.ts';
import type { ServerContext } from '../server-context.ts';
import { findTestType } from '../test-definitions/definition-problems.ts';
import { getDefinition } from '../test-definitions/test-definitions.service.ts';
import { getSuite } from '../test-suites/test-suites.service.ts';
import { TIME_ZONE } from './bound-definitions.ts';
import { type MeasuredResult, measuredResults } from './earlier-results.store.ts';

/** As many as a prediction may be told to wait for; older ones say little about tomorrow. */
const NEWEST_RESULTS = 1000;

/** What is not named is taken from the suite. Throws ApiProblem for a test that holds nothing against bounds. */
export async function backtestDefinition(
  { store }: ServerContext,
  definitionId: string,
  { sensitivity, min_lookback }: BacktestSettings,
): Promise<Backtest> {
  const definition = await getDefinition(store.db, definitionId);
  const bounds = findTestType(definition.test_type)?.bounds;
  if (bounds === undefined) {
    throw problem(
      'invalid_request',
      `A ${definition.test_type} test has no lower and upper bound to predict; choose a Volume_Trend or a Metric_Trend.`,
    );
  }
  const suite = await getSuite(store.db, definition.test_suite_id);
  const settings = {
    sensitivity: sensitivity ?? suite.predict_sensitivity,
    minimumHistory: min_lookback ?? suite.predict_min_lookback,
    timeZone: TIME_ZONE,
    ...bounds,
  };
  const results = await measuredResults(store.db, definitionId, NEWEST_RESULTS);
  const runs = results.flatMap((result) => {
    const value = Number(result.measure);
    return Number.isFinite(value)
      ? [{ at: result.at, value, isConfirmed: result.disposition === 'Confirmed', result }]
      : [];
  });
  const items: Backtest['items'] = [];
  for (const replay of replayPrediction(runs, settings)) {
    items.push(toItem(replay));
    // Requests of others wait while one is computed.
    await setImmediate();
  }
  return {
    sensitivity: settings.sensitivity,
    min_lookback: settings.minimumHistory,
    runs: items.length,
    learning: items.filter(({ alarms }) => alarms === null).length,
    alarms: items.filter(({ alarms }) => alarms === true).length,
    items,
  };
}

interface ReplayedRun {
  readonly at: Date;
  readonly value: number;
  readonly isConfirmed: boolean;
  readonly result: MeasuredResult;
}

function toItem({ run, band, alarms }: Replay<ReplayedRun>): Backtest['items'][number] {
  const known = band.expected === null ? null : band;
  return {
    test_result_id: run.result.id,
    test_run_id: run.result.test_run_id,
    run_started_at: run.at.toISOString(),
    measure: run.value,
    status: run.result.status,
    disposition: run.result.disposition,
    alarms,
    expected: band.expected,
    lower: known?.lower ?? null,
    upper: known?.upper ?? null,
    spread: known?.spread ?? null,
    trend_per_day: known?.trendPerDay ?? null,
    season: known?.season ?? null,
    observations: band.observations,
  };
}
