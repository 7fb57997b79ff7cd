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
