import { createPostgresDatabase, postgresAvailable } from '@assay/test-support';
import { describe, expect, it } from 'vitest';
import { givenPostgresTables, runTests } from '../testing/given-tables.ts';
import { startServerForTest } from '../testing/server-for-test.ts';

describe.runIf(postgresAvailable())('a query that takes too long', () => {
  it('is stopped in the target and is the Error of its own test alone', async () => {
    const server = await startServerForTest('embedded', { statementTimeoutMs: 3_000 });
    const database = await createPostgresDatabase();
    try {
      await database.query('CREATE TABLE orders (id integer)');
      const { tableGroupId } = await givenPostgresTables(server, database.url);
      const { client } = server;
      const suite = await client.createTestSuite({ table_group_id: tableGroupId, body: { name: 'slow' } });
      const add = (body: Parameters<typeof client.createTestDefinition>[0]['body']) =>
        client.createTestDefinition({ test_suite_id: suite.id, body });
      const slow = await add({ test_type: 'CUSTOM', custom_query: 'SELECT 1 FROM pg_sleep(60)' });
      await add({ test_type: 'CUSTOM', custom_query: 'SELECT * FROM orders' });
      const run = await runTests(server, suite.id);
      expect(run.result?.tests).toMatchObject({ passed: 1, error: 1 });
      const { items } = await client.listTestResults({ job_id: run.id, status: ['Error'] });
      expect(items).toMatchObject([
        { test_definition_id: slow.id, message: expect.stringContaining('longer than the time allowed') },
      ]);
      const log = await client.listJobLog({ job_id: run.id, level: ['warning'] });
      expect(log.items).toMatchObject([
        { message: 'The statement of CUSTOM was stopped after 3 s.', facts: { timed_out: true } },
      ]);
      const sleeping = `SELECT 1 FROM pg_stat_activity
        WHERE datname = current_database() AND query LIKE '%pg_sleep(60)%' AND pid <> pg_backend_pid()
          AND state = 'active'`;
      expect(await database.query(sleeping)).toEqual([]);
    } finally {
      await server.close();
      await database.drop();
    }
  });
});
