/** What must survive when processes end, politely or not. Numbers are those of the conformance list. */
import { setTimeout as pause } from 'node:timers/promises';
import { createPostgresDatabase, describePostgres, type PostgresDatabase } from '@assay/test-support';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AssayHome,
  type AssayProcess,
  describeStoreKinds,
  makeHome,
  type StartOptions,
  startAssay,
} from './support/assay-process.ts';
import { makePlaces, profileAndWait, writeShopFiles } from './support/shop.ts';

/** A lost worker's lease, and a poll, by the settings that the queue publishes. */
const TAKE_OVER_MS = 25_000;

describeStoreKinds('restarting', (store) => {
  let home: AssayHome;
  const running = new Set<AssayProcess>();
  beforeAll(async () => {
    home = await makeHome(store);
    writeShopFiles(home.files);
  });
  afterAll(async () => {
    for (const assay of running) await assay.kill();
    await home.remove();
  });

  const start = async (options?: StartOptions) => {
    const assay = await startAssay(home, options);
    running.add(assay);
    return assay;
  };
  const end = async (assay: AssayProcess, how: 'stop' | 'kill') => {
    running.delete(assay);
    await assay[how]();
  };

  it('18, 26: pending jobs survive a restart and run, and what ended stays as it was', async () => {
    const idle = await start({ environment: { ASSAY_WORKER_SLOTS: '0' } });
    const places = await makePlaces(idle.client, { type: 'files', config: { path: home.files } });
    const waiting = await idle.client.submitProfilingRun({ table_group_id: places.tableGroupId });
    const canceled = await idle.client.submitTestRun({ test_suite_id: places.testSuiteId });
    expect((await idle.client.cancelJob({ job_id: canceled.id })).status).toBe('cancel_requested');
    await end(idle, 'stop');

    const working = await start();
    const done = await working.client.waitForJob(waiting.id, { timeoutMs: 30_000 });
    expect(done.status).toBe('completed');
    const stopped = await working.client.waitForJob(canceled.id, { timeoutMs: 30_000 });
    expect(stopped).toMatchObject({ status: 'canceled', claimed_at: null, started_at: null });
    await end(working, 'stop');

    const again = await start();
    expect(await again.client.getJob({ job_id: waiting.id })).toEqual(done);
    expect(await again.client.getJob({ job_id: canceled.id })).toEqual(stopped);
    await end(again, 'stop');
  });

  it('loses no job that it acknowledged, however it is killed', async () => {
    const acknowledged: string[] = [];
    let places: Awaited<ReturnType<typeof makePlaces>> | undefined;
    for (let round = 0; round < 3; round++) {
      const assay = await start({ environment: { ASSAY_WORKER_SLOTS: '0' } });
      const { client } = assay;
      places ??= await makePlaces(client, { type: 'files', config: { path: home.files } });
      const suite = { test_suite_id: places.testSuiteId };
      const until = Date.now() + 300 + 200 * round;
      const submitting = (async () => {
        for (;;) acknowledged.push((await client.submitTestRun(suite)).id);
      })().catch(() => undefined);
      await pause(until - Date.now());
      await end(assay, 'kill');
      await submitting;
    }
    const assay = await start({ environment: { ASSAY_WORKER_SLOTS: '0' } });
    expect(acknowledged.length).toBeGreaterThan(10);
    const project = { project_code: (places as { projectCode: string }).projectCode };
    const known = new Set<string>();
    for (let page = 1; ; page++) {
      const jobs = await assay.client.listJobs({ ...project, page, limit: 100 });
      for (const job of jobs.items) known.add(job.id);
      if (jobs.items.length === 0) break;
    }
    expect(acknowledged.filter((id) => !known.has(id))).toEqual([]);
    await end(assay, 'stop');
  });
});

describe('the embedded store', () => {
  it('refuses a second process on its directory and names the first', async () => {
    const home = await makeHome('embedded');
    const first = await startAssay(home);
    const second = await startAssay(home).catch((error: Error) => error.message);
    expect(second).toContain(`${first.pid}`);
    expect(second).toContain(first.url);
    expect(second).not.toContain('    at ');
    await first.stop();
    await home.remove();
  });
});

