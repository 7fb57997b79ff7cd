import type { ApiError, DedupePolicy } from '@assay/contract';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { givenCsvTables } from '../testing/given-tables.ts';
import { describeServers } from '../testing/server-for-test.ts';

describeServers(
  'a submission for a target that has a job',
  (server) => {
    let tableGroupId: string;
    let testSuiteId: string;
    beforeAll(async () => {
      ({ tableGroupId } = await givenCsvTables(server(), { orders: 'id\n1\n' }));
      const suite = { table_group_id: tableGroupId, body: { name: 'suite' } };
      testSuiteId = (await server().client.createTestSuite(suite)).id;
    });
    beforeEach(() => server().store.jobs.query('DELETE FROM job'));

    const profile = (dedupe?: DedupePolicy, more: { changed_only?: boolean } = {}) =>
      server().client.submitProfilingRun({
        table_group_id: tableGroupId,
        ...(dedupe && { dedupe }),
        ...more,
      });
    const statusOf = async (id: string) => (await server().client.getJob({ job_id: id })).status;

    it('waits behind it', async () => {
      const first = await profile();
      expect((await profile()).id).not.toBe(first.id);
      expect((await profile('queue')).id).not.toBe(first.id);
    });

    it('joins it: the answer is that job', async () => {
      const first = await profile('join');
      expect(await profile('join')).toEqual(first);
    });

    it('joins no job that does less, or something else', async () => {
      const { client } = server();
      const changed = await profile('queue', { changed_only: true });
      const whole = await profile('join');
      expect(whole.id).not.toBe(changed.id);
      expect(await profile('join')).toEqual(whole);
      expect(await profile('join', { changed_only: true })).toEqual(changed);
      const generation = await client.submitTestGeneration({ test_suite_id: testSuiteId });
      const run = await client.submitTestRun({ test_suite_id: testSuiteId, dedupe: 'join' });
      expect(run.id).not.toBe(generation.id);
      expect((await client.getTestRun({ job_id: run.id })).id).toBe(run.id);
    });

    it('is rejected, with the id of that job', async () => {
      const first = await profile();
      const error = (await profile('reject').catch((caught: unknown) => caught)) as ApiError;
      expect(error).toMatchObject({ status: 409, errors: [{ code: 'target_busy', job_id: first.id }] });
      expect(error.message).toContain(first.id);
      await server().client.cancelJob({ job_id: first.id });
      await profile('reject');
    });

    it('replaces it', async () => {
      const first = await profile();
      const second = await profile('replace');
      expect(await statusOf(first.id)).toBe('cancel_requested');
      expect(await statusOf(second.id)).toBe('pending');
      const { items } = await server().client.listProfilingRuns({ table_group_id: tableGroupId });
      expect(items.map(({ id }) => id)).toEqual([second.id, first.id]);
    });

    it('makes one job of many at the same moment that join', async () => {
      const answers = await Promise.all(Array.from({ length: 12 }, () => profile('join')));
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    });

    it('lets one of many through that would be rejected', async () => {
      const answers = await Promise.allSettled(Array.from({ length: 12 }, () => profile('reject')));
      const made = answers.filter(({ status }) => status === 'fulfilled');
      expect(made).toHaveLength(1);
    });

    it('answers a repeated request with its own job, whatever the policy', async () => {
      const submit = (dedupe: DedupePolicy) =>
        server().client.submitProfilingRun(
          { table_group_id: tableGroupId, dedupe },
          { headers: { 'idempotency-key': 'nightly' } },
        );
      const first = await submit('queue');
      for (const dedupe of ['reject', 'replace', 'join'] as const)
        expect(await submit(dedupe)).toEqual(first);
      expect(await statusOf(first.id)).toBe('pending');
    });

    it('knows four policies', async () => {
      const unknown = profile('overtake' as DedupePolicy);
      await expect(unknown).rejects.toMatchObject({
        status: 422,
        errors: [{ path: 'query.dedupe', detail: expect.stringContaining('queue, join, reject or replace') }],
      });
    });
  },
  { workerSlots: 0 },
);
