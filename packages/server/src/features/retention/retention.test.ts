import { createClient } from '@assay/contract';
import { beforeEach, expect, it } from 'vitest';
import { completed, type GivenCsvTables, givenCsvTables, runTests } from '../testing/given-tables.ts';
import { describeServers } from '../testing/server-for-test.ts';
import { submitDue } from './start-retention.ts';

const PATIENCE = { timeout: 15_000, interval: 50 };
const HOUR_MS = 3_600_000;

describeServers('the retention of a project', (server) => {
  let tables: GivenCsvTables;
  let project_code: string;
  beforeEach(async () => {
    tables = await givenCsvTables(server(), { orders: 'id,state\n1,open\n2,\n' });
    project_code = tables.projectCode;
  });
  const project = () => server().client.getProject({ project_code });
  const change = (body: { retention_days?: number | null; detail_days?: number | null; name?: string }) =>
    server().client.updateProject({ project_code, body });
  const age = (jobId: string, days: number) =>
    server().store.jobs.query(
      `UPDATE job SET created_at = created_at - aged, claimed_at = claimed_at - aged, started_at = started_at - aged,
         completed_at = completed_at - aged FROM (SELECT $2::double precision * interval '1 day' AS aged) AS by
        WHERE id = $1::uuid`,
      [jobId, days],
    );
  const profile = async (): Promise<string> =>
    (
      await completed(
        server(),
        await server().client.submitProfilingRun({ table_group_id: tables.tableGroupId }),
      )
    ).id;
  /** As if its time had come. */
  const due = () =>
    server().store.jobs.query(`UPDATE project SET retention_due_at = now() WHERE code = $1::text`, [
      project_code,
    ]);

  it('is off until somebody sets it', async () => {
    expect(await project()).toMatchObject({
      ...{ retention_days: null, detail_days: null, retention_due_at: null, retention_applied_at: null },
    });
    const preview = await server().client.previewRetention({ project_code });
    expect(preview).toMatchObject({ retention_days: null, detail_days: null, removes: [], bytes: 0 });
  });

  it('counts an hour after it was set, and keeps its time while it is not changed', async () => {
    const set = await change({ retention_days: 30 });
    const wait = Date.parse(set.retention_due_at!) - Date.now();
    expect(wait).toBeGreaterThan(HOUR_MS - 60_000);
    expect(wait).toBeLessThan(HOUR_MS + 60_000);
    expect(await change({ name: 'Shop', retention_days: 30 })).toEqual({ ...set, name: 'Shop' });
    expect(await change({ retention_days: null })).toMatchObject({
      retention_days: null,
      retention_due_at: null,
    });
  });

  it('refuses to keep detail longer than runs, whatever is set first', async () => {
    const refused = (path: string) => ({ status: 422, errors: [expect.objectContaining({ path })] });
    await expect(change({ retention_days: 10, detail_days: 11 })).rejects.toMatchObject(
      refused('body.detail_days'),
    );
    await change({ detail_days: 20 });
    await expect(change({ retention_days: 10 })).rejects.toMatchObject(refused('body.detail_days'));
    await expect(change({ retention_days: 0 })).rejects.toMatchObject(refused('body.retention_days'));
    const { client } = server();
    await expect(client.previewRetention({ project_code, retention_days: 5 })).rejects.toMatchObject(
      refused('query.detail_days'),
    );
    expect(await change({ retention_days: 10, detail_days: 5 })).toMatchObject({
      retention_days: 10,
      detail_days: 5,
    });
  });

  it('is for administrators', async () => {
    const { client, url } = server();
    const { token } = await client.createToken({
      body: { name: `editor ${project_code}`, role: 'data_quality' },
    });
    const editor = createClient({ url, token });
    await expect(editor.updateProject({ project_code, body: { name: 'Mine' } })).rejects.toMatchObject({
      status: 404,
    });
    await expect(editor.previewRetention({ project_code })).rejects.toMatchObject({ status: 404 });
  });

  it('removes by itself what the preview showed, and the rest can be read as before', async () => {
    const { client } = server();
    const suite = await client.createTestSuite({
      table_group_id: tables.tableGroupId,
      body: { name: 'kept', capture_failing_rows: true },
    });
    await client.createTestDefinition({
      test_suite_id: suite.id,
      body: { test_type: 'Required', table_name: 'orders', column_name: 'state' },
    });
    const [oldProfile, fadedProfile, newProfile] = [await profile(), await profile(), await profile()];
    const [oldRun, newRun] = [
      (await runTests(server(), suite.id)).id,
      (await runTests(server(), suite.id)).id,
    ];
    await age(oldProfile, 100);
    await age(fadedProfile, 20);
    await age(oldRun, 100);
    await change({ retention_days: 30, detail_days: 10 });
    const preview = await client.previewRetention({ project_code });
    const counts = Object.fromEntries(preview.removes.map(({ kind, count }) => [kind, count]));
    expect(counts).toMatchObject({
      ...{
        profiling_run: 1,
        test_run: 1,
        test_result: 1,
        captured_rows: 1,
        column_profile: 2,
        column_detail: 2,
      },
    });
    await due();
    await submitDue(server().store);
    await expect.poll(async () => (await project()).retention_applied_at, PATIENCE).not.toBeNull();
    for (const job_id of [oldProfile, oldRun]) {
      await expect(client.getJob({ job_id })).rejects.toMatchObject({ status: 404 });
    }
    expect((await client.previewRetention({ project_code })).removes).toEqual([]);
    const faded = await client.getProfilingRun({ job_id: fadedProfile, include: ['details'] });
    expect(faded.details?.detail_removed_at).not.toBeNull();
    expect(faded.result?.column_ct).toBe(2);
    const column = { table: 'orders', column: 'state' };
    expect(await client.getColumnProfile({ job_id: fadedProfile, ...column })).toMatchObject(column);
    expect(await client.getProfileReport({ job_id: fadedProfile })).toContain('orders');
    const kept = await client.getProfilingRun({ job_id: newProfile, include: ['details'] });
    expect(kept.details?.detail_removed_at).toBeNull();
    expect(await client.compareProfilingRuns({ job_id: newProfile, with: fadedProfile })).toBeDefined();
    expect((await client.listTestResults({ job_id: newRun })).total).toBe(1);
    // Nobody sees the upkeep.
    expect((await client.listJobs({ project_code, limit: 100 })).items).toHaveLength(3);
    expect(Date.parse((await project()).retention_due_at!) - Date.now()).toBeGreaterThan(23 * HOUR_MS);
  });

  it('is done once a day, however many servers look', async () => {
    await change({ retention_days: 30 });
    await due();
    const { store } = server();
    await Promise.all([submitDue(store), submitDue(store), submitDue(store)]);
    await submitDue(store);
    const jobs = await store.jobs.query(
      `SELECT 1 FROM job JOIN project ON project.id = job.project_id
        WHERE code = $1::text AND key = 'apply-retention'`,
      [project_code],
    );
    expect(jobs).toHaveLength(1);
  });

  it('does nothing when it was taken back before its time', async () => {
    const old = await profile();
    await profile();
    await age(old, 100);
    await change({ retention_days: 30 });
    await change({ retention_days: null });
    await submitDue(server().store);
    expect(await server().client.getJob({ job_id: old })).toMatchObject({ id: old });
    expect((await project()).retention_applied_at).toBeNull();
  });
});
