import { beforeAll, expect, it } from 'vitest';
import { describeTargets, type TestTarget } from '../testing/describe-targets.ts';
import { runTests } from '../testing/given-tables.ts';

const ORDERS = {
  columns: { id: 'integer', status: 'text' },
  rows: [
    [1, 'open'],
    [2, 'closed'],
  ],
} as const;
const WITH_GONE = {
  columns: { ...ORDERS.columns, gone: 'integer' },
  rows: ORDERS.rows.map((row) => [...row, 7]),
};

describeTargets('a test whose place is missing', (given) => {
  let target: TestTarget;
  beforeAll(async () => {
    target = given();
    await target.put('orders', ORDERS);
  });

  const required = { test_type: 'Required', table_name: 'orders' };
  const newSuite = async (name: string) => {
    const body = { name };
    const suite = await target.server.client.createTestSuite({ table_group_id: target.tableGroupId, body });
    return suite.id;
  };
  const add = (
    suiteId: string,
    body: Parameters<typeof target.server.client.createTestDefinition>[0]['body'],
  ) => target.server.client.createTestDefinition({ test_suite_id: suiteId, validate: false, body });
  const definitionOf = (id: string) => target.server.client.getTestDefinition({ test_definition_id: id });
  const run = async (suiteId: string) => {
    const { id, result, status } = await runTests(target.server, suiteId);
    const { items } = await target.server.client.listTestResults({ job_id: id });
    const { steps } = await target.server.client.getJobProgress({ job_id: id });
    const validation = steps.find(({ key }) => key === 'validation');
    return { status, counts: result!.tests, items, validation };
  };

  it('is an Error for the run, is deactivated after three in a row, and heals by itself', async () => {
    const suiteId = await newSuite('heals');
    await add(suiteId, { ...required, column_name: 'status' });
    const gone = await add(suiteId, { ...required, column_name: 'gone' });
    for (const missed_runs of [1, 2]) {
      const { status, counts, items, validation } = await run(suiteId);
      expect({ status, counts, validation }).toMatchObject({
        status: 'completed',
        counts: { passed: 1, error: 1 },
        validation: { status: 'warning' },
      });
      const error = items.find((result) => result.test_definition_id === gone.id);
      expect(error).toMatchObject({ status: 'Error', measure: null });
      expect(error?.message).toMatch(/orders\.gone is not there; .*restore the column/);
      expect(error?.message).toMatch(`Runs in a row without it: ${missed_runs};`);
      expect(await definitionOf(gone.id)).toMatchObject({
        missed_runs,
        test_active: true,
        test_definition_status: null,
      });
    }
    const third = await run(suiteId);
    expect(third).toMatchObject({
      status: 'completed',
      counts: { passed: 1, error: 1 },
      validation: { status: 'warning' },
    });
    const last = third.items.find(({ status }) => status === 'Error');
    expect(last?.message).toMatch(/^Deactivated after 3 runs in a row\. .*orders\.gone is not there/);
    const off = await definitionOf(gone.id);
    expect(off).toMatchObject({ test_active: false, missed_runs: 3 });
    expect(off.test_definition_status).toMatch(
      /^Deactivated \d{4}-.*Z\. Missing column: \w+\.orders\.gone\.$/,
    );

    expect((await run(suiteId)).counts).toMatchObject({ passed: 1, error: 0 });
    await target.put('orders', WITH_GONE);
    expect((await run(suiteId)).counts).toMatchObject({ passed: 2, error: 0 });
    expect(await definitionOf(gone.id)).toMatchObject({
      test_active: true,
      missed_runs: 0,
      test_definition_status: null,
    });
    await target.put('orders', ORDERS);
  });

  it('counts only runs in a row', async () => {
    const suiteId = await newSuite('in a row');
    const { id } = await add(suiteId, { test_type: 'Row_Ct', table_name: 'visits', threshold_value: 1 });
    await run(suiteId);
    expect((await run(suiteId)).items[0]?.message).toMatch(/visits is not there.*without it: 2;/);
    await target.put('visits', ORDERS);
    expect((await run(suiteId)).counts).toMatchObject({ passed: 1 });
    await target.drop('visits');
    await run(suiteId);
    expect(await definitionOf(id)).toMatchObject({ test_active: true, missed_runs: 1 });
  });

  it('stays off when a person switched it off, whatever comes back', async () => {
    const suiteId = await newSuite('by a person');
    const gone = await add(suiteId, { ...required, column_name: 'gone' });
    for (let runs = 0; runs < 3; runs++) await run(suiteId);
    expect(await definitionOf(gone.id)).toMatchObject({ test_active: false });
    await target.server.client.updateTestDefinition({
      test_definition_id: gone.id,
      body: { test_active: false },
    });
    await target.put('orders', WITH_GONE);
    expect((await run(suiteId)).items).toEqual([]);
    expect(await definitionOf(gone.id)).toMatchObject({ test_active: false, missed_runs: 0 });
    await target.put('orders', ORDERS);
  });

  it('is counted anew when a person switches it on again', async () => {
    const suiteId = await newSuite('anew');
    const gone = await add(suiteId, { ...required, column_name: 'gone' });
    for (let runs = 0; runs < 3; runs++) await run(suiteId);
    const body = { test_active: true };
    await target.server.client.updateTestDefinition({ test_definition_id: gone.id, body });
    await run(suiteId);
    expect(await definitionOf(gone.id)).toMatchObject({
      test_active: true,
      missed_runs: 1,
      test_definition_status: null,
    });
  });

  it('does not count for a query of the user, which the target answers for', async () => {
    const suiteId = await newSuite('custom');
    const custom = await add(suiteId, { test_type: 'CUSTOM', custom_query: 'SELECT * FROM nowhere' });
    for (let runs = 0; runs < 3; runs++) {
      const { counts, items } = await run(suiteId);
      expect(counts).toMatchObject({ error: 1 });
      expect(items[0]?.message).toMatch(/nowhere/);
    }
    expect(await definitionOf(custom.id)).toMatchObject({ test_active: true, missed_runs: 0 });
  });
});
