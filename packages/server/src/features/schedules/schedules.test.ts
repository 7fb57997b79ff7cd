import { createClient, type NewSchedule, type Schedule } from '@assay/contract';
import { uuidV7 } from '@assay/jobs';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { completed, type GivenTables, givenCsvTables } from '../testing/given-tables.ts';
import { describeServers } from '../testing/server-for-test.ts';

type Body = Partial<NewSchedule>;

const missing = { status: 404, errors: [{ code: 'not_found', detail: 'Not found' }] };
/** Far from now at any time of the day, so that no schedule of these tests fires by itself. */
const RARELY = { cron: '0 5 29 2 *', time_zone: 'Europe/Berlin' };

describeServers('schedules', (server) => {
  let tables: GivenTables;
  let other: GivenTables;
  let testSuiteId: string;
  beforeAll(async () => {
    tables = await givenCsvTables(server(), { orders: 'id\n1\n2\n' });
    other = await givenCsvTables(server(), { orders: 'id\n1\n' });
    const suite = { table_group_id: tables.tableGroupId, body: { name: 'Nightly checks' } };
    testSuiteId = (await server().client.createTestSuite(suite)).id;
  });
  beforeEach(async () => {
    await server().store.db.deleteFrom('schedule').execute();
  });

  const create = (body: Body = {}, query: { firings?: number } = {}): Promise<Schedule> =>
    server().client.createSchedule({
      project_code: tables.projectCode,
      ...query,
      body: { job_key: 'run-profile', table_group_id: tables.tableGroupId, ...RARELY, ...body },
    });
  const refused = async (body: Body) => {
    const error = await create(body).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ status: 422 });
    return (error as { errors: { path?: string; detail: string }[] }).errors;
  };

  it('are shown with their defaults, their target and their next firings', async () => {
    const made = await create({ cron: ' 0  5 29 feb * ' });
    expect(made).toEqual({
      ...{ id: made.id, project_code: tables.projectCode, description: null, job_key: 'run-profile' },
      ...{ table_group_id: tables.tableGroupId, test_suite_id: null, target_name: 'tables' },
      ...{ cron: '0 5 29 FEB *', time_zone: 'Europe/Berlin', active: true },
      ...{ catch_up: 'none', overlap: 'skip' },
      next_firings: [
        expect.stringContaining('-02-29T04:00:00.000Z'),
        expect.stringContaining('-02-29T04:00:00.000Z'),
        expect.stringContaining('-02-29T04:00:00.000Z'),
      ],
      last_firing: null,
      ...{ created_at: made.created_at, updated_at: made.updated_at },
    });
    expect(await server().client.getSchedule({ schedule_id: made.id })).toEqual(made);
    const twenty = await server().client.getSchedule({ schedule_id: made.id, firings: 20 });
    expect(twenty.next_firings).toHaveLength(20);
  });

  it('are refused with every mistake and its place', async () => {
    const errors = await refused({
      ...{ cron: '60 5 31 * MONDAY', time_zone: 'Mars/Olympus', table_group_id: uuidV7() },
    });
    expect(errors.map(({ path }) => path)).toEqual([
      'body.cron',
      'body.cron',
      'body.time_zone',
      'body.table_group_id',
    ]);
    expect(errors[0]?.detail).toMatch(/^body\.cron is wrong in its minute, which holds 0 to 59, as in "30 5/);
    expect(errors[2]?.detail).toContain('Europe/Berlin');
  });

  it('never fire on days that do not exist, nor more than once a minute', async () => {
    expect(await refused({ cron: '0 5 31 2 *' })).toMatchObject([{ path: 'body.cron' }]);
    expect(await refused({ cron: '*/10 * * * * *' })).toMatchObject([{ path: 'body.cron' }]);
  });

  it('run on what goes with their job, in their own project', async () => {
    const both = { table_group_id: tables.tableGroupId, test_suite_id: testSuiteId };
    expect(await refused(both)).toMatchObject([{ path: 'body.test_suite_id' }]);
    expect(await refused({ job_key: 'run-tests' })).toMatchObject([
      { path: 'body.table_group_id' },
      { path: 'body.test_suite_id' },
    ]);
    expect(await refused({ table_group_id: other.tableGroupId })).toMatchObject([
      { path: 'body.table_group_id', detail: expect.stringContaining('of this project') },
    ]);
  });

  it('exist once for a job, a target, a line and a time zone, active or not', async () => {
    const first = await create();
    const taken = { status: 409, errors: [{ code: 'already_exists' }] };
    await expect(create({ cron: '0  5 29 2 *', active: false })).rejects.toMatchObject(taken);
    const second = await create({ time_zone: 'UTC' });
    const change = { schedule_id: second.id, body: { time_zone: first.time_zone } };
    await expect(server().client.updateSchedule(change)).rejects.toMatchObject(taken);
  });

  it('are changed in what is named, and count from then on', async () => {
    const { client, store } = server();
    const { id } = await create();
    const change = (body: Parameters<typeof client.updateSchedule>[0]['body']) =>
      client.updateSchedule({ schedule_id: id, body });
    const dueAt = async () =>
      (await store.db.selectFrom('schedule').select('next_fire_at').executeTakeFirstOrThrow()).next_fire_at;

    const paused = await change({ active: false, description: 'On holiday' });
    expect(paused).toMatchObject({ active: false, description: 'On holiday', next_firings: [] });
    expect(await dueAt()).toBeNull();
    const again = await change({ active: true, cron: '0 6 29 2 *' });
    expect(again.description).toBe('On holiday');
    expect(await dueAt()).toEqual(new Date(again.next_firings[0] ?? ''));
    await change({ catch_up: 'all', overlap: 'replace' });
    expect(await dueAt()).toEqual(new Date(again.next_firings[0] ?? ''));
    await expect(change({ cron: 'soon', time_zone: 'here' })).rejects.toMatchObject({
      status: 422,
      errors: [{ path: 'body.cron' }, { path: 'body.time_zone' }],
    });
  });

  it('keep a firing that is due while something else about them changes', async () => {
    const { client, store } = server();
    const { id } = await create({ active: false });
    const past = new Date(Date.now() - 30_000);
    await store.db.updateTable('schedule').set({ active: true, next_fire_at: past }).execute();
    await client.updateSchedule({ schedule_id: id, body: { description: 'Still due' } });
    const seen = async () => (await client.getSchedule({ schedule_id: id })).last_firing;
    await expect.poll(seen, { timeout: 10_000 }).toMatchObject({ due_at: past.toISOString() });
  });

  it('are listed oldest first, and filtered', async () => {
    const { client } = server();
    const profiles = await create();
    const paused = await create({ cron: '0 6 29 2 *', active: false });
    const suite = { table_group_id: null, test_suite_id: testSuiteId };
    const tests = await create({ job_key: 'run-tests', ...suite });
    const generation = await create({ job_key: 'run-test-generation', ...suite });
    const monitors = await create({ job_key: 'run-monitors' });
    const list = async (query: Partial<Parameters<typeof client.listSchedules>[0]>) =>
      (await client.listSchedules({ project_code: tables.projectCode, ...query })).items.map(({ id }) => id);
    expect(await list({})).toEqual([profiles.id, paused.id, tests.id, generation.id, monitors.id]);
    expect(await list({ job_key: ['run-tests', 'run-profile'] })).toEqual([profiles.id, paused.id, tests.id]);
    const ofGroup = await list({ table_group_id: tables.tableGroupId });
    expect(ofGroup).toEqual([profiles.id, paused.id, monitors.id]);
    expect(await list({ test_suite_id: testSuiteId, job_key: ['run-tests'] })).toEqual([tests.id]);
    expect(await list({ active: false })).toEqual([paused.id]);
    expect(await list({ page: 2, limit: 3 })).toEqual([generation.id, monitors.id]);
    expect(await client.listSchedules({ project_code: other.projectCode })).toMatchObject({ total: 0 });
  });

  it('fire by themselves once they are due', async () => {
    const { client, store } = server();
    const { id } = await create({ overlap: 'queue' });
    // As if its day had come: nobody wants to wait for it.
    const due = new Date(Date.now() - 1000);
    await store.db.updateTable('schedule').set({ next_fire_at: due }).where('id', '=', id).execute();
    await client.updateSchedule({ schedule_id: id, body: { description: 'Wake up' } });
    const firing = async () => (await client.getSchedule({ schedule_id: id })).last_firing;
    await expect.poll(firing, { timeout: 10_000 }).toMatchObject({ outcome: 'submitted' });
    const job = await completed(server(), { id: (await firing())?.job_id ?? '' });
    expect(job).toMatchObject({ job_key: 'run-profile', source: 'scheduler' });
    expect(await firing()).toMatchObject({ due_at: due.toISOString(), job_status: 'completed' });
  });

  it('are fired by hand, resting or not, and stay where they are', async () => {
    const { client, store } = server();
    const { id } = await create({ active: false });
    const submitted = await client.fireSchedule({ schedule_id: id, wait: 30 });
    const job = await completed(server(), submitted);
    expect(job).toMatchObject({ job_key: 'run-profile', source: 'api', created_at: submitted.created_at });
    expect(await client.getSchedule({ schedule_id: id })).toMatchObject({
      active: false,
      next_firings: [],
      last_firing: { outcome: 'submitted', job_id: job.id, job_status: 'completed' },
    });
    const stored = await store.db.selectFrom('job').select('arguments').where('id', '=', job.id).execute();
    expect(stored).toMatchObject([{ arguments: { schedule_id: id } }]);
  });

  it('are fired by hand once for an idempotency key', async () => {
    const { client } = server();
    const { id } = await create();
    const headers = { 'idempotency-key': uuidV7() };
    const fire = () => client.fireSchedule({ schedule_id: id }, { headers });
    expect(await fire()).toEqual(await fire());
  });

  it('are deleted alone, or with what they run on', async () => {
    const { client } = server();
    const { id } = await create();
    await client.deleteSchedule({ schedule_id: id });
    await expect(client.getSchedule({ schedule_id: id })).rejects.toMatchObject(missing);
    const suite = await client.createTestSuite({
      table_group_id: tables.tableGroupId,
      body: { name: 'Short-lived' },
    });
    const target = { table_group_id: null, test_suite_id: suite.id };
    const tests = await create({ job_key: 'run-tests', ...target });
    await client.deleteTestSuite({ test_suite_id: suite.id });
    await expect(client.getSchedule({ schedule_id: tests.id })).rejects.toMatchObject(missing);
  });

  it('are seen and changed by those who may', async () => {
    const { client, url } = server();
    const { id } = await create();
    const clientFor = async (role: 'business' | 'admin', project_code: string) => {
      const made = await client.createToken({ body: { name: uuidV7(), role, project_code } });
      return createClient({ url, token: made.token });
    };
    const reader = await clientFor('business', tables.projectCode);
    await reader.getSchedule({ schedule_id: id });
    await reader.previewSchedule({ body: RARELY });
    const stranger = await clientFor('admin', other.projectCode);
    await expect(stranger.getSchedule({ schedule_id: id })).rejects.toMatchObject(missing);
    for (const call of [
      () => reader.updateSchedule({ schedule_id: id, body: { active: false } }),
      () => reader.fireSchedule({ schedule_id: id }),
      () => reader.deleteSchedule({ schedule_id: id }),
      () => stranger.fireSchedule({ schedule_id: id }),
    ]) {
      await expect(call()).rejects.toMatchObject(missing);
    }
  });

  it('are previewed without being kept', async () => {
    const { client, store } = server();
    const preview = await client.previewSchedule({
      firings: 2,
      body: { cron: '0 0 1 jan *', time_zone: 'UTC' },
    });
    const year = new Date().getUTCFullYear();
    expect(preview).toEqual({
      ...{ cron: '0 0 1 JAN *', time_zone: 'UTC' },
      next_firings: [`${year + 1}-01-01T00:00:00.000Z`, `${year + 2}-01-01T00:00:00.000Z`],
    });
    expect(await store.db.selectFrom('schedule').selectAll().execute()).toEqual([]);
    await expect(
      client.previewSchedule({ body: { cron: '0 0 31 2 *', time_zone: '+01:00' } }),
    ).rejects.toMatchObject({ status: 422, errors: [{ path: 'body.cron' }, { path: 'body.time_zone' }] });
  });
});
