import { beforeAll, expect, it } from 'vitest';
import { clientOf } from '../profiling-runs/testing/profiling-fixture.ts';
import { completed, type GivenCsvTables, givenCsvTables, runTests } from '../testing/given-tables.ts';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';

/** 200 members with their key in the middle; the first `missing` have no city. */
const members = (missing: number, note = ''): string =>
  [
    'city,member_id,email,note',
    ...Array.from({ length: 200 }, (_, row) => {
      const city = row < missing ? '' : ['Oslo', 'Bergen', 'Voss'][row % 3];
      return `${city},${row + 1},member.${row}@example.org,${note}${row % 2}`;
    }),
  ].join('\n');

describeServers('rows behind failures', (given) => {
  let server: TestServer;
  let tables: GivenCsvTables;
  beforeAll(async () => {
    server = given();
    tables = await givenCsvTables(server, { members: members(0) });
    const profiling = await server.client.submitProfilingRun({ table_group_id: tables.tableGroupId });
    await completed(server, profiling);
  });

  const suiteOf = async (name: string, capture: boolean) => {
    const suite = await server.client.createTestSuite({
      table_group_id: tables.tableGroupId,
      body: { name, capture_failing_rows: capture },
    });
    await server.client.createTestDefinition({
      test_suite_id: suite.id,
      body: { test_type: 'Required', table_name: 'members', column_name: 'city' },
    });
    return suite.id;
  };
  const failingResult = async (suiteId: string) => {
    const { id } = await runTests(server, suiteId);
    const [result] = (await server.client.listTestResults({ job_id: id })).items;
    return result!.id;
  };
  const numbersOf = (rows: readonly Readonly<Record<string, unknown>>[]) =>
    rows.map(({ member_id }) => Number(member_id)).sort((a, b) => a - b);

  it('stay as they were at the time of the run, key first, then what was tested', async () => {
    const { client } = server;
    const suiteId = await suiteOf('kept', true);
    tables.write('members', members(3));
    const before = new Date().toISOString();
    const test_result_id = await failingResult(suiteId);
    tables.write('members', members(0));

    const captured = await client.listFailingRows({ test_result_id });
    expect(captured).toMatchObject({
      columns: ['member_id', 'city', 'email', 'note'],
      total: 3,
      truncated: false,
      sql: expect.stringContaining('"city" IS NULL'),
      values_masked: false,
      note: null,
    });
    expect(numbersOf(captured.rows)).toEqual([1, 2, 3]);
    expect(captured.captured_at! >= before).toBe(true);
    const shortened = await client.listFailingRows({ test_result_id, limit: 2 });
    expect(shortened).toMatchObject({ total: 3, truncated: true });
    expect(shortened.rows).toHaveLength(2);
    expect(await client.listFailingRows({ test_result_id, now: true })).toMatchObject({
      total: 0,
      rows: [],
      captured_at: null,
    });
  });

  it('are looked up now where the suite does not ask for them, in the same order', async () => {
    const suiteId = await suiteOf('not kept', false);
    tables.write('members', members(3));
    const test_result_id = await failingResult(suiteId);
    tables.write('members', members(1));
    expect(await server.client.listFailingRows({ test_result_id })).toMatchObject({
      columns: ['member_id', 'city', 'email', 'note'],
      total: 1,
      captured_at: null,
    });
  });

  it('are kept in bounded number and size, with the true total', async () => {
    const suiteId = await suiteOf('bounded', true);
    tables.write('members', members(150));
    const many = await server.client.listFailingRows({
      test_result_id: await failingResult(suiteId),
      limit: 1000,
    });
    expect(many).toMatchObject({ total: 150, truncated: true });
    expect(many.rows).toHaveLength(100);
    tables.write('members', members(50, 'x'.repeat(20_000)));
    const wide = await server.client.listFailingRows({ test_result_id: await failingResult(suiteId) });
    expect(wide).toMatchObject({ total: 50, truncated: true });
    // 256 KiB hold 13 rows of 20,000 characters.
    expect(wide.rows).toHaveLength(13);
  });

  it('are masked when they are read, by what is known about the columns then', async () => {
    const { client } = server;
    const suiteId = await suiteOf('masked', true);
    tables.write('members', members(2));
    const test_result_id = await failingResult(suiteId);
    const analyst = await clientOf(server, 'analyst');
    const seen = await analyst.listFailingRows({ test_result_id });
    expect(seen).toMatchObject({ values_masked: true, captured_at: expect.any(String) });
    expect(seen.rows[0]).toMatchObject({ email: '*****', city: null, note: 0 });
    expect((await client.listFailingRows({ test_result_id })).rows[0]).toMatchObject({
      email: 'member.0@example.org',
    });
  });

  it('that cannot be had cost a warning and not the run', async () => {
    const { client } = server;
    const suiteId = await suiteOf('warned', true);
    await client.createTestDefinition({
      test_suite_id: suiteId,
      body: {
        test_type: 'CUSTOM',
        table_name: 'members',
        column_name: 'numbers',
        // Counting the rows does not need the values; showing them does.
        custom_query: 'SELECT CAST(email AS integer) AS number FROM members',
      },
    });
    tables.write('members', members(2));
    const run = await runTests(server, suiteId);
    expect(run.result?.tests).toMatchObject({ failed: 2, error: 0 });
    expect(run.details?.warnings).toMatchObject([
      {
        table: 'members',
        message: expect.stringMatching(/Custom Test could not be captured.*could not compute/),
      },
    ]);
    // The database quotes the value that it cannot convert.
    expect(JSON.stringify(run.details)).not.toContain('example.org');
    const { steps } = await client.getJobProgress({ job_id: run.id });
    expect(steps.find(({ key }) => key === 'failing_rows')).toMatchObject({ status: 'warning', done: 2 });
    const { items } = await client.listTestResults({ job_id: run.id, test_type: 'Required' });
    const kept = await client.listFailingRows({ test_result_id: items[0]!.id });
    expect(kept).toMatchObject({ total: 2, captured_at: expect.any(String) });
  });

  it('are kept from when a suite begins to ask for them', async () => {
    const { client } = server;
    const suiteId = await suiteOf('later', false);
    tables.write('members', members(1));
    const early = await failingResult(suiteId);
    const changed = await client.updateTestSuite({
      test_suite_id: suiteId,
      body: { capture_failing_rows: true },
    });
    expect(changed.capture_failing_rows).toBe(true);
    const late = await failingResult(suiteId);
    expect((await client.listFailingRows({ test_result_id: early })).captured_at).toBeNull();
    expect((await client.listFailingRows({ test_result_id: late })).captured_at).not.toBeNull();
  });
});