describePostgres('several processes on one store', () => {
  let home: AssayHome;
  let target: PostgresDatabase;
  const running: AssayProcess[] = [];
  beforeAll(async () => {
    home = await makeHome('postgresql');
    writeShopFiles(home.files);
    target = await createPostgresDatabase();
    await target.query('CREATE TABLE quick AS SELECT g AS id, g % 7 AS kind FROM generate_series(1, 100) g');
    await target.query(
      `CREATE VIEW slow AS SELECT g AS id, 'x' || g AS name FROM generate_series(1, 4) g WHERE pg_sleep(0.5) IS NOT NULL`,
    );
  });
  afterAll(async () => {
    for (const assay of running) await assay.kill();
    await target.drop();
    await home.remove();
  });

  const start = async (options?: StartOptions) => {
    const assay = await startAssay(home, options);
    running.push(assay);
    return assay;
  };
  const targetConnection = () => ({
    type: 'postgresql' as const,
    config: { host: target.host, port: target.port, database: target.database, user: target.user },
  });

  it('25: a job whose worker was killed is finished by another within the published bound', async () => {
    const server = await start({ environment: { ASSAY_WORKER_SLOTS: '0' } });
    const doomed = await start({ command: 'work', environment: { ASSAY_WORKER_SLOTS: '1' } });
    const places = await makePlaces(server.client, targetConnection(), 'public');
    const { id } = await server.client.submitProfilingRun({ table_group_id: places.tableGroupId });
    while ((await server.client.getJob({ job_id: id })).status !== 'running') await pause(20);
    await doomed.kill();
    await start({ command: 'work' });
    const killed = Date.now();
    const job = await server.client.waitForJob(id, { timeoutMs: TAKE_OVER_MS + 10_000 });
    expect(job.status).toBe('completed');
    expect(Date.now() - killed).toBeLessThan(TAKE_OVER_MS + 10_000);
    const run = await server.client.getProfilingRun({ job_id: id });
    expect(run.result).toMatchObject({ table_ct: 2, column_ct: 4, record_ct: 104 });
  });

  it('27: two servers and a worker run each job once', async () => {
    const one = await start();
    const two = await start();
    const places = await makePlaces(one.client, { type: 'files', config: { path: home.files } });
    const groups = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        one.client.createTableGroup({
          project_code: places.projectCode,
          body: { name: `Group ${at}`, connection_id: places.connectionId, schema: 'main' },
        }),
      ),
    );
    const submitted = await Promise.all(
      groups.map((group, at) =>
        (at % 2 === 0 ? one : two).client.submitProfilingRun({ table_group_id: group.id }),
      ),
    );
    const jobs = await Promise.all(submitted.map(({ id }) => two.client.waitForJob(id)));
    expect(jobs.map(({ status }) => status)).toEqual(jobs.map(() => 'completed'));
    const attempts = await home.database?.query<{ attempt: number; n: number }>(
      'SELECT attempt, count(*)::int AS n FROM job WHERE id = ANY($1) GROUP BY attempt',
      [submitted.map(({ id }) => id)],
    );
    expect(attempts).toEqual([{ attempt: 1, n: 12 }]);
  });

  it('hands a job back when it is asked to stop, and the next process goes on with it', async () => {
    const first = await start();
    const places = await makePlaces(first.client, targetConnection(), 'public');
    for (const other of running.filter((assay) => assay !== first)) await other.stop();
    const { id } = await first.client.submitProfilingRun({ table_group_id: places.tableGroupId });
    while ((await first.client.getJob({ job_id: id })).status !== 'running') await pause(20);
    expect(await first.stop()).toBe(0);
    const second = await start();
    const job = await second.client.waitForJob(id, { timeoutMs: TAKE_OVER_MS });
    expect(job.status).toBe('completed');
    await profileAndWait(second.client, places.tableGroupId);
  });
});

describe('a store that is down', () => {
  it('ends the start with a message that says what to do', async () => {
    const home = await makeHome('embedded');
    const failure = await startAssay(home, {
      environment: {
        ASSAY_DATABASE_URL: 'postgresql://nobody:hunter2@127.0.0.1:1/nothing',
        ASSAY_SECRET_KEY: Buffer.alloc(32, 1).toString('base64'),
      },
    }).catch((error: Error) => error.message);
    expect(failure).toContain('ended with 1');
    expect(failure).toContain('127.0.0.1:1');
    expect(failure).not.toContain('hunter2');
    expect(failure).not.toContain('    at ');
    await home.remove();
  });
});
