import { createClient, type GateEvaluation } from '@assay/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { completed, type GivenCsvTables, givenCsvTables, runTests } from '../testing/given-tables.ts';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';

/** `missing` of the rows have no e-mail address. */
const customers = (missing: number): string =>
  [
    'customer_id,email',
    ...Array.from({ length: 20 }, (_, n) => `${n + 1},${n < missing ? '' : `c${n}@example.com`}`),
  ].join('\n');

describeServers('gates', (given) => {
  let server: TestServer;
  let tables: GivenCsvTables;
  let suiteId: string;
  beforeAll(async () => {
    server = given();
    tables = await givenCsvTables(server, { customers: customers(0) });
    suiteId = (
      await server.client.createTestSuite({ table_group_id: tables.tableGroupId, body: { name: 'nightly' } })
    ).id;
    await add('email', 'Required');
    await add('customer_id', 'Unique');
  });

  const add = (column: string, testType: string) =>
    server.client.createTestDefinition({
      test_suite_id: suiteId,
      body: { test_type: testType, table_name: 'customers', column_name: column, threshold_value: '0' },
    });
  const gateOf = (body: Omit<Parameters<typeof server.client.createGate>[0]['body'], 'name'>, name: string) =>
    server.client.createGate({ project_code: tables.projectCode, body: { name, ...body } });
  const evaluate = (gateId: string, jobId?: string): Promise<GateEvaluation> =>
    server.client.evaluateGate({ gate_id: gateId, ...(jobId ? { job_id: jobId } : {}) });
  const rulesOf = ({ reasons }: GateEvaluation) => reasons.map(({ rule }) => rule);
  const outcomeOf = async (jobId: string) =>
    (await server.client.getTestRun({ job_id: jobId, include: ['outcome'] })).outcome;

  describe('of a suite', () => {
    let gateId: string;
    beforeAll(async () => {
      gateId = (await gateOf({ test_suite_id: suiteId }, 'release')).id;
    });

    it('cannot say before anything ran', async () => {
      expect(await evaluate(gateId)).toMatchObject({
        outcome: 'error',
        reasons: [{ rule: 'never_ran', run_id: null }],
        runs: [{ kind: 'tests', name: 'nightly', run_id: null }],
      });
    });

    it('lets good data pass, and stops bad data with the reason, the place and the run', async () => {
      const good = await runTests(server, suiteId);
      expect(await evaluate(gateId)).toMatchObject({ gate_id: gateId, outcome: 'passed', reasons: [] });
      tables.write('customers', customers(3));
      const bad = await runTests(server, suiteId);
      expect(await evaluate(gateId)).toMatchObject({
        outcome: 'failed',
        reasons: [
          {
            rule: 'max_failed',
            says: 'The suite "nightly": 1 test failed, at most 0 allowed: customers.email (Required).',
            limit: 0,
            found: 1,
            run_id: bad.id,
          },
        ],
        runs: [{ run_id: bad.id, outcome: 'failed' }],
      });
      expect(await evaluate(gateId, good.id)).toMatchObject({ outcome: 'passed' });
    });

    it('knows what is new, counts new tests that fail, and forgets what was dismissed', async () => {
      const { client } = server;
      await client.updateGate({
        gate_id: gateId,
        body: { tests: { max_failed: null, max_new_failures: 0, max_no_data: 0 } },
      });
      const same = await runTests(server, suiteId);
      expect(await evaluate(gateId)).toMatchObject({ outcome: 'passed' });
      const { id } = await client.createTestDefinition({
        test_suite_id: suiteId,
        body: { test_type: 'Row_Ct', table_name: 'customers', threshold_value: '1000' },
      });
      const run = await runTests(server, suiteId);
      expect(rulesOf(await evaluate(gateId))).toEqual(['max_new_failures']);
      const { items } = await client.listTestResults({ job_id: run.id, status: ['Failed'] });
      const result = items.find((item) => item.test_definition_id === id);
      await client.updateTestResult({
        test_result_id: result?.id ?? '',
        body: { disposition: 'Dismissed' },
      });
      expect(await evaluate(gateId)).toMatchObject({ outcome: 'passed' });
      expect(await evaluate(gateId, same.id)).toMatchObject({ outcome: 'passed' });
      await client.deleteTestDefinition({ test_definition_id: id });
    });

    it('tells that tests could not run', async () => {
      tables.removeTable('customers');
      await runTests(server, suiteId);
      expect(await evaluate(gateId)).toMatchObject({ outcome: 'error', reasons: [{ rule: 'max_errors' }] });
      tables.write('customers', customers(0));
      await runTests(server, suiteId);
    });

    it('changes field by field, and shows its whole policy', async () => {
      const before = await server.client.getGate({ gate_id: gateId });
      const after = await server.client.updateGate({ gate_id: gateId, body: { tests: { min_score: 0.5 } } });
      expect(after.tests).toEqual({ ...before.tests, min_score: 0.5 });
      expect(after.name).toBe('release');
      const listed = await server.client.listGates({
        project_code: tables.projectCode,
        test_suite_id: suiteId,
      });
      expect(listed.items).toEqual([after]);
    });

    it('is the only one of its suite', async () => {
      await expect(gateOf({ test_suite_id: suiteId }, 'second')).rejects.toMatchObject({ status: 409 });
    });

    it('judges only runs of its suite, and only when they have ended', async () => {
      const profile = await server.client.submitProfilingRun({ table_group_id: tables.tableGroupId });
      await completed(server, profile);
      for (const jobId of [profile.id, '00000000-0000-4000-8000-000000000000']) {
        await expect(evaluate(gateId, jobId)).rejects.toMatchObject({
          status: 422,
          errors: [{ path: 'query.job_id' }],
        });
      }
    });
  });

  it('are the verdict that runs show of themselves: their own, that of the group, or the defaults', async () => {
    const { client } = server;
    const { items } = await client.listGates({ project_code: tables.projectCode });
    for (const { id } of items) await client.deleteGate({ gate_id: id });
    tables.write('customers', customers(3));
    const run = await runTests(server, suiteId);
    expect(run).not.toHaveProperty('outcome');
    expect(await outcomeOf(run.id)).toMatchObject({ outcome: 'failed', gate_id: null });
    const group = await gateOf(
      { table_group_id: tables.tableGroupId, tests: { max_failed: 1 }, profile: { max_possible: 0 } },
      'whole group',
    );
    expect(await outcomeOf(run.id)).toEqual({ outcome: 'passed', reasons: [], gate_id: group.id });
    const own = await gateOf({ test_suite_id: suiteId, tests: { max_failed: 0 } }, 'own');
    expect(await outcomeOf(run.id)).toMatchObject({ outcome: 'failed', gate_id: own.id });

    const submitted = await client.submitProfilingRun({ table_group_id: tables.tableGroupId });
    await completed(server, submitted);
    const profile = await client.getProfilingRun({ job_id: submitted.id, include: ['outcome'] });
    expect(profile.outcome).toMatchObject({ gate_id: group.id });
    expect(await evaluate(group.id)).toMatchObject({
      outcome: profile.outcome?.outcome,
      runs: [
        { kind: 'profile', run_id: submitted.id },
        { kind: 'tests', run_id: run.id, outcome: 'passed' },
      ],
    });
  });

  it('refuse what they cannot belong to, all mistakes at once, and are not there for others', async () => {
    const { client, url } = server;
    const nobody = '00000000-0000-4000-8000-000000000000';
    await expect(gateOf({ test_suite_id: nobody }, 'x')).rejects.toMatchObject({
      status: 422,
      errors: [{ path: 'body.test_suite_id' }],
    });
    await expect(gateOf({}, 'x')).rejects.toMatchObject({ status: 422 });
    await expect(
      gateOf({ test_suite_id: suiteId, tests: { min_score: 2, max_failed: -1 } }, 'x'),
    ).rejects.toMatchObject({
      errors: [{ path: 'body.tests.min_score' }, { path: 'body.tests.max_failed' }],
    });
    const { items } = await client.listGates({ project_code: tables.projectCode });
    await client.createProject({ body: { project_code: 'OTHERS', name: 'Others' } });
    const { token } = await client.createToken({
      body: { name: 'of others', role: 'admin', project_code: 'OTHERS' },
    });
    const others = createClient({ url, token });
    await expect(others.evaluateGate({ gate_id: items[0]?.id ?? '' })).rejects.toMatchObject({ status: 404 });
    await expect(
      others.createGate({ project_code: 'OTHERS', body: { name: 'x', test_suite_id: suiteId } }),
    ).rejects.toMatchObject({ status: 422 });
  });
});
