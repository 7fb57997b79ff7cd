/** The long step of a run: every table that is not measured yet, each stored as soon as it is done. */
import type { MeasuredTable } from '@assay/checks';
import {
  type EngineOptions,
  type ProfileHooks,
  profileTables,
  type RelationDescription,
  type Target,
} from '@assay/engine';
import type { JobContext } from '@assay/jobs';
import type { Queryable, StoreTransaction } from '../../store/store.ts';
import type { ProfiledTable } from '../../store/tables/profiling-tables.ts';
import type { RunProgress } from '../jobs/run-progress.ts';
import { deleteOtherTables, listProfiledTables, storeMeasuredTable } from './profiles.store.ts';
import type { OpenRun } from './profiling-runs.store.ts';
import { countColumns } from './take-inventory.ts';

export interface Measuring {
  readonly run: OpenRun;
  readonly target: Target;
  readonly selected: readonly RelationDescription[];
  readonly engine: EngineOptions;
  readonly attempt: JobContext<StoreTransaction>;
  readonly progress: RunProgress;
}

const STEP = 'col_profiling';

/**
 * Throws TargetError when the target is gone or the job is asked to stop, LostLeaseError when it is another worker's.
 * What is done by then stays stored, and the next attempt goes on from there.
 */
export async function measureTables(measuring: Measuring): Promise<void> {
  const { run, target, selected, engine, attempt, progress } = measuring;
  const done = await attempt.write((tx) => listTablesToKeep(tx.db, run.id, selected));
  const missing = selected.filter(({ table }) => !done.some(({ table_name }) => table_name === table));
  const unreadable = done.flatMap(({ table_name, error }) => (error === null ? [] : table_name));
  progress.start(STEP, countColumns(selected));
  const count = columnCounter(selected, missing, progress);
  const request = {
    tables: missing,
    runAt: run.startedAt.toISOString(),
    strategy: run.settings.strategy,
  } as const;
  const hooks: ProfileHooks = {
    signal: attempt.signal,
    onProgress: ({ table, columnsDone }) => count(table, columnsDone),
    onTable: async (measured) => {
      await attempt.write((tx) => storeMeasuredTable(tx.db, run.id, measured));
      if (measured.error !== null) unreadable.push(measured.table);
      count(measured.table, columnsOf(selected, measured));
    },
  };
  await profileTables(target, request, engine, hooks);
  if (unreadable.length === 0) progress.finish(STEP);
  else progress.finish(STEP, 'warning', `Could not be read: ${unreadable.join(', ')}`);
}

/** What earlier attempts finished, less what has left the target since. */
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

const columnsOf = (selected: readonly RelationDescription[], { table }: MeasuredTable): number =>
  selected.find((relation) => relation.table === table)?.columns.length ?? 0;

/** Adds up the columns that are done over tables that are measured side by side. */
function columnCounter(
  selected: readonly RelationDescription[],
  missing: readonly RelationDescription[],
  progress: RunProgress,
): (table: string, columnsDone: number) => void {
  const before = countColumns(selected) - countColumns(missing);
  const doneByTable = new Map<string, number>();
  return (table, columnsDone) => {
    doneByTable.set(table, columnsDone);
    const done = [...doneByTable.values()].reduce((sum, columns) => sum + columns, before);
    progress.advance(STEP, done, table);
  };
}
