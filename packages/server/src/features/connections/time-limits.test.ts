import { createPostgresDatabase, describePostgres } from '@assay/test-support';
import { expect, it } from 'vitest';
import { givenPostgresTables, runTests } from '../testing/given-tables.ts';
import { startServerForTest } from '../testing/server-for-test.ts';

const SLOW = { test_type: 'CUSTOM', custom_query: 'SELECT 1 FROM pg_sleep(60)' } as const;

describePostgres('limits of time', () => {
  it('are those of the connection for its statements, and of the server where it says nothing', async () => {
    const server = await startServerForTest('postgresql', { statementTimeoutMs: 50_000 });
    const database = await createPostgresDatabase();
    try {
      const { client } = server;
      const { tableGroupId, connectionId: connection_id } = await givenPostgresTables(server, database.url);
      const change = (statement_timeout_seconds: number | null) =>
        client.updateConnection({ connection_id, body: { statement_timeout_seconds } });
      expect(await client.getConnection({ connection_id })).toMatchObject({
        statement_timeout_seconds: null,
      });
      expect(await change(1)).toMatchObject({ statement_timeout_seconds: 1, name: 'tables' });

      const suite = await client.createTestSuite({ table_group_id: tableGroupId, body: { name: 'slow' } });
      await client.createTestDefinition({ test_suite_id: suite.id, body: SLOW });
      const run = await runTests(server, suite.id);
      const { items } = await client.listTestResults({ job_id: run.id });
      expect(items).toMatchObject([
        { status: 'Error', message: expect.stringContaining('statement_timeout_seconds') },
      ]);
      const log = await client.listJobLog({ job_id: run.id, level: ['warning'] });
      expect(log.items).toMatchObject([{ message: 'The statement of CUSTOM was stopped after 1 s.' }]);

      expect(await change(null)).toMatchObject({ statement_timeout_seconds: null });
      await expect(change(0)).rejects.toMatchObject({ status: 422 });
      await expect(change(100_000)).rejects.toMatchObject({ status: 422 });
    } finally {
      await server.close();
      await database.drop();
    }
  });

  it('stop a whole run, with the place and the remedy', async () => {
    const server = await startServerForTest('postgresql', { jobTimeoutMs: 1_500 });
    const database = await createPostgresDatabase();
    try {
      const { client } = server;
      const { tableGroupId } = await givenPostgresTables(server, database.url);
      const suite = await client.createTestSuite({ table_group_id: tableGroupId, body: { name: 'slow' } });
      await client.createTestDefinition({ test_suite_id: suite.id, body: SLOW });
      const { id } = await client.submitTestRun({ test_suite_id: suite.id });
      const job = await client.waitForJob(id, { timeoutMs: 20_000 });
      expect(job.status).toBe('error');
      expect(job.error_message).toMatch(
        /^The job took longer than its time-out of 1\.5 seconds.* It was at the step "Running the tests".* \(ASSAY_JOB_TIMEOUT\)\.$/,
      );
      expect(await client.getJobProgress({ job_id: id })).toMatchObject({ attempt: 1 });
      const sleeping = `SELECT 1 FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)%'
        AND datname = current_database() AND pid <> pg_backend_pid() AND state = 'active'`;
      expect(await database.query(sleeping)).toEqual([]);
    } finally {
      await server.close();
      await database.drop();
    }
  });
});
