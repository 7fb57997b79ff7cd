import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPostgresDatabase, type PostgresDatabase, postgresAvailable } from '@assay/test-support';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeServers } from '../testing/server-for-test.ts';

describeServers('connections', (server) => {
  const project = { project_code: 'CONN' };
  beforeAll(async () => {
    await server().client.createProject({ body: { project_code: 'CONN', name: 'Connections' } });
    writeFileSync(join(server().filesRoot, 'people.csv'), 'id,name\n1,Ada\n2,Grace\n');
  });

  const addFiles = (name: string, path = server().filesRoot) =>
    server().client.createConnection({ ...project, body: { name, type: 'files', config: { path } } });

  it('show what is there through a folder of files', async () => {
    const { client } = server();
    const { id } = await addFiles('Folder');
    expect(await client.testConnection({ connection_id: id })).toMatchObject({ ok: true });
    expect(await client.listConnectionSchemas({ connection_id: id })).toMatchObject({
      items: [{ schema: 'main' }],
    });
    const tables = await client.listConnectionTables({ connection_id: id, schema: 'main' });
    expect(tables.items).toEqual([expect.objectContaining({ table: 'people', kind: 'file' })]);
  });

  it('have a name of their own in a project', async () => {
    await addFiles('Twice');
    await expect(addFiles('Twice')).rejects.toMatchObject({
      status: 409,
      errors: [{ code: 'already_exists' }],
    });
  });

  it('say every mistake of a config at once, with its place', async () => {
    const body = { name: '', type: 'postgresql', config: { port: 'x', database: 'd' } };
    const answer = await server()
      .client.createConnection({ ...project, body: body as never })
      .catch((error) => error);
    expect(answer.status).toBe(422);
    const places = answer.errors.map((entry: { path: string }) => entry.path);
    expect(places).toEqual(expect.arrayContaining(['body.name', 'body.config.port']));
  });

  it('that lead nowhere answer a test with the reason, and their lists with a target error', async () => {
    const { client } = server();
    const { id } = await addFiles('Gone', join(server().filesRoot, 'nowhere'));
    const tested = await client.testConnection({ connection_id: id });
    expect(tested.ok).toBe(false);
    expect(tested.detail).toContain('nowhere');
    await expect(client.listConnectionTables({ connection_id: id, schema: 'main' })).rejects.toMatchObject({
      status: 502,
      errors: [{ code: 'target_error' }],
    });
  });

  it('cannot be deleted while a table group uses them', async () => {
    const { client } = server();
    const { id } = await addFiles('Used');
    const group = await client.createTableGroup({
      ...project,
      body: { name: 'User of it', connection_id: id, schema: 'main' },
    });
    await expect(client.deleteConnection({ connection_id: id })).rejects.toMatchObject({
      status: 409,
      errors: [{ code: 'in_use', detail: expect.stringContaining('User of it') }],
    });
    await client.deleteTableGroup({ table_group_id: group.id });
    await client.deleteConnection({ connection_id: id });
    await expect(client.getConnection({ connection_id: id })).rejects.toMatchObject({ status: 404 });
  });

  describe.runIf(postgresAvailable())('to PostgreSQL', () => {
    let database: PostgresDatabase;
    beforeAll(async () => {
      database = await createPostgresDatabase();
    });
    afterAll(() => database.drop());

    const addPostgres = (name: string, password: string) =>
      server().client.createConnection({
        ...project,
        body: {
          name,
          type: 'postgresql',
          config: {
            host: database.host,
            port: database.port,
            database: database.database,
            user: database.user,
            password,
          },
        },
      });

    it('keep their secrets sealed, through changes too', async () => {
      const { client, store } = server();
      const made = await addPostgres('Sealed', 'hunter2-unlikely');
      expect(JSON.stringify(made)).not.toContain('hunter2');
      expect(made.secrets_set).toEqual(['password']);
      const row = await store.db
        .selectFrom('connection')
        .selectAll()
        .where('id', '=', made.id)
        .executeTakeFirstOrThrow();
      expect(JSON.stringify(row)).not.toContain('hunter2');
      const changed = await client.updateConnection({
        connection_id: made.id,
        body: { name: 'Sealed still', config: { port: database.port } },
      });
      expect(changed).toMatchObject({ name: 'Sealed still', secrets_set: ['password'] });
      expect(await client.testConnection({ connection_id: made.id })).toMatchObject({ ok: true });
    });

    it('may take a secret from a reference, resolved when it is used', async () => {
      const { client } = server();
      const made = await addPostgres('Referring', 'env:NO_SUCH_VARIABLE_HERE');
      const tested = await client.testConnection({ connection_id: made.id });
      expect(tested).toMatchObject({ ok: false, detail: expect.stringContaining('NO_SUCH_VARIABLE_HERE') });
    });
  });
});
