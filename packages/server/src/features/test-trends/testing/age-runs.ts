import { sql } from 'kysely';
import type { TestServer } from '../../testing/server-for-test.ts';

/** Moves the runs of a suite into the past: as if a day had passed between them, and days since the last one. */
export async function ageRuns(
  { store }: TestServer,
  suiteId: string,
  { between = 1, sinceLast = 1 }: { readonly between?: number; readonly sinceLast?: number } = {},
): Promise<void> {
  for (const table of ['test_run', 'test_result'] as const) {
    const time = sql.ref(table === 'test_run' ? 'started_at' : 'created_at');
    const runId = sql.ref(table === 'test_run' ? 'job_id' : 'test_run_id');
    await sql`UPDATE ${sql.table(table)} SET ${time} = ${time} - (${sinceLast}::integer + later * ${between}::integer) * interval '1 day'
      FROM (SELECT job_id AS id, row_number() OVER (ORDER BY started_at DESC)::integer - 1 AS later
        FROM test_run WHERE test_suite_id = ${suiteId}) AS aged
      WHERE ${runId} = aged.id`.execute(store.db);
  }
}
