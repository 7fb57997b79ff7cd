import { beforeAll, beforeEach, expect, it } from 'vitest';
import { type GivenTables, givenCsvTables } from '../testing/given-tables.ts';
import { describeServers } from '../testing/server-for-test.ts';
import { gate, scriptedWorker } from './testing/scripted-worker.ts';

const SOON_MS = 1_500;

describeServers(
  'a run with a deadline',
  (server) => {
    let tables: GivenTables;
    let suiteId: string;
    beforeAll(async () => {
      tables = await givenCsvTables(server(), { orders: 'id\n1\n' });
      const suite = await server().client.createTestSuite({
        table_group_id: tables.tableGroupId,
        body: { name: 'orders' },
      });
      suiteId = suite.id;
    });
    beforeEach(() => server().store.jobs.query('DELETE FROM job'));
    const submit = (deadline: string) =>
      server().client.submitProfilingRun({ table_group_id: tables.tableGroupId, deadline });
    const soon = () => new Date(Date.now() + SOON_MS).toISOString();
    const ended = (id: string) => server().client.waitForJob(id, { timeoutMs: 10_000 });
    const outcomeOf = async (id: string) =>
      (await server().client.getProfilingRun({ job_id: id, include: ['outcome'] })).outcome;

    it('says so in its progress', async () => {
      const { id } = await submit('2h');
      const { deadline } = await server().client.getJobProgress({ job_id: id });
      expect(Date.parse(deadline!) - Date.now()).toBeGreaterThan(7_100_000);
    });

    it('ends in error when it has not started by then, without doing anything', async () => {
      const busy = gate();
      const started: string[] = [];
      await scriptedWorker(server(), async ({ id }) => {
        started.push(id);
        await busy.opened;
      });
      const first = await submit('1h');
      await expect.poll(() => started).toEqual([first.id]);
      // Of the same target, so that it waits behind the first.
      const deadline = soon();
      const { id } = await submit(deadline);
      const job = await ended(id);
      busy.open();
      const shown = `${deadline.slice(0, 19).replace('T', ' ')} UTC`;
      expect(job).toMatchObject({
        status: 'error',
        started_at: null,
        error_message: `The job had not started when its deadline passed, ${shown}. Nothing was done.`,
      });
      expect(Date.parse(job.completed_at!)).toBeGreaterThanOrEqual(Date.parse(deadline));
      expect(started).toEqual([first.id]);
      expect(await outcomeOf(id)).toMatchObject({
        outcome: 'error',
        reasons: [expect.objectContaining({ says: expect.stringContaining(`deadline passed, ${shown}`) })],
      });
      const statuses: string[] = [];
      for await (const { event, data } of server().client.watchJob(id)) {
        if (event === 'status') statuses.push(data.status);
      }
      expect(statuses).toEqual(['pending', 'claimed', 'error']);
    });

    it('is stopped when it still runs then', async () => {
      await scriptedWorker(server(), async (_, { signal }) => {
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
        throw signal.reason;
      });
      const { id } = await submit(soon());
      const job = await ended(id);
      expect(job.status).toBe('error');
      expect(job.error_message).toMatch(/^The deadline of the job passed, .* UTC, before it had completed/);
      expect(await outcomeOf(id)).toMatchObject({
        outcome: 'error',
        reasons: [
          expect.objectContaining({ says: expect.stringContaining('The deadline of the job passed') }),
        ],
      });
    });

    it('ends while it waits for another attempt', async () => {
      const attempt = async () => {
        throw Object.assign(new Error(), { transient: true, userMessage: 'The target is not there.' });
      };
      await scriptedWorker(server(), attempt, { retryBaseMs: 60_000, retryMaxMs: 60_000 });
      const { id } = await submit(soon());
      const job = await ended(id);
      expect(job.status).toBe('error');
      expect(job.error_message).toMatch(
        /before another attempt at it\. The last one failed: The target is not there\.$/,
      );
    });

    it('completes like any other before', async () => {
      await scriptedWorker(server(), async () => {});
      const { id } = await submit('1h');
      expect(await ended(id)).toMatchObject({ status: 'completed', error_message: null });
    });

    it.each([
      ['2020-01-01T00:00:00Z', 'must lie in the future'],
      ['later', 'must be a duration'],
      ['60d', 'at most 14 days ahead'],
    ])('is refused with the deadline %s', async (deadline, says) => {
      await expect(submit(deadline)).rejects.toMatchObject({
        status: 422,
        errors: [{ code: 'invalid_request', path: 'query.deadline', detail: expect.stringContaining(says) }],
      });
    });

    it('is the same request with another deadline', async () => {
      const again = { headers: { 'idempotency-key': 'nightly' } };
      const submitted = ['1h', '2h'].map((deadline) =>
        server().client.submitProfilingRun({ table_group_id: tables.tableGroupId, deadline }, again),
      );
      const [first, second] = await Promise.all(submitted);
      expect(first).toEqual(second);
    });

    it('can be of any kind', async () => {
      const { client } = server();
      const [test_suite_id, table_group_id] = [suiteId, tables.tableGroupId];
      const refused = { status: 422, errors: [expect.objectContaining({ path: 'query.deadline' })] };
      const deadline = 'never';
      const submissions = await Promise.allSettled([
        client.submitTestRun({ test_suite_id, deadline }),
        client.submitTestGeneration({ test_suite_id, deadline }),
        client.submitMutationCheck({ test_suite_id, deadline, body: {} }),
        client.submitMonitorRun({ table_group_id, deadline }),
      ]);
      expect(submissions).toEqual(
        submissions.map(() => ({ status: 'rejected', reason: expect.objectContaining(refused) })),
      );
    });
  },
  { workerSlots: 0 },
);
