import { expect, it } from 'vitest';
import { givenCsvTables } from '../testing/given-tables.ts';
import { describeServers } from '../testing/server-for-test.ts';

describeServers(
  'what a waiting job waits for',
  (server) => {
    it('is a worker, after the jobs of its project that go first', async () => {
      const { client } = server();
      const one = await givenCsvTables(server(), { orders: 'id\n1\n' });
      const first = await client.submitProfilingRun({ table_group_id: one.tableGroupId });
      const second = await client.submitProfilingRun({ table_group_id: one.tableGroupId });
      expect((await client.getJobProgress({ job_id: second.id })).waiting_for).toEqual({
        reason: 'turn',
        detail: 'One job of its project goes before it.',
        job_id: null,
        ahead: 1,
      });
      expect((await client.getJobProgress({ job_id: first.id })).waiting_for).toMatchObject({ ahead: 0 });
    });

    it('is the run of its target, then room on its connection, as its settings say', async () => {
      const { client, store } = server();
      const one = await givenCsvTables(server(), { orders: 'id\n1\n' });
      const group = await client.getTableGroup({ table_group_id: one.tableGroupId });
      const running = await client.submitProfilingRun({ table_group_id: group.id });
      const twin = await client.submitProfilingRun({ table_group_id: group.id });
      const other = await client.createTableGroup({
        project_code: group.project_code,
        body: { name: 'others', connection_id: group.connection_id, schema: group.schema },
      });
      const neighbour = await client.submitProfilingRun({ table_group_id: other.id });
      await store.jobs.query(
        `UPDATE job SET status = 'running', claimed_at = created_at, started_at = created_at, attempt = 1,
           lease_token = gen_random_uuid(), lease_until = now() + interval '1 minute' WHERE id = $1::uuid`,
        [running.id],
      );
      const waitOf = async (id: string) => (await client.getJobProgress({ job_id: id })).waiting_for;
      expect(await waitOf(running.id)).toBeNull();
      expect(await waitOf(twin.id)).toMatchObject({ reason: 'target', job_id: running.id });
      expect(await waitOf(neighbour.id)).toMatchObject({ reason: 'turn' });
      const change = (max_concurrent_runs: number | null) =>
        client.updateConnection({ connection_id: group.connection_id, body: { max_concurrent_runs } });
      expect((await change(1)).max_concurrent_runs).toBe(1);
      expect(await waitOf(neighbour.id)).toMatchObject({
        reason: 'limit',
        detail: 'One run is at work on its connection, as many as may be at once.',
      });
      await change(null);
      expect(await waitOf(neighbour.id)).toMatchObject({ reason: 'turn' });
    });
  },
  { workerSlots: 0 },
);
