/** Profiles tables one after the other (two at a time), each by the strategy that suits it. */
import { setMaxListeners } from 'node:events';
import type { MeasuredTable, ScanStrategy } from '@assay/checks';
import type { ProfileHooks, ProfileRequest } from '../profile-request.ts';
import { openPullSpace, type PullSpace } from '../pull/pull-space.ts';
import { pullTable } from '../pull/pull-table.ts';
import { planSample } from '../sampling/plan-sample.ts';
import { answerTableQuestions } from '../table-questions/answer-table-questions.ts';
import {
  type EngineOptions,
  NoRoomError,
  type RelationDescription,
  type Target,
  TargetError,
} from '../target.ts';
import { chooseStrategy } from './choose-strategy.ts';
import { columnError } from './column-error.ts';
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
  const { observer } = options;
  const profile = async (table: RelationDescription, company: Company) => {
    hooks.onTableStart?.(table.table);
    const measure = () => profileTable(run, table, company);
    const measured = await (observer === undefined ? measure() : observer.table(table.table, measure));
    if (measured === null) return [table];
    await hooks.onTable(measured);
    return [];
  };
  try {
    const lacked = await inParallel(request.tables, TABLES_AT_A_TIME, (table) => profile(table, 'others'));
    for (const table of lacked.flat()) await profile(table, 'alone');
  } finally {
    await (space as Promise<PullSpace> | null)?.then((opened) => opened.close());
  }
}

/** A table that lacked memory or disk beside others is tried again alone: a large one must not fail small ones. */
type Company = 'others' | 'alone';

/** Null: it lacked room, and others were measured at the same time. */
async function profileTable(
  run: Run,
  table: RelationDescription,
  company: Company,
): Promise<MeasuredTable | null> {
  const { request, hooks } = run;
  if (hooks.signal.aborted) throw new TargetError('canceled', 'The run was canceled.');
  const started = performance.now();
  const measured = begun(table, chooseStrategy(run.target, table, request.strategy, run.options));
  const finish = (found: MeasuredTable): MeasuredTable => ({
    ...found,
    durationMs: Math.round(performance.now() - started),
  });
  if (table.unreadable !== null) return finish({ ...measured, error: table.unreadable });
  try {
    return finish(await scan(run, table, measured));
  } catch (error) {
    if (error instanceof NoRoomError && company === 'others' && request.tables.length > 1) return null;
    return finish({ ...measured, error: columnError(error) });
  }
}

const begun = ({ table, kind }: RelationDescription, strategy: ScanStrategy): MeasuredTable => ({
  table,
  kind,
  strategy,
  recordCount: null,
  sampledRows: null,
  duplicateRows: null,
  dependencies: [],
  columns: [],
  durationMs: 0,
  error: null,
});

async function scan(run: Run, table: RelationDescription, identity: MeasuredTable): Promise<MeasuredTable> {
  const { target, request, hooks, catalog } = run;
  const { signal } = hooks;
  let columnsDone = 0;
  const scanOptions: ScanOptions = {
    table: table.table,
    runAt: request.runAt,
    patternDictionaryLimit: run.options.patternDictionaryLimit,
    onColumn: () => {
      columnsDone++;
      hooks.onProgress?.({ table: table.table, columnsDone, columnsTotal: table.columns.length });
    },
  };
  const about = { table: { schema: table.schema, table: table.table } };
  const sample = await planSample(target, table, request.sampling ?? null, { signal, about });
  const measure = async (source: ScanSource, counted?: number) => {
    const rows = counted ?? (await countRelation(source));
    const columns = await measureColumns(source, rows, catalog, scanOptions);
    const counts =
      sample === null ? { recordCount: rows } : { recordCount: sample.recordCount, sampledRows: rows };
    const measured = { ...identity, ...counts, columns };
    return { ...measured, ...(await answerTableQuestions(source, measured)) };
  };
  return identity.strategy === 'pull'
    ? pullTable(
        target,
        table,
        await run.pullSpace(),
        { signal, sampleClause: sample?.clause ?? null },
        measure,
      )
    : scanInPlace(target, table, sample, signal, measure);
}
