/** Wrong input of every kind: the place and the remedy are named, and nothing else is harmed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AssayHome, type AssayProcess, makeHome, startAssay } from './support/assay-process.ts';
import { makePlaces, profileAndWait, type ShopPlaces } from './support/shop.ts';

describe('files that are not what they should be', () => {
  let home: AssayHome;
  let assay: AssayProcess;
  let places: ShopPlaces;
  beforeAll(async () => {
    home = await makeHome('embedded');
    for (let at = 0; at < 8; at++)
      writeFileSync(join(home.files, `good ${at}.csv`), 'id,name\n1,Ada\n2,Bo\n');
    writeFileSync(join(home.files, 'corrupt.parquet'), 'PAR1 this is no parquet file PAR1');
    writeFileSync(join(home.files, 'ragged.csv'), 'id,name\n1,a\n2,b,confidential\n');
    assay = await startAssay(home);
    places = await makePlaces(assay.client, { type: 'files', config: { path: home.files } });
  });
  afterAll(async () => {
    await assay.stop();
    await home.remove();
  });

  it('are named in the warnings of a run that profiles all the others', async () => {
    const job = await profileAndWait(assay.client, places.tableGroupId);
    expect(job).toMatchObject({ status: 'completed', error_message: null });
    const run = await assay.client.getProfilingRun({ job_id: job.id, include: ['details'] });
    expect(run.result).toMatchObject({ table_ct: 10, record_ct: 16 });
    expect(run.result?.score).not.toBeNull();
    const warnings = JSON.stringify(run.details?.warnings);
    expect(warnings).toContain('corrupt.parquet');
    expect(warnings).toContain('ragged.csv');
    expect(warnings).toContain('3');
    expect(warnings).not.toContain('confidential');
    expect(run.details?.tables.filter(({ error }) => error !== null).map(({ table }) => table)).toEqual([
      'corrupt',
      'ragged',
    ]);
  });

  it('end the run in error when there is nothing else', async () => {
    const group = await assay.client.createTableGroup({
      project_code: places.projectCode,
      body: { name: 'Only bad', connection_id: places.connectionId, schema: 'main', tables: ['corrupt'] },
    });
    const job = await profileAndWait(assay.client, group.id);
    expect(job.status).toBe('error');
    expect(job.error_message).toContain('corrupt.parquet');
  });

  it.each([
    ['not there', 'moved/away', 'does not exist'],
    ['outside the folders that the server may read', '/etc', 'lies outside'],
    ['reached by a detour', 'moved/../../..', '".."'],
  ])('that are %s get the reason in the test, in lists and in the job', async (_what, path, says) => {
    const { connectionId, tableGroupId } = await makePlaces(assay.client, {
      type: 'files',
      config: { path },
    });
    const tested = await assay.client.testConnection({ connection_id: connectionId });
    expect(tested).toMatchObject({ ok: false, detail: expect.stringContaining(says) });
    const listed = await assay.request('GET', `/connections/${connectionId}/tables?schema=main`);
    expect(listed.status).toBe(502);
    expect(listed.body.errors).toEqual([
      expect.objectContaining({ code: 'target_error', detail: tested.detail }),
    ]);
    const job = await profileAndWait(assay.client, tableGroupId);
    expect(job).toMatchObject({ status: 'error', error_message: tested.detail });
  });

  it('are no way to read other files through SQL of a test', async () => {
    mkdirSync(join(home.folder, 'private'));
    writeFileSync(join(home.folder, 'private', 'secret.csv'), 'id\nhunter2\n');
    for (const custom_query of [
      `SELECT * FROM read_csv('${home.folder}/private/secret.csv')`,
      `SELECT * FROM read_text('/etc/passwd')`,
      `COPY (SELECT 1) TO '${home.files}/out.csv'`,
      `ATTACH '${home.folder}/x.duckdb'`,
    ]) {
      const suite = await assay.client.createTestSuite({
        table_group_id: places.tableGroupId,
        body: { name: custom_query.slice(0, 60) },
      });
      const made = await assay.client
        .createTestDefinition({
          test_suite_id: suite.id,
          // A run must refuse it by itself, too.
          validate: false,
          body: { test_type: 'CUSTOM', table_name: 'good 0', custom_query },
        })
        .catch((error) => error.status as number);
      // Refused when it is saved, or in error when it runs.
      if (made === 422) continue;
      const { id } = await assay.client.submitTestRun({ test_suite_id: suite.id, wait: 30 });
      const results = await assay.client.listTestResults({ job_id: id });
      expect(results.items.map(({ status }) => status)).toEqual(['Error']);
      expect(JSON.stringify(results)).not.toContain('hunter2');
    }
  });
});

describe('requests that are not what they should be', () => {
  let home: AssayHome;
  let assay: AssayProcess;
  beforeAll(async () => {
    home = await makeHome('embedded');
    assay = await startAssay(home);
  });
  afterAll(async () => {
    await assay.stop();
    await home.remove();
  });

  it('get every mistake at once, each with its place', async () => {
    const answer = await assay.request('POST', '/projects', { body: { project_code: 'no good', name: 7 } });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      'body.name',
      'body.project_code',
    ]);
    expect(answer.body.detail.errors).toEqual(answer.body.errors);
  });

  it('get the kinds that there are when they name one that is not', async () => {
    const { projectCode, connectionId, testSuiteId } = await makePlaces(assay.client, {
      type: 'files',
      config: { path: home.files },
    });
    for (const [path, body, place, says] of [
      [`/projects/${projectCode}/connections`, { name: 'x', type: 'oracle9' }, 'body.type', 'postgresql'],
      [
        `/projects/${projectCode}/table-groups`,
        { name: 'x', connection_id: connectionId, schema: 'main', strategy: 'guess' },
        'body.strategy',
        'push',
      ],
      [
        `/test-suites/${testSuiteId}/test-definitions`,
        { test_type: 'Looks_Good', table_name: 'orders' },
        'body.test_type',
        'Looks_Good',
      ],
    ] as const) {
      const answer = await assay.request('POST', path, { body });
      expect(answer.status).toBe(422);
      expect(answer.body.errors).toEqual([
        expect.objectContaining({
          code: 'invalid_request',
          path: place,
          detail: expect.stringContaining(says),
        }),
      ]);
    }
  });

  it.each([
    ['malformed JSON', 'POST', '/projects', { body: '{"project_code":' }, 422],
    ['no body where one is needed', 'POST', '/projects', {}, 422],
    [
      'another media type',
      'POST',
      '/projects',
      { body: 'x', headers: { 'content-type': 'text/plain' } },
      415,
    ],
    ['an unknown address', 'GET', '/nothing/here', {}, 404],
    ['a wrong method', 'DELETE', '/projects', {}, 405],
    ['a body that is too large', 'POST', '/projects', { body: { name: 'x'.repeat(5_000_000) } }, 413],
    ['a project that is not there', 'POST', '/projects/P/connections', { body: { type: 'oracle9' } }, 404],
    ['an id that is none', 'GET', '/test-suites/42', {}, 422],
    ['a query out of its bounds', 'GET', '/projects?limit=0&page=x', {}, 422],
  ] as const)('%s', async (_what, method, path, request, status) => {
    const answer = await assay.request(method, path, request);
    expect(answer.status).toBe(status);
    expect(answer.body.errors[0]).toMatchObject({ code: expect.any(String), detail: expect.any(String) });
    expect(answer.text).not.toContain('    at ');
  });
});
