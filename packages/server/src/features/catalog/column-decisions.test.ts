import { expect, it } from 'vitest';
import {
  CUSTOMERS,
  clientOf,
  filesGroup,
  ORDERS,
  profile,
} from '../profiling-runs/testing/profiling-fixture.ts';
import { describeServers } from '../testing/server-for-test.ts';

const EMAIL_FLAG = {
  risk: 'High',
  category: 'CONTACT',
  type: 'Email',
  reason: 'A customer wrote in',
} as const;
const NAMED = { risk: 'Moderate', category: 'ID', type: 'Account', reason: 'Leads to a person' } as const;

describeServers('what people say about a column', (server) => {
  it('hides its values at once in earlier runs, stands in later ones, and goes back to the rules', async () => {
    const { client } = server();
    const { tableGroupId } = await filesGroup(server(), { customers: CUSTOMERS });
    const { id: job_id } = await profile(server(), tableGroupId);
    const place = { table_group_id: tableGroupId, table: 'customers', column: 'status' };
    const analyst = await clientOf(server(), 'analyst');
    const seen = (id: string) =>
      analyst.getColumnProfile({ job_id: id, table: 'customers', column: 'status' });
    expect(await seen(job_id)).toMatchObject({ values_masked: false, pii: null });

    const changed = await client.updateCatalogColumn({ ...place, body: { pii: NAMED } });
    expect(changed).toMatchObject({ column: 'status', pii: { ...NAMED, manual: true } });
    expect(await seen(job_id)).toMatchObject({ values_masked: true, pii: { manual: true }, frequencies: [] });
    const listed = await analyst.listColumnProfiles({ job_id, column: 'status' });
    expect(listed.items).toMatchObject([
      { values_masked: true, measures: { min_text: null, mode_value: null } },
    ]);
    const issues = await analyst.listHygieneIssues({ job_id, column: 'status', limit: 100 });
    expect(JSON.stringify(issues)).not.toMatch(/active|closed/);

    const later = await profile(server(), tableGroupId);
    expect(await seen(later.id)).toMatchObject({ values_masked: true, pii: { type: 'Account' } });
    const taken = await client.updateCatalogColumn({ ...place, body: { pii: null } });
    expect(taken.pii).toBeNull();
    for (const id of [job_id, later.id]) expect(await seen(id)).toMatchObject({ values_masked: false });
    const last = await profile(server(), tableGroupId);
    expect(await seen(last.id)).toMatchObject({ values_masked: false, pii: null });
  });

  it('shows values that the rules would hide, in every run, until it is taken back', async () => {
    const { client } = server();
    const { tableGroupId } = await filesGroup(server(), { customers: CUSTOMERS });
    const { id: job_id } = await profile(server(), tableGroupId);
    const place = { table_group_id: tableGroupId, table: 'customers', column: 'email' };
    const analyst = await clientOf(server(), 'analyst');
    const email = { job_id, table: 'customers', column: 'email' };
    const ruled = await analyst.getColumnProfile(email);
    expect(ruled).toMatchObject({ values_masked: true, pii: { manual: false } });

    await client.updateCatalogColumn({ ...place, body: { pii: 'none' } });
    expect(await analyst.getColumnProfile(email)).toMatchObject({ values_masked: false, pii: null });
    const later = await profile(server(), tableGroupId);
    const again = await analyst.getColumnProfile({ ...email, job_id: later.id });
    expect(again).toMatchObject({ values_masked: false, pii: null });

    const back = await client.updateCatalogColumn({ ...place, body: { pii: null } });
    expect(back.pii).toEqual(ruled.pii);
    for (const id of [job_id, later.id]) {
      expect(await analyst.getColumnProfile({ ...email, job_id: id })).toMatchObject({
        values_masked: true,
        pii: ruled.pii,
      });
    }
    await client.updateCatalogColumn({ ...place, body: { pii: EMAIL_FLAG } });
    expect((await client.getColumnProfile(email)).pii).toEqual({ ...EMAIL_FLAG, manual: true });
  });

  it('is kept with who said it and when, and leaves what it does not name', async () => {
    const { client } = server();
    const { tableGroupId } = await filesGroup(server(), { orders: ORDERS });
    await profile(server(), tableGroupId);
    const place = { table_group_id: tableGroupId, table: 'orders', column: 'amount' };
    const steward = await clientOf(server(), 'data_quality');
    const before = Date.now();
    const said = await steward.updateCatalogColumn({
      ...place,
      body: { critical_data_element: true, description: ' Net of tax ' },
    });
    expect(said).toMatchObject({ critical_data_element: true, description: 'Net of tax', excluded: false });
    expect(said.decisions).toEqual([
      {
        field: 'critical_data_element',
        decided_by: expect.stringMatching(/^data_quality/),
        decided_at: expect.anything(),
      },
      {
        field: 'description',
        decided_by: expect.stringMatching(/^data_quality/),
        decided_at: expect.anything(),
      },
    ]);
    expect(Date.parse(said.decisions[0]?.decided_at ?? '')).toBeGreaterThan(before - 60_000);

    const { id: job_id } = await profile(server(), tableGroupId);
    const { critical_data_element } = await client.getColumnProfile({
      job_id,
      table: 'orders',
      column: 'amount',
    });
    expect(critical_data_element).toBe(true);
    const corrected = await client.updateCatalogColumn({ ...place, body: { critical_data_element: false } });
    expect(corrected).toMatchObject({ critical_data_element: false, description: 'Net of tax' });
    const catalog = await client.getCatalog({ table_group_id: tableGroupId });
    expect(catalog.items[0]?.columns.find(({ column }) => column === 'amount')).toEqual(corrected);
  });

  it('keeps an excluded column from being read, and its place in the catalog', async () => {
    const { client } = server();
    const { tableGroupId } = await filesGroup(server(), { customers: CUSTOMERS });
    const first = await profile(server(), tableGroupId);
    expect(first.details?.tables).toMatchObject([{ excluded_columns: [], column_ct: 5 }]);
    const place = { table_group_id: tableGroupId, table: 'customers', column: 'email' };
    await client.updateCatalogColumn({ ...place, body: { excluded: true } });
    const second = await profile(server(), tableGroupId);
    expect(second.result).toMatchObject({ table_ct: 1, column_ct: 4, record_ct: 30 });
    expect(second.details?.tables).toMatchObject([{ excluded_columns: ['email'], column_ct: 4 }]);
    const { items } = await client.listColumnProfiles({ job_id: second.id });
    expect(items.map(({ column }) => column)).not.toContain('email');
    const catalog = await client.getCatalog({ table_group_id: tableGroupId });
    const kept = catalog.items[0]?.columns.find(({ column }) => column === 'email');
    expect(kept).toMatchObject({ excluded: true, pii: { manual: false }, distinct_value_ct: null });

    await client.updateTableGroup({ table_group_id: tableGroupId, body: { skip_excluded_columns: false } });
    expect((await profile(server(), tableGroupId)).result?.column_ct).toBe(5);
    await client.updateTableGroup({ table_group_id: tableGroupId, body: { skip_excluded_columns: true } });
    await client.updateCatalogColumn({ ...place, body: { excluded: false } });
    expect((await profile(server(), tableGroupId)).result?.column_ct).toBe(5);
  });

  it('is said by who may, about columns that are there, in words that are known', async () => {
    const { client } = server();
    const { tableGroupId } = await filesGroup(server(), { orders: ORDERS });
    await profile(server(), tableGroupId);
    const place = { table_group_id: tableGroupId, table: 'orders', column: 'amount' };
    const analyst = await clientOf(server(), 'analyst');
    await expect(analyst.updateCatalogColumn({ ...place, body: { excluded: true } })).rejects.toMatchObject({
      status: 404,
    });
    await expect(
      client.updateCatalogColumn({ ...place, column: 'missing', body: { excluded: true } }),
    ).rejects.toMatchObject({ status: 404 });
    await expect(
      client.updateCatalogColumn({ ...place, body: { pii: { ...EMAIL_FLAG, risk: 'Extreme' as never } } }),
    ).rejects.toMatchObject({ status: 422 });
    const nothing = await client.updateCatalogColumn({ ...place, body: {} });
    expect(nothing.decisions).toEqual([]);
  });

  it('is not needed to hide what nobody has looked at: the values of a first run that never ended', async () => {
    const { client, store } = server();
    const { tableGroupId } = await filesGroup(server(), { customers: CUSTOMERS });
    const { id: job_id } = await profile(server(), tableGroupId);
    // As a first run leaves it that is canceled after its tables were measured.
    await store.db.deleteFrom('catalog_table').where('table_group_id', '=', tableGroupId).execute();
    await store.db
      .updateTable('profiling_run')
      .set({ finished_at: null })
      .where('job_id', '=', job_id)
      .execute();
    await store.db
      .updateTable('column_profile')
      .set({ pii: null, detected_pii: null })
      .where('profiling_run_id', '=', job_id)
      .execute();
    const analyst = await clientOf(server(), 'analyst');
    const { items } = await analyst.listColumnProfiles({ job_id });
    expect(items.map(({ values_masked }) => values_masked)).toEqual(items.map(() => true));
    const seen = await client.listColumnProfiles({ job_id });
    expect(seen.items.map(({ values_masked }) => values_masked)).toEqual(seen.items.map(() => false));
  });
});
