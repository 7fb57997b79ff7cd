/** Wrong input of every kind: the place and the remedy are named, and nothing else is harmed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPostgresDatabase, describePostgres, type PostgresDatabase } from '@assay/test-support';
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

  it('may not lie outside the folders that the server may read', async () => {
    const outside = await assay.client.createConnection({
      project_code: places.projectCode,
      body: { name: 'Outside', type: 'files', config: { path: '/etc' } },
    });
    const tested = await assay.client.testConnection({ connection_id: outside.id });
    expect(tested.ok).toBe(false);
    expect(tested.detail).toContain('/etc');
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
    ['an unknown connection type', 'POST', '/projects/P/connections', { body: { type: 'oracle9' } }, 404],
  ] as const)('%s', async (_what, method, path, request, status) => {
    const answer = await assay.request(method, path, request);
    expect(answer.status).toBe(status);
    expect(answer.body.errors[0]).toMatchObject({ code: expect.any(String), detail: expect.any(String) });
    expect(answer.text).not.toContain('    at ');
  });
});

describe('settings that are not what they should be', () => {
  it('are all named at once, and the exit code is 2', async () => {
    const home = await makeHome('embedded');
    const failure = await startAssay(home, {
      environment: { ASSAY_PORT: 'eighty', ASSAY_LOG_LEVEL: 'loud' },
    }).catch((error: Error) => error.message);
    expect(failure).toContain('ended with 2');
    expect(failure).toContain('ASSAY_PORT');
    expect(failure).toContain('ASSAY_LOG_LEVEL');
    await home.remove();
  });
});

describePostgres('a database that is not what it should be', () => {
  let home: AssayHome;
  let assay: AssayProcess;
  let target: PostgresDatabase;
  beforeAll(async () => {
    home = await makeHome('embedded');
    assay = await startAssay(home);
    target = await createPostgresDatabase();
    await target.query('CREATE TABLE readable AS SELECT g AS id FROM generate_series(1, 10) g');
    await target.query('CREATE TABLE hidden AS SELECT g AS id FROM generate_series(1, 10) g');
    await target.query(`CREATE ROLE reader_of_one LOGIN PASSWORD 'tr0ub4dor'`);
    await target.query('GRANT SELECT ON readable TO reader_of_one');
  });
  afterAll(async () => {
    await assay.stop();
    await target.query('DROP OWNED BY reader_of_one');
    await target.query('DROP ROLE reader_of_one');
    await target.drop();
    await home.remove();
  });

  const config = (rest: Record<string, string | number> = {}) => ({
    host: target.host,
    port: target.port,
    database: target.database,
    user: 'reader_of_one',
    password: 'tr0ub4dor',
    ...rest,
  });

  it('tells a test of the connection why: wrong port, unknown database, unknown role', async () => {
    const { projectCode } = await makePlaces(
      assay.client,
      { type: 'postgresql', config: config() },
      'public',
    );
    for (const [name, rest, says] of [
      ['port', { port: 1 }, '127.0.0.1:1'],
      ['database', { database: 'no_such_database' }, 'no_such_database'],
      ['role', { user: 'no_such_role' }, 'no_such_role'],
    ] as const) {
      const made = await assay.client.createConnection({
        project_code: projectCode,
        body: { name, type: 'postgresql', config: config(rest) },
      });
      const tested = await assay.client.testConnection({ connection_id: made.id });
      expect(tested).toMatchObject({ ok: false, detail: expect.stringContaining(says) });
      expect(tested.detail).not.toContain('tr0ub4dor');
    }
  });

  it('with one table that may not be read gives the others, and the GRANT that is missing', async () => {
    const places = await makePlaces(assay.client, { type: 'postgresql', config: config() }, 'public');
    const job = await profileAndWait(assay.client, places.tableGroupId);
    expect(job.status).toBe('completed');
    const run = await assay.client.getProfilingRun({ job_id: job.id, include: ['details'] });
    expect(run.result).toMatchObject({ table_ct: 2, record_ct: 10 });
    expect(JSON.stringify(run.details?.warnings)).toMatch(/hidden.*GRANT SELECT/);
    expect(assay.output()).not.toContain('tr0ub4dor');
  });

  it('whose table vanishes while the run is on gives the others, and names it', async () => {
    await target.query('CREATE SCHEMA fleeting');
    await target.query('CREATE TABLE fleeting.stays AS SELECT 1 AS id');
    await target.query('CREATE TABLE fleeting.vanishes AS SELECT 1 AS id');
    await target.query(`CREATE VIEW fleeting.a_slow AS SELECT 1 AS id WHERE pg_sleep(2) IS NOT NULL`);
    await target.query(`CREATE VIEW fleeting.b_slow AS SELECT 1 AS id WHERE pg_sleep(2) IS NOT NULL`);
    const admin = { ...config(), user: target.user };
    const places = await makePlaces(assay.client, { type: 'postgresql', config: admin }, 'fleeting');
    const { id } = await assay.client.submitProfilingRun({ table_group_id: places.tableGroupId });
    for (;;) {
      const { steps } = await assay.client.getJobProgress({ job_id: id });
      if (steps.some(({ key, status }) => key === 'col_profiling' && status === 'running')) break;
    }
    await target.query('DROP TABLE fleeting.vanishes');
    const job = await assay.client.waitForJob(id, { timeoutMs: 30_000 });
    expect(job.status).toBe('completed');
    const run = await assay.client.getProfilingRun({ job_id: id, include: ['details'] });
    expect(run.details?.tables.filter(({ error }) => error !== null).map(({ table }) => table)).toEqual([
      'vanishes',
    ]);
    expect(JSON.stringify(run.details?.warnings)).toContain('vanishes');
  });
});
