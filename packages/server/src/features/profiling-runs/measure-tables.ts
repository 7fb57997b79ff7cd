/** The long step of a run: every table that is not measured yet, each stored as soon as it is done. */
import {
  type EngineOptions,
  type ProfileHooks,
  type ProfileRequest,
  profileTables,
  type RelationDescription,
  type Target,
} from '@assay/engine';
import type { JobContext } from '@assay/jobs';
import type { Queryable, StoreTransaction } from '../../store/store.ts';
import type { ProfiledTable } from '../../store/tables/profiling-tables.ts';
import { createWorkCounter, type PlannedTable } from '../jobs/count-work.ts';
import type { RunProgress } from '../jobs/run-progress.ts';
import { fingerprintRelations } from './fingerprint-relations.ts';
import { logSavings, logTable } from './profile-log.ts';
import { deleteOtherTables, listProfiledTables, storeMeasuredTable } from './profiles.store.ts';
import { type OpenRun, recordResumption } from './profiling-runs.store.ts';
import { reuseTables } from './reuse-tables.ts';
import { countColumns, type Inventory } from './take-inventory.ts';

export interface Measuring {
  readonly run: OpenRun;
  readonly target: Target;
  readonly inventory: Inventory;
  readonly engine: EngineOptions;
  readonly attempt: JobContext<StoreTransaction>;
  readonly progress: RunProgress;
  /** By table, where the target keeps no statistics. */
  readonly lastRowCounts: ReadonlyMap<string, number>;
}

const STEP = 'col_profiling';

/**
 * Throws TargetError when the target is gone or the job is asked to stop, LostLeaseError when it is another worker's.
 * What is done by then stays stored, and the next attempt goes on from there.
 */
export async function measureTables(measuring: Measuring): Promise<void> {
  const { run, target, inventory, engine, attempt, progress } = measuring;
  const { toRead } = inventory;
  progress.start(STEP, countColumns(toRead));
  const done = await attempt.write((tx) => resume(tx.db, run, attempt.attempt, toRead));
  const remaining = toRead.filter(({ table }) => !done.some(({ table_name }) => table_name === table));
  const fingerprints = await fingerprintRelations(target, remaining, run.settings, attempt.signal);
  const reused = run.changedOnly ? await reuseTables(attempt, run, fingerprints) : new Set<string>();
  logSavings(attempt, done.length, reused.size);
  const missing = remaining.filter(({ table }) => !reused.has(table));
  const unreadable = done.flatMap(({ table_name, error }) => (error === null ? [] : table_name));
  const count = columnCounter(measuring, missing);
  const request: ProfileRequest = {
    tables: missing,
    runAt: run.startedAt.toISOString(),
    strategy: run.settings.strategy,
    sampling: run.settings.sampling ?? null,
  };
  const hooks: ProfileHooks = {
    signal: attempt.signal,
    onTableStart: (table) => count(table, 0),
    onProgress: ({ table, columnsDone, columnsTotal }) =>
      // The questions about the table as a whole come after its last column.
      count(table, columnsDone, (columnsDone / columnsTotal) * SHARE_OF_COLUMNS),
    onTable: async (measured) => {
      const circumstances = {
        fingerprint: fingerprints.get(measured.table) ?? null,
        excludedColumns: excludedColumns(inventory, measured.table),
      };
      await attempt.write((tx) => storeMeasuredTable(tx.db, run.id, measured, circumstances));
      if (measured.error !== null) unreadable.push(measured.table);
      logTable(attempt, measured);
      count(measured.table, columnsOf(toRead, measured.table).length, 1);
    },
  };
  await profileTables(target, request, engine, hooks);
  if (unreadable.length === 0) progress.finish(STEP, 'completed', savings(done.length, reused.size));
  else progress.finish(STEP, 'warning', `Could not be read: ${unreadable.join(', ')}`);
}

/** What an earlier attempt finished, less what has left the target since; the run tells how much that was. */
async function resume(
  db: Queryable,
  run: OpenRun,
  attempt: number,
  relations: readonly RelationDescription[],
): Promise<ProfiledTable[]> {
  const done = await listTablesToKeep(db, run.id, relations);
  const measured = done.filter(({ reused_from }) => reused_from === null);
  if (attempt > 1) await recordResumption(db, run.id, measured.length);
  return done;
}

/** What did not have to be read; undefined when that is nothing. */
function savings(resumed: number, reused: number): string | undefined {
  const parts = [
    ...(resumed > 0 ? [`${resumed} tables were done by an earlier attempt`] : []),
    ...(reused > 0 ? [`${reused} tables have not changed`] : []),
  ];
  return parts.length === 0 ? undefined : parts.join(', ');
}

async function listTablesToKeep(
  db: Queryable,
  runId: string,
  selected: readonly RelationDescription[],
): Promise<ProfiledTable[]> {
  await deleteOtherTables(
    db,
    runId,
    selected.map(({ table }) => table),
  );
  return listProfiledTables(db, runId);
}

const columnsOf = (
  relations: readonly RelationDescription[],
  table: string,
): RelationDescription['columns'] => relations.find((relation) => relation.table === table)?.columns ?? [];

function excludedColumns({ selected, toRead }: Inventory, table: string): string[] {
  const read = new Set(columnsOf(toRead, table).map(({ name }) => name));
  return columnsOf(selected, table).flatMap(({ name }) => (read.has(name) ? [] : name));
}

/** Of the work on a table; the rest are keys and duplicates, which are sought in all columns at once. */
const SHARE_OF_COLUMNS = 0.95;

/** Adds up what is done over tables that are measured side by side. */
function columnCounter(
  { inventory: { toRead }, lastRowCounts, progress }: Measuring,
  missing: readonly RelationDescription[],
): (table: string, columnsDone: number, share?: number) => void {
  const isMissing = new Set(missing.map(({ table }) => table));
  const planned = toRead.map(
    ({ table, columns, approximateRows }): PlannedTable => ({
      ...{ table, columns: columns.length, readings: columns.length },
      rows: approximateRows ?? lastRowCounts.get(table) ?? null,
      isDone: !isMissing.has(table),
    }),
  );
  const counter = createWorkCounter(planned, progress.count);
  const before = countColumns(toRead) - countColumns(missing);
  const doneByTable = new Map<string, number>();
  return (table, columnsDone, share = 0) => {
    doneByTable.set(table, columnsDone);
    const done = [...doneByTable.values()].reduce((sum, columns) => sum + columns, before);
    counter.tell(table, { columns: columnsDone, share });
    progress.advance(STEP, done, table);
  };
}
