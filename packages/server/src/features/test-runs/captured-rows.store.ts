/** The captured_rows table. */
import { json } from '../../store/json-column.ts';
import type { Queryable } from '../../store/store.ts';
import type { CapturedRows } from '../../store/tables/captured-rows-table.ts';
import type { RowsOfTest } from './capture-rows.ts';

/** `tests` must not be empty. */
export async function saveCapturedRows(
  db: Queryable,
  runId: string,
  tests: readonly RowsOfTest[],
): Promise<void> {
  await db
    .insertInto('captured_rows')
    .values(
      tests.map(({ definitionId, columns, rows, total, truncated, sql, capturedAt }) => ({
        test_run_id: runId,
        test_definition_id: definitionId,
        columns,
        rows: json([...rows]),
        total,
        truncated,
        sql,
        captured_at: capturedAt,
      })),
    )
    .execute();
}

/** Undefined when nothing was captured for this test in this run. */
export function findCapturedRows(
  db: Queryable,
  runId: string,
  definitionId: string,
): Promise<CapturedRows | undefined> {
  return db
    .selectFrom('captured_rows')
    .selectAll()
    .where('test_run_id', '=', runId)
    .where('test_definition_id', '=', definitionId)
    .executeTakeFirst();
}

/** What an earlier attempt of the run had captured. */
export async function deleteCapturedRows(db: Queryable, runId: string): Promise<void> {
  await db.deleteFrom('captured_rows').where('test_run_id', '=', runId).execute();
}
