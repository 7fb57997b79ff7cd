/** What a run tells of tables as wholes: samples, whole rows, references between tables. */
import { expect, it } from 'vitest';
import { describeServers } from '../testing/server-for-test.ts';
import { CUSTOMERS, filesGroup, ORDERS, profile } from './testing/profiling-fixture.ts';

const VISITS = [
  'visit_id,status,amount',
  ...Array.from({ length: 4_000 }, (_, i) => `${i + 1},${i % 4 === 0 ? '' : 'open'},${(i % 90) / 4}`),
];

describeServers('a profiling run', (server) => {
  it('reads a part of a large table when told to, and projects what it saw with how far that can be trusted', async () => {
    const { client } = server();
    const { tableGroupId } = await filesGroup(server(), { visits: VISITS, customers: CUSTOMERS });
    await client.updateTableGroup({
      table_group_id: tableGroupId,
      body: { use_sampling: true, sample_percent: 25, sample_min_rows: 500 },
    });
    const run = await profile(server(), tableGroupId);
    expect(run.result?.record_ct).toBe(4_030);
    const [customers, visits] = run.details?.tables ?? [];
    expect(customers).toMatchObject({ table: 'customers', record_ct: 30, sampled_rows: null });
    expect(visits).toMatchObject({ table: 'visits', record_ct: 4_000, duplicate_rows: null });
    const sampled = visits?.sampled_rows ?? 0;
    expect(sampled).toBeGreaterThan(800);
    expect(sampled).toBeLessThan(1_200);

    const { items } = await client.listColumnProfiles({ job_id: run.id });
    const status = items.find(({ table, column }) => table === 'visits' && column === 'status');
    expect(status?.sample).toMatchObject({ sampled_rows: sampled, record_ct: 4_000 });
    expect(status?.measures.record_ct).toBe(4_000);
    const { low, high } = status?.sample?.intervals.null_value_ct ?? { low: 0, high: 0 };
    expect([low <= 1_000, high >= 1_000, high - low < 1_000]).toEqual([true, true, true]);
    expect(status?.sample?.estimated).toContain('null_value_ct');
    expect(items.find(({ table }) => table === 'customers')?.sample).toBeNull();

    const catalog = await client.getCatalog({ table_group_id: tableGroupId, table: 'visits' });
    const known = catalog.items[0]?.columns.find(({ column }) => column === 'status');
    expect(known?.null_value_ct).toBe(status?.measures.null_value_ct);

    const detail = await client.getColumnProfile({ job_id: run.id, table: 'visits', column: 'status' });
    const open = detail.frequencies.find(({ value }) => value === 'open')?.count ?? 0;
    expect(Math.abs(open - (status?.measures.value_ct ?? 0))).toBeLessThanOrEqual(1);
    expect(detail.frequency_totals?.estimated).toBe(true);
  });

  it('counts rows that repeat others, and looks references between tables up', async () => {
    const { client } = server();
    const orders = [...ORDERS.slice(0, 40), '40,9999,1.00', '40,9999,1.00'];
    const { tableGroupId } = await filesGroup(server(), { customers: CUSTOMERS, orders });
    const run = await profile(server(), tableGroupId);
    expect(run.details?.tables).toMatchObject([
      { table: 'customers', duplicate_rows: 0 },
      { table: 'orders', duplicate_rows: 1 },
    ]);
    expect(run.details?.references).toEqual([
      {
        table: 'orders',
        column: 'customer_id',
        parent_table: 'customers',
        parent_column: 'customer_id',
        rows: 41,
        orphan_rows: 2,
        values: 31,
        orphan_values: 1,
      },
    ]);
    const found = await client.listHygieneIssues({ job_id: run.id, table: 'orders', limit: 100 });
    const types = found.items.map(({ issue_type }) => issue_type);
    expect(types).toContain('Orphaned_References');
    expect(types).toContain('Duplicate_Rows');
  });

  it('obeys the thresholds of its table group', async () => {
    const { client } = server();
    const { tableGroupId } = await filesGroup(server(), {
      people: [
        'person_id,kind',
        ...Array.from({ length: 200 }, (_, i) => `${i + 1},${i < 3 ? '' : 'guest'}`),
      ],
    });
    const issuesOf = async () => {
      const { id: job_id } = await profile(server(), tableGroupId);
      return (await client.listHygieneIssues({ job_id, type: 'Small_Missing_Value_Ct' })).items.map(
        ({ column }) => column,
      );
    };
    expect(await issuesOf()).toEqual(['kind']);
    const { items } = await client.listHygieneIssueTypes({ limit: 100 });
    const type = items.find(({ key }) => key === 'Small_Missing_Value_Ct');
    const [threshold] = type?.thresholds ?? [];
    // More than 98.5 % of the column is filled: not complete enough any more.
    const body = { hygiene_thresholds: { [type!.key]: { [threshold!.name]: 0.99 } } };
    await client.updateTableGroup({ table_group_id: tableGroupId, body });
    expect(await issuesOf()).toEqual([]);
  });
});
