import { expect, it } from 'vitest';
import { clientOf, filesGroup, profile, writeTable } from '../profiling-runs/testing/profiling-fixture.ts';
import { describeServers } from '../testing/server-for-test.ts';

const visits = (
  count: number,
  row: (index: number) => string,
  header = 'visit_id,status,minutes',
): string[] => [header, ...Array.from({ length: count }, (_, index) => row(index))];
const BEFORE = visits(400, (i) => `${i + 1},${i % 2 ? 'new' : 'old'},${(i % 40) + 1}.5`);
/** Other statuses, longer visits, one column more. */
const AFTER = visits(
  500,
  (i) => `${i + 1},${i % 4 ? 'new' : 'lost'},${(i % 40) + 31}.5,${i % 3 ? 'Oslo' : ' Bergen'}`,
  'visit_id,status,minutes,city',
);

describeServers('two profiling runs', (server) => {
  it('that found the same differ in nothing', async () => {
    const { client } = server();
    const { tableGroupId } = await filesGroup(server(), { visits: BEFORE });
    const first = await profile(server(), tableGroupId);
    const second = await profile(server(), tableGroupId);
    const comparison = await client.compareProfilingRuns({ job_id: second.id });
    expect(comparison).toMatchObject({
      before: { profiling_run_id: first.id },
      after: { profiling_run_id: second.id },
      score: { change: 0 },
      schema: { tables_added: [], columns_added: [], types_changed: [], columns_moved: [] },
      tables: [{ table: 'visits', columns: { stable: 3, shifted: 0, changed: 0 } }],
      columns: [],
      issues: { appeared: [], gone: [], left_out: 0 },
    });
    expect(comparison.issues.remaining).toHaveLength(
      (await client.listHygieneIssues({ job_id: second.id })).total,
    );
  });

  it('tell what came, what went and what has shifted', async () => {
    const { client } = server();
    const { tableGroupId, folder } = await filesGroup(server(), { visits: BEFORE, gone: BEFORE });
    await profile(server(), tableGroupId);
    writeTable(folder, 'visits', AFTER);
    writeTable(folder, 'fresh', ['a,b', '1,x', '2,y']);
    await client.updateTableGroup({ table_group_id: tableGroupId, body: { exclude: ['gone'] } });
    const { id: job_id } = await profile(server(), tableGroupId);

    const { schema, tables, columns, issues } = await client.compareProfilingRuns({ job_id });
    expect(schema).toMatchObject({
      tables_added: ['fresh'],
      tables_removed: ['gone'],
      columns_added: [{ table: 'visits', column: 'city' }],
      columns_removed: [],
    });
    expect(tables).toMatchObject([{ table: 'visits', record_ct: { before: 400, after: 500 } }]);
    const status = columns.find(({ column }) => column === 'status');
    expect(status).toMatchObject({
      verdict: 'changed',
      new_values: ['lost'],
      gone_values: ['old'],
      distributions: expect.arrayContaining([
        expect.objectContaining({ basis: 'frequencies', verdict: 'changed' }),
      ]),
    });
    const minutes = columns.find(({ column }) => column === 'minutes');
    const average = minutes?.measures.find(({ measure }) => measure === 'avg_value');
    expect(average).toMatchObject({ verdict: 'changed', effect: { unit: 'deviations' } });
    expect(issues.appeared).toContainEqual(
      expect.objectContaining({ issue_type: 'Leading_Spaces', table: 'visits', column: 'city' }),
    );
    for (const { issue, because } of issues.gone.filter(({ issue }) => issue.table === 'gone')) {
      expect([issue.table, because]).toEqual(['gone', 'table_removed']);
    }

    const narrowed = await client.compareProfilingRuns({ job_id, table: 'fresh' });
    expect(narrowed).toMatchObject({
      schema: { tables_added: ['fresh'], tables_removed: [] },
      tables: [],
      columns: [],
    });
  });

  it('hide values of personal data from who may not see them', async () => {
    const { client } = server();
    const people = (domain: string) =>
      visits(40, (i) => `${i + 1},person${i}@${domain},${i % 2 ? 'a' : 'b'}`, 'person_id,email,kind');
    const { tableGroupId, folder } = await filesGroup(server(), { people: people('example.org') });
    await profile(server(), tableGroupId);
    writeTable(
      folder,
      'people',
      people('elsewhere.example').map((line, index) => (index === 5 ? '5,,a' : line)),
    );
    const { id: job_id } = await profile(server(), tableGroupId);
    const seen = await client.compareProfilingRuns({ job_id });
    expect(JSON.stringify(seen.columns)).toContain('@elsewhere.example');
    const analyst = await clientOf(server(), 'analyst');
    const masked = await analyst.compareProfilingRuns({ job_id });
    expect(JSON.stringify(masked)).not.toMatch(/@(example|elsewhere)/);
    const email = masked.columns.find(({ column }) => column === 'email');
    expect(email).toMatchObject({ values_masked: true, new_values: null });
    expect(email?.verdict).toBe(seen.columns.find(({ column }) => column === 'email')?.verdict);
  });

  it('must both be completed, of one group, and two', async () => {
    const { client } = server();
    const { tableGroupId, folder } = await filesGroup(server(), { visits: BEFORE });
    const other = await filesGroup(server(), { visits: BEFORE });
    const { id: job_id } = await profile(server(), tableGroupId);
    const foreign = await profile(server(), other.tableGroupId);
    const unknown = '019c9f30-3333-7aaa-8bbb-2c1d2e3f4a5b';
    for (const [named, says] of [
      [undefined, 'No run of the table group completed before'],
      [job_id, 'This is the run itself'],
      [foreign.id, 'is no profiling run of the same table group'],
      [unknown, 'is no profiling run of the same table group'],
    ] as const) {
      const refusal = client.compareProfilingRuns({ job_id, ...(named && { with: named }) });
      await expect(refusal).rejects.toMatchObject({ status: 422, errors: [{ path: 'query.with' }] });
      await expect(refusal).rejects.toThrow(says);
    }
    writeTable(folder, 'visits', ['a,b', '"never closed,3', '4,5']);
    const failed = await profile(server(), tableGroupId);
    for (const runs of [{ job_id: failed.id }, { job_id, with: failed.id }]) {
      await expect(client.compareProfilingRuns(runs)).rejects.toMatchObject({
        status: 409,
        errors: [{ code: 'run_not_completed', detail: expect.stringContaining(`${failed.id} is error`) }],
      });
    }
    await expect(client.compareProfilingRuns({ job_id: unknown })).rejects.toMatchObject({ status: 404 });
  });

  it('may be compared backwards, and past runs that failed', async () => {
    const { client } = server();
    const { tableGroupId, folder } = await filesGroup(server(), { visits: BEFORE });
    const first = await profile(server(), tableGroupId);
    writeTable(folder, 'visits', ['a,b', '"never closed,3', '4,5']);
    await profile(server(), tableGroupId);
    writeTable(folder, 'visits', AFTER);
    const third = await profile(server(), tableGroupId);
    const { before } = await client.compareProfilingRuns({ job_id: third.id });
    expect(before.profiling_run_id).toBe(first.id);
    const backwards = await client.compareProfilingRuns({ job_id: first.id, with: third.id });
    expect(backwards.schema.columns_removed).toEqual([{ table: 'visits', column: 'city' }]);
  });
});
