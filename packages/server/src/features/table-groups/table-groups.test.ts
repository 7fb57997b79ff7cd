import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { describeServers } from '../testing/server-for-test.ts';

describeServers('table groups', (server) => {
  let connectionId: string;
  beforeAll(async () => {
    const { client, filesRoot } = server();
    for (const name of ['orders', 'orders_old', 'tmp_orders', 'customers']) {
      writeFileSync(join(filesRoot, `${name}.csv`), 'id,name\n1,Ada\n');
    }
    await client.createProject({ body: { project_code: 'GROUPS', name: 'Groups' } });
    const made = await client.createConnection({
      project_code: 'GROUPS',
      body: { name: 'Files', type: 'files', config: { path: filesRoot } },
    });
    connectionId = made.id;
  });

  const add = (name: string, rest: Record<string, unknown> = {}) =>
    server().client.createTableGroup({
      project_code: 'GROUPS',
      body: { name, connection_id: connectionId, schema: 'main', ...rest },
    });

  it('preview the tables that match now', async () => {
    const { client } = server();
    const group = await add('Orders', { include: ['%orders%'], exclude: ['tmp_%'] });
    const preview = await client.previewTableGroup({ table_group_id: group.id });
    expect(preview.items.map(({ table }) => table)).toEqual(['orders', 'orders_old']);
    expect(preview.items[0]).toMatchObject({ column_ct: 2, unreadable: null });
  });

  it('change what is named and keep the rest', async () => {
    const { client } = server();
    const group = await add('Changing', { include: ['o%'], id_column_mask: 'key%' });
    const changed = await client.updateTableGroup({
      table_group_id: group.id,
      body: { exclude: ['%_old'], description: 'narrower' },
    });
    expect(changed).toMatchObject({
      include: ['o%'],
      exclude: ['%_old'],
      description: 'narrower',
      id_column_mask: 'key%',
    });
    await expect(
      client.updateTableGroup({ table_group_id: group.id, body: { strategy: 'magic' as never } }),
    ).rejects.toMatchObject({ status: 422 });
  });

  it('read every row and look for everything unless told otherwise', async () => {
    const { client } = server();
    const group = await add('Settings');
    expect(group).toMatchObject({
      ...{ use_sampling: false, sample_percent: 30, sample_min_rows: 15_000 },
      ...{ detect_pii: true, detect_critical_data: true, skip_excluded_columns: true },
      hygiene_thresholds: {},
    });
    const body = {
      use_sampling: true,
      sample_percent: 2.5,
      sample_min_rows: 1_000,
      detect_critical_data: false,
    };
    const changed = await client.updateTableGroup({ table_group_id: group.id, body });
    expect(changed).toMatchObject({ ...body, detect_pii: true });
    for (const wrong of [{ sample_percent: 0 }, { sample_percent: 100 }, { sample_min_rows: 0.5 }]) {
      const refused = client.updateTableGroup({ table_group_id: group.id, body: wrong });
      await expect(refused).rejects.toMatchObject({ status: 422 });
    }
  });

  it('set thresholds of issue types that are known, within their bounds, and name every other', async () => {
    const { client } = server();
    const { items } = await client.listHygieneIssueTypes({ limit: 100 });
    const type = items.find(({ thresholds }) => thresholds.length > 0)!;
    const [threshold] = type.thresholds;
    const { name, maximum } = threshold!;
    const hygiene_thresholds = { [type.key]: { [name]: maximum } };
    const group = await add('Thresholds', { hygiene_thresholds });
    expect(group.hygiene_thresholds).toEqual(hygiene_thresholds);
    const refused = client.updateTableGroup({
      table_group_id: group.id,
      body: {
        hygiene_thresholds: { Unheard_Of: { share: 1 }, [type.key]: { [name]: maximum + 1, strange: 1 } },
      },
    });
    await expect(refused).rejects.toMatchObject({
      status: 422,
      errors: [
        { path: expect.stringContaining('body.hygiene_thresholds.Unheard_Of') },
        { path: `body.hygiene_thresholds.${type.key}.${name}` },
        { path: `body.hygiene_thresholds.${type.key}.strange` },
      ],
    });
    expect(await client.getTableGroup({ table_group_id: group.id })).toMatchObject({ hygiene_thresholds });
  });

  it('name a connection of their own project', async () => {
    const { client } = server();
    await client.createProject({ body: { project_code: 'ELSEWHERE', name: 'Elsewhere' } });
    await expect(
      client.createTableGroup({
        project_code: 'ELSEWHERE',
        body: { name: 'Thief', connection_id: connectionId, schema: 'main' },
      }),
    ).rejects.toMatchObject({ status: 422, errors: [{ path: 'body.connection_id' }] });
  });

  it('have a name of their own', async () => {
    await add('Same');
    await expect(add('Same')).rejects.toMatchObject({ status: 409 });
  });

  it('have an empty catalog before the first profile', async () => {
    const group = await add('Unprofiled');
    expect(await server().client.getCatalog({ table_group_id: group.id })).toMatchObject({
      items: [],
      total: 0,
    });
  });
});
