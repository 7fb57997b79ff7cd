/** What a run asks of the store does not grow with its tests. */
import { uuidV7 } from '@assay/jobs';
import { postgresAvailable } from '@assay/test-support';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json } from '../../store/json-column.ts';
import type { StoreKind } from '../../store/session.ts';
import { insertDefinitions } from '../test-definitions/test-definitions.store.ts';
import { type GivenCsvTables, givenCsvTables } from '../testing/given-tables.ts';
import { statementsOfJob } from '../testing/observed-job.ts';
import { startServerForTest, type TestServer } from '../testing/server-for-test.ts';

const ORDERS = ['id,city,placed', '1,Oslo,2026-01-01', '2,,2026-01-02', '3,Paris,2026-01-03'].join('\n');

/** One of each outcome: passed, failed, refused, broken, and one whose bounds come from history. */
const KINDS = [
  { test_type: 'Row_Ct', parameters: { threshold_value: '1' } },
  { test_type: 'Required', column_name: 'city', parameters: {} },
  { test_type: 'Required', column_name: 'nowhere', parameters: {} },
  { test_type: 'Condition_Flag', parameters: { custom_query: 'nowhere > 1' } },
  {
    test_type: 'Volume_Trend',
    parameters: { history_calculation: 'PREDICT' },
  },
] as const;

describe.each<StoreKind>(['embedded', 'postgresql'])('the store, asked by a test run (%s store)', (kind) => {
  describe.runIf(kind === 'embedded' || postgresAvailable())('', () => {
    let server: TestServer;
    let tables: GivenCsvTables;
    beforeAll(async () => {
      server = await startServerForTest(kind, { workerSlots: 0 });
      tables = await givenCsvTables(server, { orders: ORDERS });
    });
    afterAll(() => server?.close());

    async function runOf(tests: number) {
      const { client } = server;
      const { id: suiteId } = await client.createTestSuite({
        table_group_id: tables.tableGroupId,
        body: { name: `${tests} tests` },
      });
      const definitions = Array.from({ length: tests }, (_, index) => {
        const { parameters, ...place } = KINDS[index % KINDS.length]!;
        const ids = { id: uuidV7(), external_id: uuidV7(), test_suite_id: suiteId };
        return { ...ids, ...place, schema_name: 'main', table_name: 'orders', parameters: json(parameters) };
      });
      await insertDefinitions(server.store.db, definitions);
      const job = await client.submitTestRun({ test_suite_id: suiteId });
      const statements = await statementsOfJob(server, job.id);
      const results = await client.listTestResults({ job_id: job.id, limit: 1 });
      return { statements, results: results.total };
    }

    it('gets as many statements for 500 tests as for 5', async () => {
      const few = await runOf(5);
      const many = await runOf(500);
      expect([few.results, many.results]).toEqual([5, 500]);
      expect(many.statements).toEqual(few.statements);
      expect(few.statements.length).toBeGreaterThan(5);
    });
  });
});
