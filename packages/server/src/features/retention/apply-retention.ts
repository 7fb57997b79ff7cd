/** Removes what is too old, in small transactions. */
import { removeJobs } from '@assay/jobs';
import { type RawBuilder, sql } from 'kysely';
import type { Queryable, StoreTransaction } from '../../store/store.ts';
import { doomedJobs, fadedRuns, type JobRows, type RetentionRequest } from './retention-rules.ts';
import { type AgingTable, addUp, oldRows, type Removal, tallyDetail, tallyJobs, tallyRows } from './tally.ts';

export interface RetentionPorts {
  /** For looking. */
  readonly db: Queryable;
  /** One batch; throws when the removal is another worker's by now. */
  write<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T>;
  /** Aborts between two batches. */
  readonly signal: AbortSignal;
}

/** A run of a wide schema has ten thousands of rows; ten of them are removed in a second or two. */
const RUNS_A_BATCH = 10;
const ROWS_A_BATCH = 1_000;
/** Ids at a time. */
const RUNS_A_LOOK = 5_000;

/** Gives what was removed, by kind. Stopped half-way, it has removed half of it, and the next one goes on. */
export async function applyRetention(
  ports: RetentionPorts,
  request: RetentionRequest,
): Promise<readonly Removal[]> {
  const removals: Removal[] = [];
  await runByRun(ports, doomedJobs(request), async (tx, ids) => {
    const runs = jobRows(ids);
    removals.push(...(await tallyJobs(tx.db, runs)));
    await removeJobs(tx, ids);
  });
  await runByRun(ports, withDetail(fadedRuns(request)), async ({ db }, ids) => {
    removals.push(...(await tallyDetail(db, jobRows(ids))));
    await removeDetail(db, ids);
  });
  for (const table of ['catalog_change', 'delivery'] as const) {
    removals.push(...(await removeRows(ports, table, oldRows(table, request))));
  }
  return addUp(removals);
}

async function runByRun(
  { db, write, signal }: RetentionPorts,
  runs: JobRows,
  removeBatch: (tx: StoreTransaction, ids: readonly string[]) => Promise<void>,
): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ id: string }>`
      SELECT id FROM ${runs} AS runs ORDER BY ended_at, id LIMIT ${RUNS_A_LOOK}`.execute(db);
    let removed = 0;
    for (let start = 0; start < rows.length; start += RUNS_A_BATCH) {
      signal.throwIfAborted();
      const ids = rows.slice(start, start + RUNS_A_BATCH).map(({ id }) => id);
      await write(async (tx) => {
        const locked = await lockRows(tx.db, 'job', listOf(ids));
        if (locked.length > 0) await removeBatch(tx, locked);
        removed += locked.length;
      });
    }
    // What is left is in the hands of somebody else.
    if (rows.length < RUNS_A_LOOK || removed === 0) return;
  }
}

async function removeRows(
  { write, signal }: RetentionPorts,
  table: AgingTable,
  ids: RawBuilder<{ id: string }>,
): Promise<Removal[]> {
  const removals: Removal[] = [];
  for (let removed = ROWS_A_BATCH; removed === ROWS_A_BATCH; ) {
    signal.throwIfAborted();
    removed = await write(async ({ db }) => {
      const locked = await lockRows(db, table, sql`${ids} LIMIT ${ROWS_A_BATCH}`);
      if (locked.length === 0) return 0;
      removals.push(...(await tallyRows(db, table, listOf(locked))));
      await db.deleteFrom(table).where('id', 'in', locked).execute();
      return locked.length;
    });
  }
  return removals;
}

const listOf = (ids: readonly string[]) => sql`SELECT unnest(${[...ids]}::uuid[])`;

/** Those that nobody else removes at this moment: two workers count nothing twice. */
async function lockRows(
  db: Queryable,
  table: 'job' | AgingTable,
  ids: RawBuilder<unknown>,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM ${sql.table(table)} WHERE id IN (${ids}) FOR UPDATE SKIP LOCKED`.execute(db);
  return rows.map(({ id }) => id);
}

const jobRows = (ids: readonly string[]): JobRows => sql`(
  SELECT id, key, internal, completed_at AS ended_at FROM job WHERE id = ANY (${[...ids]}::uuid[]))`;

/** Those that have lost theirs are left alone. */
const withDetail = (runs: JobRows): JobRows => sql`(
  SELECT faded.* FROM ${runs} AS faded
   WHERE EXISTS (SELECT FROM profiling_run WHERE job_id = faded.id AND detail_removed_at IS NULL)
      OR EXISTS (SELECT FROM test_run WHERE job_id = faded.id AND detail_removed_at IS NULL))`;

async function removeDetail(db: Queryable, runIds: readonly string[]): Promise<void> {
  await db
    .updateTable('column_profile')
    .set({ frequencies: null, patterns: null })
    .where('profiling_run_id', 'in', runIds)
    .where(({ or, eb }) => or([eb('frequencies', 'is not', null), eb('patterns', 'is not', null)]))
    .execute();
  await db.deleteFrom('captured_rows').where('test_run_id', 'in', runIds).execute();
  const removed = { detail_removed_at: sql<Date>`statement_timestamp()` };
  await db.updateTable('profiling_run').set(removed).where('job_id', 'in', runIds).execute();
  await db.updateTable('test_run').set(removed).where('job_id', 'in', runIds).execute();
}
