/** What a run's summary promises. Numbers are those of the conformance list. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isTerminal, type ProfilingRun, type TestRun } from '@assay/contract';
import { beforeAll, expect, it } from 'vitest';
import {
  type AssayHome,
  type AssayProcess,
  cleanUpAfterwards,
  describeStoreKinds,
  makeHome,
  startAssay,
} from './support/assay-process.ts';
import {
  makePlaces,
  profileAndWait,
  SHOP_COUNTS,
  type ShopPlaces,
  testAndWait,
  writeShopFiles,
} from './support/shop.ts';

describeStoreKinds('the results of runs', (store) => {
  let home: AssayHome;
  let assay: AssayProcess;
  let places: ShopPlaces;
  let profileId: string;
  beforeAll(async () => {
    home = await makeHome(store);
    writeShopFiles(home.files);
    assay = await startAssay(home);
    places = await makePlaces(assay.client, { type: 'files', config: { path: home.files } });
    profileId = (await profileAndWait(assay.client, places.tableGroupId)).id;
  });
  cleanUpAfterwards(
    () => home,
    () => [assay],
  );

  it('9, 11, 12, 13: a completed profile has its score, the counts of the catalog, and four issue counts', async () => {
    const { body } = await assay.request('GET', `/profiling-runs/${profileId}`);
    expect(Object.keys(body).sort()).toEqual(
      ['completed_at', 'id', 'result', 'started_at', 'status', 'table_group_id'].sort(),
    );
    expect(body).toMatchObject({ id: profileId, status: 'completed', table_group_id: places.tableGroupId });
    expect(Object.keys(body.result).sort()).toEqual([
      'column_ct',
      'issues',
      'record_ct',
      'score',
      'table_ct',
    ]);
    expect(body.result.score).toBeGreaterThan(0);
    expect(body.result.score).toBeLessThanOrEqual(1);
    const catalog = await assay.client.getCatalog({ table_group_id: places.tableGroupId });
    expect(body.result.table_ct).toBe(catalog.total);
    expect(body.result.column_ct).toBe(catalog.items.flatMap(({ columns }) => columns).length);
    expect(body.result.record_ct).toBe(catalog.items.reduce((sum, table) => sum + (table.record_ct ?? 0), 0));
    expect(body.result).toMatchObject({ ...countsOf(SHOP_COUNTS) });
    const issues = await assay.client.listHygieneIssues({ job_id: profileId, limit: 100 });
    const { definite, likely, possible, dismissed } = body.result.issues;
    expect(definite + likely + possible + dismissed).toBe(issues.total);
    expect(issues.items.map(({ issue_type }) => issue_type)).toEqual(
      expect.arrayContaining(['Leading_Spaces', 'Non_Standard_Blanks']),
    );
  });

  it('9, 10, 11: a completed test run has its score, and six counts that are all its results', async () => {
    const { id } = await testAndWait(assay.client, places.testSuiteId);
    const { body } = await assay.request('GET', `/test-runs/${id}`);
    expect(Object.keys(body).sort()).toEqual(
      ['completed_at', 'id', 'result', 'started_at', 'status', 'table_group_id', 'test_suite_id'].sort(),
    );
    expect(body.result.score).toBeGreaterThan(0);
    expect(Object.keys(body.result.tests).sort()).toEqual(
      ['dismissed', 'error', 'failed', 'log', 'passed', 'warning'].sort(),
    );
    const results = await assay.client.listTestResults({ job_id: id, limit: 100 });
    const counted = Object.values(body.result.tests as Record<string, number>).reduce((sum, n) => sum + n, 0);
    expect(results.total).toBeGreaterThan(5);
    expect(counted).toBe(results.total);
  });

  it('11: the very first summary that says completed has its score', async () => {
    for (let round = 0; round < 5; round++) {
      const profile = await assay.client.submitProfilingRun({ table_group_id: places.tableGroupId });
      const profiled = await untilEnded(() => assay.client.getProfilingRun({ job_id: profile.id }));
      expect(profiled).toMatchObject({ status: 'completed', result: { score: expect.any(Number) } });
      const tests = await assay.client.submitTestRun({ test_suite_id: places.testSuiteId });
      const tested = await untilEnded(() => assay.client.getTestRun({ job_id: tests.id }));
      expect(tested).toMatchObject({ status: 'completed', result: { score: expect.any(Number) } });
    }
  });

  it('details come only when they are asked for', async () => {
    const profile = await assay.client.getProfilingRun({ job_id: profileId, include: ['details'] });
    expect(profile.details).toMatchObject({
      error_message: null,
      results_complete: true,
      warnings: [],
      tables: [
        { table: 'customers', record_ct: 60, column_ct: 3, strategy: 'in_place', error: null },
        { table: 'orders', record_ct: 40, column_ct: 3, strategy: 'in_place', error: null },
      ],
    });
    const { id } = await assay.client.submitTestRun({ test_suite_id: places.testSuiteId, wait: 30 });
    const tests = await assay.request('GET', `/test-runs/${id}?include=details`);
    expect(tests.body.details).toMatchObject({
      error_message: null,
      results_complete: true,
      test_suite_name: 'Shop tests',
    });
    expect((await assay.request('GET', `/test-runs/${id}?include=everything`)).status).toBe(422);
  });

  it('a run knows what it is about while it waits, and a run of nothing says so', async () => {
    const empty = await assay.client.createTestSuite({
      table_group_id: places.tableGroupId,
      body: { name: 'Empty' },
    });
    const submitted = await assay.client.submitTestRun({ test_suite_id: empty.id });
    const seen = await assay.client.getTestRun({ job_id: submitted.id });
    expect(seen).toMatchObject({ test_suite_id: empty.id, table_group_id: places.tableGroupId });
    await assay.client.waitForJob(submitted.id);
    const tests = await assay.client.getTestRun({ job_id: submitted.id });
    expect(tests.result).toEqual({
      score: null,
      tests: { passed: 0, failed: 0, warning: 0, error: 0, log: 0, dismissed: 0 },
    });
    const nothing = await assay.client.createTableGroup({
      project_code: places.projectCode,
      body: { name: 'Nothing', connection_id: places.connectionId, schema: 'main', include: ['no such %'] },
    });
    const job = await profileAndWait(assay.client, nothing.id);
    const run = await assay.client.getProfilingRun({ job_id: job.id });
    expect(run.result).toMatchObject({ score: null, table_ct: 0, column_ct: 0, record_ct: 0 });
  });

  it('8: a connection that fails ends the job in error, with the place and the remedy', async () => {
    const folder = join(home.files, 'moved');
    mkdirSync(folder, { recursive: true });
    const gone = await makePlaces(assay.client, { type: 'files', config: { path: join(folder, 'away') } });
    const job = await profileAndWait(assay.client, gone.tableGroupId);
    expect(job.status).toBe('error');
    expect(job.error_message).toContain('away');
    expect(job.error_message).not.toContain('    at ');
    const run = await assay.client.getProfilingRun({ job_id: job.id, include: ['details'] });
    expect(run).toMatchObject({ status: 'error', result: null, table_group_id: gone.tableGroupId });
    expect(run.details).toMatchObject({ error_message: job.error_message, results_complete: false });
  });

  it('waits when it is asked to, and says that it did', async () => {
    const path = `/table-groups/${places.tableGroupId}/profiling-runs`;
    const answer = await assay.request('POST', path, { headers: { prefer: 'respond-async, wait=30' } });
    expect(answer.status).toBe(202);
    expect(answer.headers.get('preference-applied')).toBe('wait=30');
    const job = await assay.request('GET', `/jobs/${answer.body.id}?wait=0`);
    expect(job.body.status).toBe('completed');
    const etag = job.headers.get('etag') as string;
    const unchanged = await assay.request('GET', `/jobs/${answer.body.id}`, {
      headers: { 'if-none-match': etag },
    });
    expect(unchanged.status).toBe(304);
    expect((await assay.request('GET', `/jobs/${answer.body.id}?wait=61`)).status).toBe(422);
  });

  it('makes one job of one idempotency key, even of twenty requests at once', async () => {
    const path = `/test-suites/${places.testSuiteId}/test-runs`;
    const headers = { 'idempotency-key': `nightly-${store}` };
    const runsOfSuite = async () =>
      (await assay.client.listTestRuns({ test_suite_id: places.testSuiteId })).total;
    const before = await runsOfSuite();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => assay.request('POST', path, { headers })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    await assay.client.waitForJob(answers[0]?.body.id);
    const afterwards = await assay.request('POST', path, { headers });
    expect(afterwards.text).toBe(answers[0]?.text);
    expect(await runsOfSuite()).toBe(before + 1);
    const other = await assay.request('POST', `/table-groups/${places.tableGroupId}/profiling-runs`, {
      headers,
    });
    expect(other.status).toBe(422);
    expect(other.body.errors[0].code).toBe('idempotency_key_reused');
  });
});

/** Reads a summary as fast as it comes until its run has ended. */
async function untilEnded<Run extends ProfilingRun | TestRun>(read: () => Promise<Run>): Promise<Run> {
  for (;;) {
    const run = await read();
    if (isTerminal(run.status)) return run;
  }
}

const countsOf = ({ tables, columns, rows }: typeof SHOP_COUNTS) => ({
  table_ct: tables,
  column_ct: columns,
  record_ct: rows,
});
