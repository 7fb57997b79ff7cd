/** Runs of monitors as tests need them: one after the other, each to its end. */
import { sql } from 'kysely';
import { completed } from '../../testing/given-tables.ts';
import type { TestServer } from '../../testing/server-for-test.ts';

/** Runs the monitors of a group and gives the summary with details. */
export async function completedMonitorRun(server: TestServer, tableGroupId: string) {
  const submitted = await server.client.submitMonitorRun({ table_group_id: tableGroupId });
  await completed(server, submitted);
  return server.client.getMonitorRun({ job_id: submitted.id, include: ['details'] });
}

export async function completedProfile(server: TestServer, tableGroupId: string) {
  return completed(server, await server.client.submitProfilingRun({ table_group_id: tableGroupId }));
}

/** As if `days` had passed between the runs of a group's monitors up to now. */
export async function ageMonitorRuns(server: TestServer, tableGroupId: string, days = 1): Promise<void> {
  for (const table of ['test_run', 'test_result'] as const) {
    const time = sql.ref(table === 'test_run' ? 'started_at' : 'created_at');
    const runId = sql.ref(table === 'test_run' ? 'job_id' : 'test_run_id');
    await sql`UPDATE ${sql.table(table)} SET ${time} = ${time} - aged.runs * ${days}::integer * interval '1 day'
      FROM (SELECT job_id AS id, row_number() OVER (ORDER BY started_at DESC)::integer AS runs
        FROM test_run JOIN test_suite ON test_suite.id = test_suite_id
        WHERE test_run.table_group_id = ${tableGroupId} AND is_monitor) AS aged
      WHERE ${runId} = aged.id`.execute(server.store.db);
  }
}
