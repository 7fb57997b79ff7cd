import { beforeAll, expect, it } from 'vitest';
import { clientOf } from '../profiling-runs/testing/profiling-fixture.ts';
import { completed, givenCsvTables, runTests } from '../testing/given-tables.ts';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';

/** Half the statuses stand for nothing, some cities begin with a blank. */
const VISITS = [
  'visit_id,status,city',
  ...Array.from({ length: 24 }, (_, n) => {
    const status = n % 2 ? 'n/a' : ['new', 'old', 'lost'][n % 3];
    return `${n + 1},${status},${n % 3 ? 'Oslo' : ' Bergen'}`;
  }),
].join('\n');
const CLEAN = ['shop_id,town', ...Array.from({ length: 24 }, (_, n) => `${n + 1},${['Rom', 'Bonn'][n % 2]}`)];

describeServers('the explanation of a score', (given) => {
  let server: TestServer;
  beforeAll(() => {
    server = given();
  });

  const givenGroup = async (tables: Readonly<Record<string, string>>) => {
    const group = await givenCsvTables(server, tables);
    const { tableGroupId: table_group_id } = group;
    const profile = async () => completed(server, await server.client.submitProfilingRun({ table_group_id }));
    const explain = (query: { table?: string; column?: string; page?: number; limit?: number } = {}) =>
      server.client.explainScore({ table_group_id, limit: 100, ...query });
    const suite = async (name: string, ...tests: (readonly [string, string, Record<string, unknown>])[]) => {
      const { id } = await server.client.createTestSuite({ table_group_id, body: { name } });
      for (const [test_type, column_name, parameters] of tests) {
        await server.client.createTestDefinition({
          test_suite_id: id,
          body: { test_type, table_name: 'visits', column_name, ...parameters },
        });
      }
      return id;
    };
    return { ...group, table_group_id, profile, explain, suite };
  };

  it('has nothing to tell before a run has completed', async () => {
    const { explain } = await givenGroup({ visits: VISITS });
    expect(await explain()).toMatchObject({
      score: null,
      profiling: { score: null, profiling_run_id: null },
      testing: { score: null, runs: [] },
      tables: [],
      columns: [],
      findings: { items: [], total: 0 },
      unscored_findings: 0,
    });
  });

  it('says what each finding costs: as much as its dismissal brings', async () => {
    const { client } = server;
    const { profile, explain, suite } = await givenGroup({ visits: VISITS });
    const run = await profile();
    // 8 of 24 cities are another one, and every status is none of these.
    const suiteId = await suite(
      'visits',
      ['LOV_Match', 'city', { baseline_value: "('Oslo')" }],
      ['LOV_Match', 'status', { baseline_value: "('x')" }],
      ['Required', 'visit_id', {}],
    );
    const tested = await runTests(server, suiteId);
    const before = await explain();
    expect(before.profiling).toMatchObject({
      profiling_run_id: run.id,
      score: (await client.getProfilingRun({ job_id: run.id })).result?.score,
    });
    expect(before.testing.score).toBeCloseTo(tested.result?.score ?? Number.NaN, 12);
    expect(before.testing.runs).toMatchObject([{ test_run_id: tested.id, test_suite_name: 'visits' }]);
    expect(before.score).toBeCloseTo((before.profiling.score ?? 0) * (before.testing.score ?? 0), 12);

    const costs = before.findings.items.map(({ cost }) => cost);
    expect(costs).toEqual(costs.toSorted((one, other) => other - one));
    for (const kind of ['hygiene_issue', 'test_result'] as const) {
      const dearest = before.findings.items.find((finding) => finding.kind === kind)!;
      expect(dearest.cost).toBeGreaterThan(0);
      await (kind === 'hygiene_issue'
        ? client.updateHygieneIssue({ hygiene_issue_id: dearest.id, body: { disposition: 'Dismissed' } })
        : client.updateTestResult({ test_result_id: dearest.id, body: { disposition: 'Dismissed' } }));
      const after = await explain();
      expect(100 * (after.score! - before.score!)).toBeCloseTo(dearest.cost, 9);
      expect(after.findings.items.map(({ id }) => id)).not.toContain(dearest.id);
      const undo = { disposition: null };
      await (kind === 'hygiene_issue'
        ? client.updateHygieneIssue({ hygiene_issue_id: dearest.id, body: undo })
        : client.updateTestResult({ test_result_id: dearest.id, body: undo }));
    }
    expect(await explain()).toEqual(before);
  });

  it('has losses by table and column that add up to what is missing', async () => {
    const { profile, explain, suite } = await givenGroup({ visits: VISITS, shops: CLEAN.join('\n') });
    await profile();
    await runTests(server, await suite('some', ['LOV_Match', 'city', { baseline_value: "('Oslo')" }]));
    await runTests(server, await suite('more', ['Required', 'city', {}]));
    const all = await explain();
    expect(all.testing.runs.map(({ test_suite_name }) => test_suite_name)).toEqual(['more', 'some']);
    // 8 bad rows of the 24 in each of the two suites.
    expect(all.testing.score).toBeCloseTo(40 / 48, 12);
    for (const places of [all.tables, all.columns]) {
      const sum = (name: 'profiling_loss' | 'testing_loss') =>
        places.reduce((total, place) => total + place[name], 0);
      expect(sum('profiling_loss')).toBeCloseTo(100 * (1 - all.profiling.score!), 9);
      expect(sum('testing_loss')).toBeCloseTo(100 * (1 - all.testing.score!), 9);
    }
    expect(all.tables[0]).toMatchObject({ table: 'visits' });

    const city = await explain({ table: 'visits', column: 'city', limit: 1 });
    expect(city).toMatchObject({ score: all.score, columns: [{ table: 'visits', column: 'city' }] });
    expect(city.findings.items).toHaveLength(1);
    expect(city.findings.total).toBeGreaterThan(1);
    expect(await explain({ table: 'none' })).toMatchObject({
      score: all.score,
      tables: [],
      findings: { total: 0 },
    });
  });

  it('keeps the last completed runs when later ones fail, and leaves out suites that do not count', async () => {
    const { client } = server;
    const { profile, explain, suite, remove, table_group_id } = await givenGroup({ visits: VISITS });
    await profile();
    const suiteId = await suite('visits', ['LOV_Match', 'city', { baseline_value: "('Oslo')" }]);
    await runTests(server, suiteId);
    const before = await explain();
    expect(before.testing.score).toBeCloseTo(16 / 24, 12);

    remove();
    const failed = await client.submitProfilingRun({ table_group_id });
    expect(await client.waitForJob(failed.id, { timeoutMs: 25_000 })).toMatchObject({ status: 'error' });
    expect(await explain()).toEqual(before);

    await server.store.db
      .updateTable('test_suite')
      .set({ dq_score_exclude: true })
      .where('id', '=', suiteId)
      .execute();
    expect(await explain()).toMatchObject({
      score: before.profiling.score,
      testing: { score: null, runs: [] },
    });
  });

  it('is 1 when nothing was found, 0 when every row is bad, and null without rows', async () => {
    const clean = await givenGroup({ shops: CLEAN.join('\n') });
    await clean.profile();
    const found = await clean.explain();
    for (const { id, kind } of found.findings.items) {
      expect(kind).toBe('hygiene_issue');
      await server.client.updateHygieneIssue({ hygiene_issue_id: id, body: { disposition: 'Dismissed' } });
    }
    expect(await clean.explain()).toMatchObject({ score: 1, findings: { items: [], total: 0 } });

    const bad = await givenGroup({ visits: VISITS });
    await bad.profile();
    await runTests(server, await bad.suite('all bad', ['LOV_Match', 'status', { baseline_value: "('x')" }]));
    const worst = await bad.explain();
    expect(worst).toMatchObject({ score: 0, testing: { score: 0 } });
    expect(worst.findings.items.find(({ kind }) => kind === 'test_result')).toMatchObject({
      cost_of_part: 100,
      cost: expect.closeTo(100 * worst.profiling.score!, 9),
    });

    const empty = await givenGroup({ visits: 'visit_id,status' });
    await empty.profile();
    expect(await empty.explain()).toMatchObject({ score: null, profiling: { score: null } });
  });

  it('hides what it quotes of personal data from those who may not see it', async () => {
    const names = ['Smith', 'Jones', 'Lopez', 'Brown', 'Green', 'White', 'Black', 'Stone', 'Field'];
    const people = ['last_name', '#Davis', ...names, ...names, ...names];
    const { profile, table_group_id } = await givenGroup({ people: people.join('\n') });
    const { id: job_id } = await profile();
    const analyst = await clientOf(server, 'analyst');
    const quoting = async (client: typeof analyst) =>
      (await client.explainScore({ table_group_id })).findings.items.find(
        ({ type }) => type === 'Non_Alpha_Prefixed_Name',
      );
    expect(await quoting(server.client)).toMatchObject({ detail: expect.stringContaining('#Davis') });
    const hidden = await quoting(analyst);
    expect(hidden?.detail).not.toContain('Davis');
    const { items } = await analyst.listHygieneIssues({ job_id, type: 'Non_Alpha_Prefixed_Name' });
    expect(items).toMatchObject([{ id: hidden?.id, detail: hidden?.detail }]);
    const catalogOnly = await clientOf(server, 'catalog');
    await expect(catalogOnly.explainScore({ table_group_id })).rejects.toMatchObject({ status: 404 });
  });
});
