import { expect, it } from 'vitest';
import { describeServers } from '../testing/server-for-test.ts';

let made = 0;

describeServers('a project', (server) => {
  const newProject = async (): Promise<string> => {
    const project_code = `code-${made++}`;
    await server().client.createProject({ body: { project_code, name: 'Shop' } });
    return project_code;
  };

  it('changes what is named and keeps the rest', async () => {
    const { client } = server();
    const project_code = await newProject();
    const limited = await client.updateProject({ project_code, body: { max_concurrent_runs: 3 } });
    expect(limited).toMatchObject({ name: 'Shop', max_concurrent_runs: 3, retention_days: null });
    const renamed = await client.updateProject({ project_code, body: { name: 'Web shop' } });
    expect(renamed).toEqual({ ...limited, name: 'Web shop' });
    expect(await client.getProject({ project_code })).toEqual(renamed);
    const body = { max_concurrent_runs: null };
    expect(await client.updateProject({ project_code, body })).toMatchObject(body);
  });

  it('tells all mistakes of a change at once', async () => {
    const { client } = server();
    const project_code = await newProject();
    const body = { name: '', retention_days: 0, max_concurrent_runs: 0 };
    await expect(client.updateProject({ project_code, body })).rejects.toMatchObject({
      status: 422,
      errors: ['name', 'retention_days', 'max_concurrent_runs'].map((field) =>
        expect.objectContaining({ path: `body.${field}` }),
      ),
    });
  });

  it('that is not there is not found', async () => {
    const change = server().client.updateProject({ project_code: 'nowhere', body: { name: 'Shop' } });
    await expect(change).rejects.toMatchObject({ status: 404 });
  });
});
