import { beforeAll, beforeEach, expect, it } from 'vitest';
import { completed, type GivenCsvTables, givenCsvTables } from '../testing/given-tables.ts';
import { describeServers } from '../testing/server-for-test.ts';
import { scriptedWorker } from './testing/scripted-worker.ts';

describeServers('the log of a run', (server) => {
  let tables: GivenCsvTables;
  beforeAll(async () => {
    tables = await givenCsvTables(server(), { orders: 'id,name\n1,Ann\n2,Bob\n', empty: 'id\n' });
  });

  it('tells what was read, how, and how much; no values', async () => {
    const { client } = server();
    const job = await completed(
      server(),
      await client.submitProfilingRun({ table_group_id: tables.tableGroupId }),
    );
    const { items, total } = await client.listJobLog({ job_id: job.id });
    const messages = items.map(({ message }) => message.replace(/in \d+\.\d s/, 'in N s'));
    expect(messages[0]).toBe('2 tables with 3 columns are to be profiled.');
    expect(messages.slice(1, 3).sort()).toEqual([
      expect.stringMatching(/^empty: 1 columns of 0 rows, \w+, in N s\.$/),
      expect.stringMatching(/^orders: 2 columns of 2 rows, \w+, in N s\.$/),
    ]);
    expect(messages[3]).toMatch(/^\d+ hygiene issues were found\.$/);
    expect(total).toBe(4);
    expect(JSON.stringify(items)).not.toMatch(/Ann|Bob/);
  });

  it('tells the results of a test run in numbers', async () => {
    const { client } = server();
    const suite = await client.createTestSuite({
      table_group_id: tables.tableGroupId,
      body: { name: 'suite' },
    });
    await client.createTestDefinition({
      test_suite_id: suite.id,
      body: { test_type: 'CUSTOM', custom_query: 'SELECT * FROM orders' },
    });
    const job = await completed(server(), await client.submitTestRun({ test_suite_id: suite.id }));
    const { items } = await client.listJobLog({ job_id: job.id });
    expect(items.map(({ message }) => message)).toEqual([
      '1 tests are to be run on 0 tables.',
      'Results: 1 failed.',
    ]);
  });
});

describeServers(
  'the log of a job',
  (server) => {
    let tables: GivenCsvTables;
    beforeAll(async () => {
      tables = await givenCsvTables(server(), { orders: 'id\n1\n' });
    });
    beforeEach(() => server().store.jobs.query('DELETE FROM job'));
    const submit = async () =>
      (await server().client.submitProfilingRun({ table_group_id: tables.tableGroupId })).id;

    it('can be read by page, level and time', async () => {
      const id = await submit();
      await scriptedWorker(server(), async (_, { log }) => {
        for (const level of ['info', 'warning', 'error', 'info'] as const) log(level, `an ${level}`);
      });
      const { client } = server();
      await client.waitForJob(id, { timeoutMs: 10_000 });
      const read = (more: Omit<Parameters<typeof client.listJobLog>[0], 'job_id'>) =>
        client.listJobLog({ job_id: id, ...more });
      const second = await read({ page: 2, limit: 3 });
      expect(second).toMatchObject({ total: 4, items: [{ line: 4 }] });
      const { items } = await read({ level: ['warning', 'error'] });
      expect(items.map(({ level }) => level)).toEqual(['warning', 'error']);
      expect((await read({ since: items[0]?.at ?? '' })).items.length).toBeGreaterThanOrEqual(1);
      expect(await read({ since: new Date(Date.now() + 60_000).toISOString() })).toMatchObject({ total: 0 });
    });

    it('tells of a failed attempt, the next one, and who asked it to stop', async () => {
      const id = await submit();
      const { client } = server();
      await scriptedWorker(server(), async (_, { attempt, log, signal }) => {
        if (attempt === 1) {
          throw Object.assign(new Error(), { transient: true, userMessage: 'The target is not there.' });
        }
        log('info', 'working');
        await client.cancelJob({ job_id: id });
        await new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
          if (signal.aborted) reject(signal.reason);
        });
      });
      await client.waitForJob(id, { timeoutMs: 10_000 });
      const { items } = await client.listJobLog({ job_id: id });
      const lines = items.map(({ attempt, message }) => `${attempt}: ${message}`);
      expect(lines[0]).toBe('1: Attempt 1 of 3 failed: The target is not there. The next one comes in 1 s.');
      // What a worker logs is written a moment later than what others do to its job.
      expect(lines.slice(1)).toHaveLength(3);
      expect(lines).toContainEqual(expect.stringMatching(/^2: .+ goes on with the job: attempt 2 of 3\.$/));
      expect(lines).toContainEqual(expect.stringMatching(/^2: .+ asked for the job to stop\.$/));
      expect(lines).toContain('2: working');
    });

    it('is refused like any read of the job', async () => {
      const missing = server().client.listJobLog({ job_id: '019c9f2e-6c1a-7d3b-9a52-4f0e8b7c2d11' });
      await expect(missing).rejects.toMatchObject({ status: 404 });
    });
  },
  { workerSlots: 0 },
);
