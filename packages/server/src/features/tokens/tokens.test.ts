import { createClient } from '@assay/contract';
import { beforeAll, expect, it } from 'vitest';
import { describeServers } from '../testing/server-for-test.ts';

describeServers('tokens', (server) => {
  beforeAll(async () => {
    for (const project_code of ['MINE', 'THEIRS']) {
      await server().client.createProject({ body: { project_code, name: project_code } });
    }
  });

  const clientWith = (token: string) => createClient({ url: server().url, token });

  it('are shown once, work until they are revoked, and are kept as a hash', async () => {
    const { client, store } = server();
    const made = await client.createToken({
      body: { name: 'pipeline', role: 'business', project_code: 'MINE' },
    });
    const rows = await store.db.selectFrom('api_token').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(made.token);
    expect((await client.listTokens()).items.map(({ name }) => name)).toContain('pipeline');
    const theirs = clientWith(made.token);
    expect((await theirs.listProjects()).items).toEqual([expect.objectContaining({ project_code: 'MINE' })]);
    await client.deleteToken({ token_id: made.id });
    await expect(theirs.listProjects()).rejects.toMatchObject({ status: 401 });
  });

  it('have a name of their own', async () => {
    const { client } = server();
    const body = { name: 'twin', role: 'catalog' as const };
    await client.createToken({ body });
    await expect(client.createToken({ body })).rejects.toMatchObject({ status: 409 });
  });

  it('end when they expire', async () => {
    const { client } = server();
    const past = new Date(Date.now() - 1000).toISOString();
    const made = await client.createToken({ body: { name: 'old', role: 'admin', expires_at: past } });
    await expect(clientWith(made.token).listProjects()).rejects.toMatchObject({ status: 401 });
  });

  it('do what their role may, where they may, and nothing else is there for them', async () => {
    const { client } = server();
    const made = await client.createToken({
      body: { name: 'reader', role: 'business', project_code: 'MINE' },
    });
    const reader = clientWith(made.token);
    await reader.listConnections({ project_code: 'MINE' });
    const refused = { status: 404, errors: [{ code: 'not_found', detail: 'Not found' }] };
    await expect(reader.listConnections({ project_code: 'THEIRS' })).rejects.toMatchObject(refused);
    await expect(reader.createProject({ body: { project_code: 'NEW', name: 'New' } })).rejects.toMatchObject(
      refused,
    );
    await expect(reader.listTokens()).rejects.toMatchObject(refused);
    await expect(
      reader.createConnection({
        project_code: 'MINE',
        body: { name: 'x', type: 'files', config: { path: server().filesRoot } },
      }),
    ).rejects.toMatchObject(refused);
  });

  it('hand out no more than they have', async () => {
    const { client } = server();
    const made = await client.createToken({
      body: { name: 'admin of one', role: 'admin', project_code: 'MINE' },
    });
    const admin = clientWith(made.token);
    for (const body of [
      { name: 'all', role: 'catalog' as const },
      { name: 'other', role: 'catalog' as const, project_code: 'THEIRS' },
      { name: 'global', role: 'admin' as const, global_admin: true },
    ]) {
      await expect(admin.createToken({ body })).rejects.toMatchObject({ status: 422 });
    }
    await admin.createToken({ body: { name: 'own', role: 'catalog', project_code: 'MINE' } });
    expect((await admin.listTokens()).items.every(({ project_code }) => project_code === 'MINE')).toBe(true);
  });
});
