import { beforeAll, expect, it } from 'vitest';
import { describeTargets, type TestTarget } from '../testing/describe-targets.ts';
import { runTests } from '../testing/given-tables.ts';

describeTargets('running the tests of a suite', (given) => {
  let target: TestTarget;
  beforeAll(async () => {
    target = given();
    await target.put('values', {
      columns: { id: 'integer', v: 'text' },
      rows: [
        [1, 'A'],
        [2, 'B'],
        [3, null],
      ],
    });
    await target.put('nothing', { columns: { id: 'integer', v: 'text' }, rows: [] });
  });

  const newSuite = async (name: string, severity: 'Warning' | null = null) => {
    const body = { name, severity };
    const suite = await target.server.client.createTestSuite({ table_group_id: target.tableGroupId, body });
    return suite.id;
  };
  type Body = Parameters<typeof target.server.client.createTestDefinition>[0]['body'];
  const add = (suiteId: string, body: Body) =>
    target.server.client.createTestDefinition({ test_suite_id: suiteId, validate: false, body });
  const required = { test_type: 'Required', table_name: 'values', column_name: 'v' } as const;
  const run = async (suiteId: string) => {
    const { id, result } = await runTests(target.server, suiteId);
    const { items } = await target.server.client.listTestResults({ job_id: id, limit: 100 });
    const resultOf = (definition: { readonly id: string }) =>
      items.find((item) => item.test_definition_id === definition.id);
    return { id, counts: result!.tests, items, resultOf };
  };

  it('tells status by severity and counts every result once', async () => {
    const suiteId = await newSuite('severities');
    const passes = { ...required, column_name: 'id' };
    const definitions = [
      await add(suiteId, { ...passes, severity: 'Fail' }),
      await add(suiteId, { ...required, severity: 'Fail' }),
      await add(suiteId, { ...required, severity: 'Warning' }),
      await add(suiteId, { ...required, severity: 'Log' }),
      await add(suiteId, { ...passes, severity: 'Log' }),
      await add(suiteId, {
        test_type: 'Condition_Flag',
        table_name: 'values',
        custom_query: 'nowhere > 1',
        severity: 'Log',
      }),
    ];
    const { counts, resultOf } = await run(suiteId);
    const statuses = definitions.map((definition) => resultOf(definition)?.status);
    expect(statuses).toEqual(['Passed', 'Failed', 'Warning', 'Log', 'Log', 'Error']);
    expect(counts).toEqual({ passed: 1, failed: 1, warning: 1, log: 2, error: 1, dismissed: 0 });
  });

  it('takes the severity of the suite where the test has none', async () => {
    const suiteId = await newSuite('suite severity', 'Warning');
    const inherited = await add(suiteId, required);
    const own = await add(suiteId, { ...required, severity: 'Fail' });
    const { resultOf } = await run(suiteId);
    expect([resultOf(inherited)?.status, resultOf(own)?.status]).toEqual(['Warning', 'Failed']);
  });

  it('keeps the measures of neighbours apart, lists and numbers alike', async () => {
    const suiteId = await newSuite('neighbours');
    const list = { ...required, test_type: 'LOV_All' };
    const same = await add(suiteId, { ...list, threshold_value: 'A|B' });
    const more = await add(suiteId, { ...list, threshold_value: 'A|B|C' });
    const missing = await add(suiteId, required);
    const { resultOf } = await run(suiteId);
    expect(resultOf(same)).toMatchObject({ status: 'Passed', measure: 'A|B' });
    expect(resultOf(more)).toMatchObject({ status: 'Failed', measure: 'A|B' });
    expect(resultOf(missing)).toMatchObject({ status: 'Failed', measure: 1 });
  });

  it('loses one of ten tests to a broken expression', async () => {
    const suiteId = await newSuite('one of ten');
    const condition = { test_type: 'Condition_Flag', table_name: 'values' };
    for (let limit = 1; limit <= 9; limit++)
      await add(suiteId, { ...condition, custom_query: `id > ${limit}` });
    const broken = await add(suiteId, { ...condition, custom_query: 'no_such_function(id) > 1' });
    const { counts, items, resultOf } = await run(suiteId);
    expect(items).toHaveLength(10);
    expect(counts).toMatchObject({ error: 1, failed: 2, passed: 7 });
    expect(resultOf(broken)?.message).toMatch(/no_such_function/);
  });

  it('says that there was no data, whatever the status', async () => {
    const suiteId = await newSuite('no data');
    const rows = { ...required, table_name: 'nothing' };
    const passed = await add(suiteId, rows);
    const failed = await add(suiteId, { ...rows, test_type: 'LOV_All', threshold_value: 'A' });
    const counted = await add(suiteId, { test_type: 'Row_Ct', table_name: 'nothing', threshold_value: 1 });
    const seen = await add(suiteId, required);
    const { id, resultOf } = await run(suiteId);
    expect(resultOf(passed)).toMatchObject({
      status: 'Passed',
      measure: 0,
      no_data: true,
      message: 'Missing values: 0, Threshold: 0, No data: nothing has no rows',
    });
    expect(resultOf(failed)).toMatchObject({ status: 'Failed', measure: null, no_data: true });
    expect(resultOf(failed)?.message).toMatch(/^No data: /);
    expect(resultOf(counted)).toMatchObject({ status: 'Failed', measure: 0, no_data: false });
    expect(resultOf(seen)).toMatchObject({ status: 'Failed', no_data: false });
    const { items } = await target.server.client.listTestResults({ job_id: id, no_data: true });
    const found = items.map((item) => item.test_definition_id).sort();
    expect(found).toEqual([passed.id, failed.id].sort());
  });

  it('keeps what each test was measured with, and a statement that can be tried', async () => {
    const suiteId = await newSuite('facts');
    const missing = await add(suiteId, { ...required, threshold_value: 2 });
    const constant = await add(suiteId, { ...required, test_type: 'Constant', baseline_value: "it's" });
    const gone = await add(suiteId, { ...required, column_name: 'gone' });
    const { resultOf } = await run(suiteId);
    const detailOf = (definition: { readonly id: string }) =>
      target.server.client.getTestResult({ test_result_id: resultOf(definition)!.id });
    const detail = await detailOf(missing);
    expect(detail).toMatchObject({ rows_tested: 3, parameters: { threshold_value: '2' }, measure: 1 });
    expect(detail.duration_ms).toBeGreaterThan(0);
    expect(detail.sql).toMatch(/^SELECT .*"v".* FROM .*"values"$/s);
    expect((await detailOf(constant)).sql).toContain("'it''s'");
    expect(await detailOf(gone)).toMatchObject({ sql: null, status: 'Error' });
  });
});
