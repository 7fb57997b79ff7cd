/** Profiles tables one after the other (two at a time), each by the strategy that suits it. */
import { setMaxListeners } from 'node:events';
import type { MeasuredTable, ScanStrategy } from '@assay/checks';
import type { ProfileHooks, ProfileRequest } from '../profile-request.ts';
import { openPullSpace, type PullSpace } from '../pull/pull-space.ts';
import { pullTable } from '../pull/pull-table.ts';
import { type EngineOptions, type RelationDescription, type Target, TargetError } from '../target.ts';
import { chooseStrategy } from './choose-strategy.ts';
import { inParallel } from './in-parallel.ts';
import { DEFAULT_CATALOG, type MeasureCatalog } from './measure-catalog.ts';
import { countRelation, measureColumns, type ScanOptions } from './measure-columns.ts';
import { scanInPlace } from './scan-in-place.ts';
import type { ScanSource } from './scan-source.ts';

/** While one table is computed the next one is read. */
const TABLES_AT_A_TIME = 2;

interface Run {
  readonly target: Target;
  readonly request: ProfileRequest;
  readonly options: EngineOptions;
  readonly hooks: ProfileHooks;
  readonly catalog: MeasureCatalog;
  /** Made when the first table is pulled. */
  readonly pullSpace: () => Promise<PullSpace>;
}

/**
 * Measures every table of the request and hands each to `hooks.onTable` as soon as it is done. A table that cannot be
 * read comes with its `error`, and the others go on. Rejects with TargetError when the run is canceled
 * (`hooks.signal`), when the target is gone, or with whatever `onTable` throws. Leaves no session and no file behind.
 */
export async function profileTables(
  target: Target,
  request: ProfileRequest,
  options: EngineOptions,
  hooks: ProfileHooks,
  catalog: MeasureCatalog = DEFAULT_CATALOG,
): Promise<void> {
  // Every running statement listens.
  setMaxListeners(0, hooks.signal);
  let space: Promise<PullSpace> | null = null;
  const pullSpace = () => {
    space ??= openPullSpace(options);
    return space;
  };
  const run: Run = { target, request, options, hooks, catalog, pullSpace };
  try {
    await inParallel(request.tables, TABLES_AT_A_TIME, async (table) => {
      await hooks.onTable(await profileTable(run, table));
    });
  } finally {
    await (space as Promise<PullSpace> | null)?.then((opened) => opened.close());
  }
}

async function profileTable(run: Run, table: RelationDescription): Promise<MeasuredTable> {
  const { request, hooks } = run;
  if (hooks.signal.aborted) throw new TargetError('canceled', 'The run was canceled.');
  const started = performance.now();
  const strategy = chooseStrategy(run.target, table, request.strategy, run.options);
  const identity = { table: table.table, kind: table.kind, strategy };
  const finish = (rest: Pick<MeasuredTable, 'recordCount' | 'columns' | 'error'>): MeasuredTable => ({
    ...identity,
    ...rest,
    durationMs: Math.round(performance.now() - started),
  });
  if (table.unreadable !== null) return finish({ recordCount: null, columns: [], error: table.unreadable });
  try {
    return finish({ ...(await scan(run, table, strategy)), error: null });
  } catch (error) {
    if (!(error instanceof TargetError) || error.kind === 'canceled' || error.kind === 'unreachable')
      throw error;
    return finish({ recordCount: null, columns: [], error: error.message });
  }
}

async function scan(run: Run, table: RelationDescription, strategy: ScanStrategy) {
  let columnsDone = 0;
  const scanOptions: ScanOptions = {
    table: table.table,
    runAt: run.request.runAt,
    patternDictionaryLimit: run.options.patternDictionaryLimit,
    onColumn: () => {
      columnsDone++;
      run.hooks.onProgress?.({ table: table.table, columnsDone, columnsTotal: table.columns.length });
    },
  };
  const measure = async (source: ScanSource, rows?: number) => {
    const recordCount = rows ?? (await countRelation(source));
    const columns = await measureColumns(source, recordCount, run.catalog, scanOptions);
    return { recordCount, columns };
  };
  return strategy === 'pull'
    ? pullTable(run.target, table, await run.pullSpace(), run.hooks.signal, measure)
    : scanInPlace(run.target, table, run.hooks.signal, measure);
}
