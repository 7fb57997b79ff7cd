/** The dashboard: the tables of a group over the newest monitor runs. */
import { changesByTable, type SchemaFacts, tableDrift } from '@assay/checks';
import type {
  AnomalyCounts,
  MonitoredTable,
  MonitoredTables,
  MonitorKind,
  MonitorState,
} from '@assay/contract';
import type { Queryable } from '../../store/store.ts';
import { catalogChangesBetween } from '../catalog/catalog-changes.store.ts';
import { presentTables } from '../catalog/present-tables.ts';
import { type PageRequest, sliceIntoPage } from '../page.ts';
import { KIND_OF_TYPE, NO_ANOMALIES } from './monitor-kinds.ts';
import {
  countAnomalies,
  earliestRowCounts,
  findWindow,
  isAnomaly,
  type MonitorPlace,
  type NewestResult,
  newestResults,
  placesOfMonitors,
} from './monitor-window.store.ts';
import type { MonitorSuite } from './monitors.store.ts';
import { SCHEMA_MONITOR, VOLUME_MONITOR } from './new-monitors.ts';
import { spellingOf } from './spelling.ts';

export interface TableFilter extends PageRequest {
  /** Empty = all tables. */
  readonly anomaly: readonly MonitorKind[];
  readonly search?: string | undefined;
}

/** Seven statements, however many tables and runs there are. */
export async function readMonitoredTables(
  db: Queryable,
  suite: MonitorSuite,
  filter: TableFilter,
): Promise<MonitoredTables> {
  const window = await findWindow(db, suite);
  const [newest] = window.runs;
  const anomalies = anomaliesByTable(await countAnomalies(db, window.runs));
  const results = byTable(await newestResults(db, window));
  const monitors = await placesOfMonitors(db, suite.id);
  const before = new Map((await earliestRowCounts(db, window)).map((row) => [row.table_name, row.measure]));
  const drifts = await driftsOf(db, suite, window.baseline?.startedAt, newest?.startedAt);
  const present = await presentTables(db, suite.table_group_id);
  const named = [...present, ...drifts.keys(), ...anomalies.keys(), ...results.keys()];
  const names = new Set(named.filter((table) => table !== null));
  const spelled = spellingOf(names);
  const places = Map.groupBy(monitors, ({ table_name }) => spelled(table_name ?? ''));
  const ofSchema = monitors.filter(({ test_type }) => test_type === SCHEMA_MONITOR);
  const tables = [...names].map((table) => {
    const own = results.get(table) ?? [];
    const counts = anomalies.get(table) ?? NO_ANOMALIES;
    return {
      table,
      ...kindsOf([...(places.get(table) ?? []), ...ofSchema], own, counts),
      ...schemaOf(drifts.get(table)),
      ...rowsOf(own, before.get(table) ?? null),
      last_update_at: lastUpdateOf(own, newest?.startedAt),
    };
  });
  return {
    monitor_lookback: suite.monitor_lookback,
    runs: window.runs.length,
    window_start: window.baseline?.startedAt.toISOString() ?? null,
    newest_run_id: newest?.id ?? null,
    newest_run_at: newest?.startedAt.toISOString() ?? null,
    anomalies: sumOf([...anomalies.values()]),
    tables: sliceIntoPage(tables.filter(matching(filter)).toSorted(mostAnomaliesFirst), filter),
  };
}

const byTable = <Row extends { readonly table_name: string | null }>(rows: readonly Row[]) =>
  Map.groupBy(rows, ({ table_name }) => table_name);

function anomaliesByTable(
  rows: Awaited<ReturnType<typeof countAnomalies>>,
): ReadonlyMap<string | null, AnomalyCounts> {
  const found = new Map<string | null, AnomalyCounts>();
  for (const { table_name, test_type, anomalies } of rows) {
    const kind = KIND_OF_TYPE.get(test_type);
    if (kind === undefined) continue;
    const before = found.get(table_name) ?? NO_ANOMALIES;
    found.set(table_name, { ...before, [kind]: before[kind] + Number(anomalies) });
  }
  return found;
}

const sumOf = (counts: readonly AnomalyCounts[]): AnomalyCounts =>
  counts.reduce(
    (sum, one) => ({
      freshness: sum.freshness + one.freshness,
      volume: sum.volume + one.volume,
      schema: sum.schema + one.schema,
      metric: sum.metric + one.metric,
    }),
    NO_ANOMALIES,
  );

