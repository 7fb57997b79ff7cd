/** Servers and workers that share a store. Numbers are those of the conformance list. */
import { createPostgresDatabase, describePostgres, type PostgresDatabase } from '@assay/test-support';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type AssayHome,
  type AssayProcess,
  makeHome,
  type StartOptions,
  startAssay,
} from './support/assay-process.ts';
import { TAKE_OVER_MS, untilRunning } from './support/job-at-work.ts';
import { makePlaces, writeShopFiles } from './support/shop.ts';
import { makeSlowTarget, SLOW_COUNTS, slowConnection } from './support/slow-target.ts';

describePostgres('several processes on one store', () => {
  let home: AssayHome;
  let target: PostgresDatabase;
  const running: AssayProcess[] = [];
  beforeAll(async () => {
    home = await makeHome('postgresql');
    writeShopFiles(home.files);
    target = await createPostgresDatabase();
    await makeSlowTarget(target);
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
  it('25: a job whose worker was killed is finished by another within the published bound', async () => {
    const server = await start({ environment: { ASSAY_WORKER_SLOTS: '0' } });
    const doomed = await start({ command: 'work', environment: { ASSAY_WORKER_SLOTS: '1' } });
    const places = await makePlaces(server.client, slowConnection(target), 'public');
    const { id } = await server.client.submitProfilingRun({ table_group_id: places.tableGroupId });
    await untilRunning(server, id);
    await doomed.kill();
    await start({ command: 'work' });
    const job = await server.client.waitForJob(id, { timeoutMs: TAKE_OVER_MS });
    expect(job).toMatchObject({ status: 'completed', error_message: null });
    const run = await server.client.getProfilingRun({ job_id: id });
    expect(run.result).toMatchObject(SLOW_COUNTS);
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
});
