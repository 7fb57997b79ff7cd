import { expect, it } from 'vitest';
import {
  CUSTOMERS,
  clientOf,
  filesGroup,
  ORDERS,
  profile,
  writeTable,
} from '../profiling-runs/testing/profiling-fixture.ts';
import { describeServers } from '../testing/server-for-test.ts';

describeServers('the history of a column', (server) => {
  it('lists its completed runs, newest first and in pages, with the measures that were asked for', async () => {
    const { client } = server();
    const { tableGroupId, folder } = await filesGroup(server(), { orders: ORDERS });
    const runs = [];
    for (const rows of [50, 40, 30]) {
      writeTable(folder, 'orders', ORDERS.slice(0, rows + 1));
      runs.push((await profile(server(), tableGroupId)).id);
    }
    writeTable(folder, 'orders', ['a,b', '"never closed,3', '4,5']);
    await profile(server(), tableGroupId);

    const place = { table_group_id: tableGroupId, table: 'orders', column: 'amount' };
    const history = await client.listColumnHistory({
      ...place,
      measures: ['record_ct', 'max_value', 'min_text'],
    });
    expect(history.items.map(({ profiling_run_id }) => profiling_run_id)).toEqual(runs.toReversed());
    expect(history.items.map(({ measures }) => measures)).toEqual([
      { record_ct: 30, max_value: 94.25 },
      { record_ct: 40, max_value: 126.75 },
      { record_ct: 50, max_value: 159.25 },
    ]);
    expect(history.items[0]).toMatchObject({ general_type: 'N', values_masked: false, error: null });
    const second = await client.listColumnHistory({ ...place, page: 2, limit: 2 });
    expect(second).toMatchObject({ total: 3, items: [{ profiling_run_id: runs[0] }] });
    const whole = await client.getColumnProfile({ job_id: runs[0]!, table: 'orders', column: 'amount' });
    expect(second.items[0]?.measures).toEqual(whole.measures);
  });

  it('counts issues that nobody dismissed, and follows decisions with its score', async () => {
    const { client } = server();
    const { tableGroupId } = await filesGroup(server(), { customers: CUSTOMERS });
    const { id: job_id } = await profile(server(), tableGroupId);
    const place = { table_group_id: tableGroupId, table: 'customers', column: 'status' };
    const [before] = (await client.listColumnHistory(place)).items;
    const { items } = await client.listHygieneIssues({ job_id, table: 'customers', column: 'status' });
    const blanks = items.find(({ issue_type }) => issue_type === 'Non_Standard_Blanks');
    expect(before?.issue_ct).toBe(items.length);
    await client.updateHygieneIssue({ hygiene_issue_id: blanks!.id, body: { disposition: 'Dismissed' } });
    const [after] = (await client.listColumnHistory(place)).items;
    expect(after?.issue_ct).toBe(items.length - 1);
    expect(after?.profiling_score).toBeGreaterThan(before?.profiling_score ?? 1);
  });

  it('hides values of personal data from who may not see them', async () => {
    const { tableGroupId } = await filesGroup(server(), { customers: CUSTOMERS });
    await profile(server(), tableGroupId);
    const analyst = await clientOf(server(), 'analyst');
    const place = { table_group_id: tableGroupId, table: 'customers', column: 'email' };
    const { items } = await analyst.listColumnHistory(place);
    expect(items[0]).toMatchObject({ values_masked: true, measures: { min_text: null, record_ct: 30 } });
    expect(JSON.stringify(items)).not.toContain('@example.org');
  });

  it('is refused for measures and columns that nobody knows', async () => {
    const { client } = server();
    const { tableGroupId } = await filesGroup(server(), { orders: ORDERS });
    await profile(server(), tableGroupId);
    const place = { table_group_id: tableGroupId, table: 'orders', column: 'amount' };
    await expect(
      client.listColumnHistory({ ...place, measures: ['height' as 'record_ct'] }),
    ).rejects.toMatchObject({ status: 422, errors: [{ path: 'query.measures' }] });
    await expect(client.listColumnHistory({ ...place, column: 'height' })).rejects.toMatchObject({
      status: 404,
    });
  });
});
