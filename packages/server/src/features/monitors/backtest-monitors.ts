import { isPredicted } from '@assay/checks';
import type { BacktestSettings, MonitorBacktest } from '@assay/contract';
import type { ServerContext } from '../server-context.ts';
import { definitionOf } from '../test-definitions/stored-parameters.ts';
import { suiteDefinitions } from '../test-definitions/test-definitions.store.ts';
import { backtestDefinition } from '../test-trends/backtest.service.ts';
import type { MonitorSuite } from './monitors.store.ts';

/** Of each monitor; replaying thousands of runs of hundreds of monitors would keep the caller waiting for minutes. */
const NEWEST_RESULTS = 200;

/** Every active monitor with predicted bounds and a history, each as its own back-test tells it; ends when `signal` aborts. */
export async function backtestMonitors(
  context: ServerContext,
  suite: MonitorSuite,
  settings: BacktestSettings,
  signal: AbortSignal,
): Promise<MonitorBacktest> {
  const definitions = await suiteDefinitions(context.store.db, suite.id);
  const predicted = definitions.filter((row) => row.active && isPredicted(definitionOf(row)));
  const monitors: MonitorBacktest['monitors'] = [];
  for (const { id, test_type, table_name, column_name } of predicted) {
    signal.throwIfAborted();
    const replayed = await backtestDefinition(context, id, settings, NEWEST_RESULTS);
    const { runs, learning, alarms } = replayed;
    if (runs === 0) continue;
    const place = { test_definition_id: id, test_type, table: table_name, column: column_name };
    monitors.push({ ...place, runs, learning, alarms });
  }
  const sum = (count: 'runs' | 'learning' | 'alarms') =>
    monitors.reduce((total, monitor) => total + monitor[count], 0);
  return {
    sensitivity: settings.sensitivity ?? suite.predict_sensitivity,
    min_lookback: settings.min_lookback ?? suite.predict_min_lookback,
    time_zone: settings.time_zone ?? suite.predict_time_zone,
    exclude_weekends: settings.exclude_weekends ?? suite.predict_exclude_weekends,
    holiday_codes: settings.holiday_codes ?? suite.predict_holiday_codes,
    runs: sum('runs'),
    learning: sum('learning'),
    alarms: sum('alarms'),
    monitors: monitors.toSorted(byPlace),
  };
}

const byPlace = (
  one: MonitorBacktest['monitors'][number],
  other: MonitorBacktest['monitors'][number],
): number => {
  const [a, b] = [one, other].map(({ table, test_type, column }) =>
    [table, test_type, column].join('\u0000'),
  );
  return a! < b! ? -1 : 1;
};