const total = ({ freshness, volume, schema, metric }: MonitoredTable): number =>
  [freshness, volume, schema, metric].reduce((sum, kind) => sum + (kind?.anomalies ?? 0), 0);

const mostAnomaliesFirst = (one: MonitoredTable, other: MonitoredTable): number =>
  total(other) - total(one) || (one.table < other.table ? -1 : 1);

const matching =
  ({ anomaly, search }: TableFilter) =>
  (table: MonitoredTable): boolean =>
    (anomaly.length === 0 || anomaly.some((kind) => (table[kind]?.anomalies ?? 0) > 0)) &&
    (search === undefined || table.table.toLowerCase().includes(search.toLowerCase()));

type Kinds = Pick<MonitoredTable, MonitorKind>;

function kindsOf(
  monitors: readonly MonitorPlace[],
  results: readonly NewestResult[],
  anomalies: AnomalyCounts,
): Kinds {
  const ofKind = (kind: MonitorKind) => {
    const isOfKind = ({ test_type }: { readonly test_type: string }) => KIND_OF_TYPE.get(test_type) === kind;
    const own = monitors.filter(isOfKind);
    const found = results.filter(isOfKind);
    if (own.length === 0 && found.length === 0 && anomalies[kind] === 0) return null;
    // The schema of a new table is looked at with its first run; until then nothing at all is known of it.
    const missing = own.filter(
      ({ id, active }) => active && !results.some(({ test_definition_id }) => test_definition_id === id),
    );
    const states = [
      ...found.map((result) => ({ state: stateOf(result), message: result.message })),
      ...missing.map(() => ({ state: 'pending' as const, message: null })),
    ];
    const worst = WORST_FIRST.map((state) => states.find((one) => one.state === state)).find(Boolean);
    return { anomalies: anomalies[kind], ...(worst ?? { state: 'off' as const, message: null }) };
  };
  return {
    freshness: ofKind('freshness'),
    volume: ofKind('volume'),
    schema: ofKind('schema'),
    metric: ofKind('metric'),
  };
}

const WORST_FIRST: readonly MonitorState[] = ['error', 'anomaly', 'learning', 'pending', 'passed'];

function stateOf(result: NewestResult): MonitorState {
  if (result.status === 'Error') return 'error';
  if (isAnomaly(result)) return 'anomaly';
  return isLearning(result) ? 'learning' : 'passed';
}

/** Nothing else makes a Log of a test whose severity is not Log. */
export const isLearning = ({ status, severity }: Pick<NewestResult, 'status' | 'severity'>): boolean =>
  status === 'Log' && severity !== 'Log';

/** What changed between two moments, by table. */
async function driftsOf(
  db: Queryable,
  suite: MonitorSuite,
  after: Date | undefined,
  upTo: Date | undefined,
): Promise<ReadonlyMap<string, SchemaFacts>> {
  if (after === undefined || upTo === undefined) return new Map();
  const changes = changesByTable(await catalogChangesBetween(db, suite.table_group_id, { after, upTo }));
  return new Map([...changes].map(([table, some]) => [table, tableDrift(some, after.toISOString())]));
}

const schemaOf = (drift: SchemaFacts | undefined) => ({
  state: drift?.state ?? 'unchanged',
  columns_added: drift?.columnsAdded ?? 0,
  columns_dropped: drift?.columnsDropped ?? 0,
  columns_changed: drift?.columnsModified ?? 0,
});

function rowsOf(results: readonly NewestResult[], before: string | null) {
  const volume = results.find(
    ({ test_type, parameters }) =>
      test_type === VOLUME_MONITOR && (parameters.subset_condition ?? null) === null,
  );
  return { row_ct: countOf(volume?.measure ?? null), row_ct_before: countOf(before) };
}

const countOf = (measure: string | null): number | null => (measure === null ? null : Number(measure));

function lastUpdateOf(results: readonly NewestResult[], runAt: Date | undefined): string | null {
  const minutes = results.find(({ signal }) => signal !== null)?.signal ?? null;
  if (minutes === null || runAt === undefined) return null;
  return new Date(runAt.getTime() - minutes * 60_000).toISOString();
}
