/** One table over the newest monitor runs, and where the next ones would have to lie. */
import { setImmediate } from 'node:timers/promises';
import { predictBand, TEST_TYPES } from '@assay/checks';
import type { MonitorSeries } from '@assay/contract';
import { sql } from 'kysely';
import { notFound } from '../../http/api-problem.ts';
import type { Queryable } from '../../store/store.ts';
import type { TestResultRow } from '../../store/tables/test-tables.ts';
import { definitionOf } from '../test-definitions/stored-parameters.ts';
import { schemaFactsToApi } from '../test-runs/schema-facts-view.ts';
import { earlierResults } from '../test-trends/earlier-results.store.ts';
import { predictedBounds } from '../test-trends/predicted-bounds.ts';
import { predictionSettings } from '../test-trends/prediction-settings.ts';
import { KIND_OF_TYPE } from './monitor-kinds.ts';
import { findWindow, isAnomaly, type MonitorWindow } from './monitor-window.store.ts';
import { isLearning } from './monitored-tables.read.ts';
import type { MonitorSuite } from './monitors.store.ts';

type MeasuredSeries = MonitorSeries['series'][number];
type SchemaPoint = MonitorSeries['schema'][number];
type ResultOfRun = TestResultRow & { readonly at: Date };

/** Throws the `not_found` problem for a table that no monitor of the window saw, and that none watches. */
export async function readMonitorSeries(
  db: Queryable,
  suite: MonitorSuite,
  table: string,
): Promise<MonitorSeries> {
  const window = await findWindow(db, suite);
  const results = await resultsOfTable(db, window, table);
  const definitions = await definitionsOfTable(db, suite.id, table);
  if (results.length === 0 && definitions.length === 0) throw notFound();
  const byDefinition = Map.groupBy(results, ({ test_definition_id }) => test_definition_id);
  const forecasts = await forecast(db, suite, definitions, window);
  const series = [...byDefinition].flatMap(([id, own]): MeasuredSeries[] => {
    const [{ test_type, column_name } = own[0]!] = own;
    const kind = KIND_OF_TYPE.get(test_type);
    if (kind === undefined || kind === 'schema') return [];
    const name = kind === 'metric' ? column_name : null;
    const points = own.map((result) => measuredPoint(kind, result));
    return [{ test_definition_id: id, kind, name, points, forecast: forecasts.get(id) ?? [] }];
  });
  return { table, series: series.toSorted(inOrder), schema: results.flatMap(schemaPoint) };
}

const ORDER: readonly MeasuredSeries['kind'][] = ['freshness', 'volume', 'metric'];
const inOrder = (one: MeasuredSeries, other: MeasuredSeries): number =>
  ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind) || ((one.name ?? '') < (other.name ?? '') ? -1 : 1);

/** Oldest first. */
function resultsOfTable(db: Queryable, { runs }: MonitorWindow, table: string): Promise<ResultOfRun[]> {
  const ids = runs.map(({ id }) => id);
  return db
    .selectFrom('test_result')
    .innerJoin('test_run', 'test_run.job_id', 'test_result.test_run_id')
    .selectAll('test_result')
    .select('test_run.started_at as at')
    .where(sql<boolean>`test_run_id = ANY (${ids}::uuid[])`)
    .where('table_name', '=', table)
    .orderBy('test_run.started_at')
    .execute();
}

function definitionsOfTable(db: Queryable, suiteId: string, table: string) {
  return db
    .selectFrom('test_definition')
    .selectAll()
    .where('test_suite_id', '=', suiteId)
    .where(sql<boolean>`lower(trim(table_name)) = lower(${table})`)
    .execute();
}
type Definitions = Awaited<ReturnType<typeof definitionsOfTable>>;

const pointOf = (result: ResultOfRun) => ({
  test_result_id: result.id,
  run_id: result.test_run_id,
  at: result.at.toISOString(),
  status: result.status,
  anomaly: isAnomaly(result),
  learning: isLearning(result),
  disposition: result.disposition,
  message: result.message ?? '',
});

function measuredPoint(kind: MeasuredSeries['kind'], result: ResultOfRun): MeasuredSeries['points'][number] {
  const value = kind === 'freshness' ? result.signal : numberOf(result.measure);
  const { lower_tolerance: lower, upper_tolerance: upper } = result.parameters;
  return { ...pointOf(result), value, lower: numberOf(lower), upper: numberOf(upper) };
}

function numberOf(text: string | null | undefined): number | null {
  const number = text === null || text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : null;
}

function schemaPoint(result: ResultOfRun): SchemaPoint[] {
  const { facts } = result;
  if (facts?.kind !== 'schema') return [];
  return [{ ...pointOf(result), facts: schemaFactsToApi(facts) }];
}

/** By definition: bands for the next runs, as far apart as runs mostly are. None for what is not predicted, or learning. */
async function forecast(
  db: Queryable,
  suite: MonitorSuite,
  definitions: Definitions,
  { runs }: MonitorWindow,
): Promise<ReadonlyMap<string, MeasuredSeries['forecast']>> {
  const step = middleGap(runs.map(({ startedAt }) => startedAt.getTime()));
  const [newest] = runs;
  if (newest === undefined || step === null) return new Map();
  const points = Math.max(FEWEST_POINTS, Math.ceil(suite.monitor_lookback / 3));
  const settings = predictionSettings(suite);
  const predicted = definitions.flatMap((row) => {
    const type = TEST_TYPES.find(({ key }) => key === row.test_type);
    const prediction = type === undefined ? null : predictedBounds(type, definitionOf(row), settings);
    return row.active && prediction !== null ? [{ id: row.id, ...prediction }] : [];
  });
  const history = await earlierResults(db, new Map(predicted.map(({ id, results }) => [id, results])));
  const found = new Map<string, MeasuredSeries['forecast']>();
  for (const { id, settings: own } of predicted) {
    const known = (history.get(id) ?? []).flatMap(({ at, measure }) => {
      const value = numberOf(measure);
      return value === null ? [] : [{ at, value }];
    });
    const bands: MeasuredSeries['forecast'] = [];
    for (let point = 1; point <= points; point++) {
      const at = new Date(newest.startedAt.getTime() + point * step);
      const band = predictBand(known, at, own);
      if (band.expected === null) break;
      bands.push({ at: at.toISOString(), expected: band.expected, lower: band.lower, upper: band.upper });
      // A prediction takes milliseconds, and others wait meanwhile.
      await setImmediate();
    }
    found.set(id, bands);
  }
  return found;
}

const FEWEST_POINTS = 3;

/** Between neighbours, newest first; null for fewer than two. */
function middleGap(newestFirst: readonly number[]): number | null {
  const gaps = newestFirst.slice(1).map((earlier, index) => newestFirst[index]! - earlier);
  return gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? null;
}
