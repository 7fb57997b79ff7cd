/** Replayed runs as the API shows them. */
import { freshnessMessage, type PastRun, type Replay, type SeenRun, type UpdateReplay } from '@assay/checks';
import type { Backtest } from '@assay/contract';
import type { MeasuredResult } from './earlier-results.store.ts';

type Item = Backtest['items'][number];

const resultOf = (result: MeasuredResult) => ({
  test_result_id: result.id,
  test_run_id: result.test_run_id,
  run_started_at: result.at.toISOString(),
  status: result.status,
  disposition: result.disposition,
});

export function bandItem({ run, band, alarms }: Replay<PastRun & { readonly result: MeasuredResult }>): Item {
  const known = band.expected === null ? null : band;
  return {
    ...resultOf(run.result),
    measure: run.value,
    signal: null,
    alarms,
    message: null,
    expected: band.expected,
    lower: known?.lower ?? null,
    upper: known?.upper ?? null,
    spread: known?.spread ?? null,
    trend_per_day: known?.trendPerDay ?? null,
    season: known?.season ?? null,
    observations: band.observations,
  };
}

export function updateItem({
  run,
  definition,
  verdict,
}: UpdateReplay<SeenRun & { readonly result: MeasuredResult }>): Item {
  const { bounds, schedule } = definition.watch ?? {};
  return {
    ...resultOf(run.result),
    measure: run.fingerprint,
    signal: verdict.signal,
    alarms: verdict.code === -1 ? null : verdict.code === 0,
    message: freshnessMessage(verdict, definition),
    expected: null,
    lower: bounds?.lower ?? null,
    upper: bounds?.upper ?? null,
    spread: null,
    trend_per_day: null,
    season: null,
    observations: schedule?.updates ?? 0,
  };
}
