import { type Client, createClient, type Role } from '@assay/contract';
import { beforeAll, expect, it } from 'vitest';
import { externalId, givenImports, manual } from '../test-suite-documents/testing/given-imports.ts';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';

describeServers('notes on a test', (given) => {
  let server: TestServer;
  let givenSuite: Awaited<ReturnType<typeof givenImports>>;
  const clients = {} as Record<'analyst' | 'colleague' | 'editor' | 'reader', Client>;
  beforeAll(async () => {
    server = given();
    givenSuite = await givenImports(server);
    const roles = { analyst: 'analyst', colleague: 'analyst', editor: 'data_quality', reader: 'business' };
    for (const [name, role] of Object.entries(roles)) {
      const { token } = await server.client.createToken({ body: { name, role: role as Role } });
      clients[name as keyof typeof clients] = createClient({ url: server.url, token });
    }
  });

  const givenTest = async () => {
    const suite = await givenSuite(manual(1));
    const { id: test_definition_id } = (await suite.find('CUSTOM'))!;
    const write = (client: Client, detail: string) =>
      client.createTestNote({ test_definition_id, body: { detail } });
    const read = async () => (await clients.reader.listTestNotes({ test_definition_id })).items;
    return { suite, test_definition_id, write, read };
  };
  const NOT_FOUND = { status: 404, errors: [{ code: 'not_found', detail: 'Not found' }] };

  it('are told newest first, with who wrote them and when', async () => {
    const { test_definition_id, write, read } = await givenTest();
    const first = await write(clients.analyst, '  Empty until May.  ');
    expect(first).toEqual({
      id: expect.any(String),
      test_definition_id,
      detail: 'Empty until May.',
      created_by: 'analyst',
      created_at: expect.any(String),
      updated_at: first.created_at,
    });
    const second = await write(clients.editor, 'Really?\nSee ticket 4711.');
    expect(await read()).toEqual([second, first]);
    expect(await clients.reader.listTestNotes({ test_definition_id, page: 2, limit: 1 })).toMatchObject({
      items: [{ id: first.id }],
      total: 2,
    });
  });

  it('are changed by whoever wrote them, and say when', async () => {
    const { write, read } = await givenTest();
    const { id: test_note_id, created_at } = await write(clients.analyst, 'Wrong');
    const changed = await clients.analyst.updateTestNote({ test_note_id, body: { detail: 'Right' } });
    expect(changed).toMatchObject({ detail: 'Right', created_by: 'analyst', created_at });
    expect(await read()).toEqual([changed]);
    await clients.analyst.deleteTestNote({ test_note_id });
    expect(await read()).toEqual([]);
    await expect(clients.analyst.deleteTestNote({ test_note_id })).rejects.toMatchObject(NOT_FOUND);
  });

  it('of others are changed by those who may change the test, and by nobody else', async () => {
    const { write, read } = await givenTest();
    const { id: test_note_id } = await write(clients.analyst, 'Mine');
    for (const client of [clients.colleague, clients.reader]) {
      const body = { detail: 'Yours' };
      await expect(client.updateTestNote({ test_note_id, body })).rejects.toMatchObject(NOT_FOUND);
      await expect(client.deleteTestNote({ test_note_id })).rejects.toMatchObject(NOT_FOUND);
    }
    const body = { detail: 'Checked' };
    expect(await clients.editor.updateTestNote({ test_note_id, body })).toMatchObject({
      ...body,
      created_by: 'analyst',
    });
    await clients.editor.deleteTestNote({ test_note_id });
    expect(await read()).toEqual([]);
  });

  it('are written by those who decide about results, and not by readers', async () => {
    const { write } = await givenTest();
    await expect(write(clients.reader, 'Me too')).rejects.toMatchObject(NOT_FOUND);
    await expect(write(clients.analyst, ' \n ')).rejects.toMatchObject({
      status: 422,
      errors: [{ path: 'body.detail' }],
    });
  });

  it('outlive the token that wrote them, and go with their test', async () => {
    const { client, store } = server;
    const { test_definition_id, write, read } = await givenTest();
    const made = await client.createToken({ body: { name: 'leaving', role: 'analyst' } });
    await write(createClient({ url: server.url, token: made.token }), 'So long');
    await client.deleteToken({ token_id: made.id });
    expect(await read()).toMatchObject([{ detail: 'So long', created_by: 'leaving' }]);
    await client.deleteTestDefinition({ test_definition_id });
    const left = store.db.selectFrom('test_note').selectAll();
    expect(await left.where('test_definition_id', '=', test_definition_id).execute()).toEqual([]);
  });

  it('travel with their test, are added where they are missing, and never taken away', async () => {
    const { suite, write } = await givenTest();
    const note = await write(clients.analyst, 'Empty until May.');
    const exported = async (id: string) =>
      (await server.client.exportTestDefinitions({ test_suite_id: id })).definitions;
    const { detail, created_by, created_at, updated_at } = note;
    const [definition] = await exported(suite.id);
    expect(definition).toMatchObject({ notes: [{ detail, created_by, created_at, updated_at }] });

    const other = await givenSuite();
    await other.bring([definition!], { mode: 'preview' });
    await other.bring([definition!]);
    await other.bring([definition!]);
    expect(await exported(other.id)).toEqual([definition]);

    await other.bring([manual(1, { notes: [{ detail: 'By hand' }] })]);
    await other.bring([manual(1, { notes: [{ detail: 'By hand' }] })], {}, { omitted_fields: 'default' });
    await other.bring([manual(1)], {}, { omitted_fields: 'default' });
    const [merged] = await exported(other.id);
    expect(merged?.notes).toMatchObject([{ detail: 'By hand' }, { detail, created_by }]);

    const newer = {
      detail: 'Empty until June.',
      created_by,
      created_at,
      updated_at: '2099-01-01T00:00:00.000Z',
    };
    await other.bring([manual(1, { notes: [newer] })]);
    await other.bring([definition!]);
    expect((await exported(other.id))[0]?.notes?.[1]).toEqual(newer);
    expect(definition?.external_id).toBe(externalId(1));
  });

  it('leave no trace in the document of a test without any', async () => {
    const suite = await givenSuite(manual(2));
    const { definitions } = await server.client.exportTestDefinitions({ test_suite_id: suite.id });
    expect(definitions[0]).not.toHaveProperty('notes');
  });
});
