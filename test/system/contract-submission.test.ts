/** The contract of submission, polling and cancellation, as programs rely on it. Numbers are those of the conformance list. */
import { beforeAll, expect, it } from 'vitest';
import {
  type AssayHome,
  type AssayProcess,
  cleanUpAfterwards,
  describeStoreKinds,
  makeHome,
  startAssay,
} from './support/assay-process.ts';
import { makePlaces, profileAndWait, type ShopPlaces, testAndWait, writeShopFiles } from './support/shop.ts';
import { LEGAL_STEPS, watchStatuses } from './support/status-walk.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const JOB_FIELDS = [
  'id',
  'job_key',
  'status',
  'source',
  'created_at',
  'claimed_at',
  'started_at',
  'completed_at',
  'error_message',
];

describeStoreKinds('submitting, polling, canceling', (store) => {
  let home: AssayHome;
  let assay: AssayProcess;
  let places: ShopPlaces;

  beforeAll(async () => {
    home = await makeHome(store);
    writeShopFiles(home.files);
    assay = await startAssay(home);
    places = await makePlaces(assay.client, { type: 'files', config: { path: home.files } });
    await profileAndWait(assay.client, places.tableGroupId);
  });
  cleanUpAfterwards(
    () => home,
    () => [assay],
  );

  const submitProfiling = () => assay.request('POST', `/table-groups/${places.tableGroupId}/profiling-runs`);
  const submitTests = () => assay.request('POST', `/test-suites/${places.testSuiteId}/test-runs`);

  it('1, 2: answers a submission with 202 and exactly an id and a time', async () => {
    for (const answer of [await submitProfiling(), await submitTests()]) {
      expect(answer.status).toBe(202);
      expect(Object.keys(answer.body).sort()).toEqual(['created_at', 'id']);
      expect(answer.body.id).toMatch(UUID);
      expect(answer.body.created_at).toMatch(TIME);
      expect(answer.headers.get('location')).toBe(`/api/v1/jobs/${answer.body.id}`);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      await assay.client.waitForJob(answer.body.id);
    }
  });

  it('3: a job can be read the moment its submission was answered, a hundred times', async () => {
    for (let round = 0; round < 100; round++) {
      const { body } = await submitTests();
      const read = await assay.request('GET', `/jobs/${body.id}`);
      expect(read.status).toBe(200);
      if (round < 99) await assay.request('POST', `/jobs/${body.id}/cancel`);
    }
  });

  it('4: a job has its nine fields from the start, nulls written out', async () => {
    const { body } = await submitProfiling();
    const read = await assay.request('GET', `/jobs/${body.id}`);
    expect(Object.keys(read.body)).toEqual(JOB_FIELDS);
    expect(read.body).toMatchObject({
      job_key: 'run-profile',
      source: 'api',
      completed_at: null,
      error_message: null,
    });
    await assay.client.waitForJob(body.id);
  });

  it('5, 6, 7: a job walks along legal edges only, its times in order, and completes without a message', async () => {
    const { body } = await submitProfiling();
    const { statuses, last } = await watchStatuses(assay.client, body.id);
    for (let at = 1; at < statuses.length; at++) {
      expect(LEGAL_STEPS).toContain(`${statuses[at - 1]} -> ${statuses[at]}`);
    }
    expect(last.status).toBe('completed');
    expect(last.error_message).toBeNull();
    const times = [last.created_at, last.claimed_at, last.started_at, last.completed_at];
    expect([...times].sort()).toEqual(times);
  });

  it('16, 17: cancel twice answers 200 twice; a job that ended answers 409', async () => {
    const { body } = await submitProfiling();
    const first = await assay.request('POST', `/jobs/${body.id}/cancel`);
    expect(first.status).toBe(200);
    expect(Object.keys(first.body)).toEqual(JOB_FIELDS);
    expect(first.body.status).toBe('cancel_requested');
    const again = await assay.request('POST', `/jobs/${body.id}/cancel`);
    // The second one may come after the job turned canceled: then it is a job that ended.
    expect([200, 409]).toContain(again.status);
    const ended = await assay.client.waitForJob(body.id);
    expect(ended.status).toBe('canceled');
    const late = await assay.request('POST', `/jobs/${body.id}/cancel`);
    expect(late.status).toBe(409);
    expect(late.body.errors[0].code).toBe('invalid_status_transition');
    expect(late.body.detail.errors).toEqual(late.body.errors);
    const completed = await profileAndWait(assay.client, places.tableGroupId);
    expect((await assay.request('POST', `/jobs/${completed.id}/cancel`)).status).toBe(409);
  });

  it('19: an unknown id and one of a project out of reach get the same 404, byte for byte', async () => {
    const other = await makePlaces(assay.client, { type: 'files', config: { path: home.files } });
    const { token } = await assay.client.createToken({
      body: { name: 'only the other project', role: 'admin', project_code: other.projectCode },
    });
    const foreign = await profileAndWait(assay.client, places.tableGroupId);
    const missing = '00000000-0000-4000-8000-000000000000';
    const paths = (id: string) => [`/jobs/${id}`, `/profiling-runs/${id}`, `/jobs/${id}/progress`];
    for (const [at, path] of paths(foreign.id).entries()) {
      const forbidden = await assay.request('GET', path, { token });
      const unknown = await assay.request('GET', paths(missing)[at] as string, { token });
      expect(forbidden.status).toBe(404);
      expect(forbidden.text).toBe(unknown.text);
      expect(forbidden.body).toEqual({
        errors: [{ code: 'not_found', detail: 'Not found' }],
        detail: { errors: [{ code: 'not_found', detail: 'Not found' }] },
      });
    }
    for (const path of [
      `/table-groups/${places.tableGroupId}/profiling-runs`,
      `/table-groups/${missing}/profiling-runs`,
    ]) {
      expect((await assay.request('POST', path, { token })).status).toBe(404);
    }
  });

  it('20: without a valid token everything but health answers 401 and says which scheme', async () => {
    for (const token of [null, 'wrong', '']) {
      const answer = await assay.request('GET', `/jobs/${places.tableGroupId}`, { token });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect(answer.body.errors[0].code).toBe('unauthenticated');
    }
    expect((await assay.request('GET', '/health', { token: null })).status).toBe(200);
  });

  it('21: an id that is no UUID is a mistake that names its place', async () => {
    for (const path of ['/jobs/42', '/profiling-runs/x', '/test-runs/%20']) {
      const answer = await assay.request('GET', path);
      expect(answer.status).toBe(422);
      expect(answer.body.errors).toEqual([
        expect.objectContaining({ code: 'invalid_request', path: 'path.job_id' }),
      ]);
    }
    const job = await profileAndWait(assay.client, places.tableGroupId);
    const spelled = job.id.replaceAll('-', '').toUpperCase();
    expect((await assay.request('GET', `/jobs/${spelled}`)).body.id).toBe(job.id);
  });

  it('22: the id of one kind of run is unknown on the route of the other', async () => {
    const profile = await profileAndWait(assay.client, places.tableGroupId);
    const tests = await testAndWait(assay.client, places.testSuiteId);
    expect((await assay.request('GET', `/test-runs/${profile.id}`)).status).toBe(404);
    expect((await assay.request('GET', `/profiling-runs/${tests.id}`)).status).toBe(404);
  });

  it('24: lists filter, keep their bounds, and say the true total', async () => {
    const jobs = (query: string) => assay.request('GET', `/projects/${places.projectCode}/jobs${query}`);
    for (const bad of [
      '?limit=0',
      '?limit=101',
      '?page=0',
      '?limit=x',
      '?status=done',
      '?job_key=run-score-update',
    ]) {
      expect((await jobs(bad)).status).toBe(422);
    }
    const all = await jobs('?limit=100');
    expect(all.body.total).toBeGreaterThan(100);
    const times = all.body.items.map((job: { created_at: string }) => job.created_at);
    expect([...times].sort().reverse()).toEqual(times);
    const past = await jobs('?page=99&limit=100');
    expect(past.body).toEqual({ items: [], page: 99, limit: 100, total: all.body.total });
    const farthest = await jobs('?page=1000000000&limit=100');
    expect(farthest.body).toMatchObject({ items: [], total: all.body.total });
    const some = await jobs('?job_key=run-profile&status=completed&limit=5');
    expect(some.body.items.length).toBeGreaterThan(0);
    for (const job of some.body.items)
      expect(job).toMatchObject({ job_key: 'run-profile', status: 'completed' });
  });

  it('28: twenty submissions at once all finish, and the limit of the connection holds', async () => {
    const groups = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        assay.client.createTableGroup({
          project_code: places.projectCode,
          body: { name: `Group ${at}`, connection_id: places.connectionId, schema: 'main' },
        }),
      ),
    );
    const submitted = await Promise.all(
      groups.map((group) => assay.client.submitProfilingRun({ table_group_id: group.id })),
    );
    const jobs = await Promise.all(submitted.map(({ id }) => assay.client.waitForJob(id)));
    expect(jobs.map((job) => job.status)).toEqual(jobs.map(() => 'completed'));
    expect(mostAtOnce(jobs)).toBeLessThanOrEqual(2);
  });

  it('29: an idle server starts a job in well under a second', async () => {
    const delays: number[] = [];
    for (let round = 0; round < 10; round++) {
      const job = await profileAndWait(assay.client, places.tableGroupId);
      delays.push(Date.parse(job.started_at as string) - Date.parse(job.created_at));
    }
    // The measured figure is in bench/; this only tells a wake-up from a poll.
    expect(Math.min(...delays)).toBeLessThan(1000);
  });
});

/** The most jobs that ran at the same moment. */
function mostAtOnce(jobs: readonly { started_at: string | null; completed_at: string | null }[]): number {
  return Math.max(
    ...jobs.map(
      ({ started_at }) =>
        jobs.filter(
          (other) =>
            (other.started_at as string) <= (started_at as string) &&
            (started_at as string) < (other.completed_at as string),
        ).length,
    ),
  );
}
