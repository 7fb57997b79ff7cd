/** Databases that refuse, lack something, or change under a run; and what never leaves the server about them. */
import {
  createPostgresDatabase,
  describePostgres,
  type PostgresDatabase,
  ROLES_WITH_PASSWORD,
} from '@assay/test-support';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AssayHome, type AssayProcess, makeHome, startAssay } from './support/assay-process.ts';
import { untilStepRuns } from './support/job-at-work.ts';
import { makePlaces, profileAndWait } from './support/shop.ts';

const PASSWORD = 'tr0ub4dor-and-3';
const WRONG_PASSWORD = 'correct-horse-battery';

describePostgres('a database that is not what it should be', () => {
  let home: AssayHome;
  let assay: AssayProcess;
  let target: PostgresDatabase;
  const answers: string[] = [];
  beforeAll(async () => {
    home = await makeHome('embedded');
    assay = await startAssay(home, { environment: { ASSAY_LOG_LEVEL: 'trace', READER_PASSWORD: PASSWORD } });
    target = await createPostgresDatabase();
    await target.query('CREATE TABLE readable AS SELECT g AS id FROM generate_series(1, 10) g');
    await target.query('CREATE TABLE hidden AS SELECT g AS id FROM generate_series(1, 10) g');
    await target.query(
      `CREATE ROLE reader_of_one LOGIN PASSWORD '${PASSWORD}' IN ROLE ${ROLES_WITH_PASSWORD}`,
    );
    await target.query('GRANT SELECT ON readable TO reader_of_one');
  });
  afterAll(async () => {
    await assay.stop();
    await target.query('DROP OWNED BY reader_of_one');
    await target.query(`DROP ROLE reader_of_one`);
    await target.drop();
    await home.remove();
  });

  const config = (rest: Record<string, string | number> = {}) => ({
    host: target.host,
    port: target.port,
    database: target.database,
    user: 'reader_of_one',
    password: PASSWORD,
    ...rest,
  });
  const urlWith = (password: string) => {
    const url = new URL(target.url);
    url.username = 'reader_of_one';
    url.password = password;
    return url.href;
  };
  const placesOn = (given: Record<string, string | number>, schema = 'public') =>
    makePlaces(assay.client, { type: 'postgresql', config: given }, schema);
  const ask = async (method: string, path: string) => {
    const answer = await assay.request(method, path);
    answers.push(answer.text);
    return answer;
  };

  // Out of reach may pass, so those jobs try again before they give up: side by side, to wait once.
  it.concurrent.each([
    ['a wrong password', () => config({ password: WRONG_PASSWORD }), 'wrong password'],
    ['a wrong password in a URL', () => ({ url: urlWith(WRONG_PASSWORD) }), 'wrong password'],
    ['a wrong port', () => config({ port: 1 }), '127.0.0.1:1'],
    ['an unknown host', () => config({ host: 'no-such-host.invalid' }), 'no-such-host.invalid'],
    ['an unknown database', () => config({ database: 'no_such_database' }), 'no_such_database'],
    ['an unknown role', () => config({ user: 'no_such_role' }), 'no_such_role'],
  ])('8: %s is named in the test, in lists and in the job', async (_what, given, says) => {
    const { connectionId, tableGroupId } = await placesOn(given());
    const tested = await ask('POST', `/connections/${connectionId}/test`);
    expect(tested.body).toMatchObject({ ok: false, detail: expect.stringContaining(says) });
    const listed = await ask('GET', `/connections/${connectionId}/schemas`);
    expect(listed.status).toBe(502);
    expect(listed.body.errors).toEqual([
      expect.objectContaining({ code: 'target_error', detail: tested.body.detail }),
    ]);
    const { body: submitted } = await ask('POST', `/table-groups/${tableGroupId}/profiling-runs`);
    const job = await assay.client.waitForJob(submitted.id);
    expect(job).toMatchObject({ status: 'error', error_message: expect.stringContaining(says) });
    answers.push(JSON.stringify(job));
  });

  it('with one table that may not be read gives the others, and the GRANT that is missing', async () => {
    const places = await placesOn(config());
    const job = await profileAndWait(assay.client, places.tableGroupId);
    expect(job.status).toBe('completed');
    const run = await assay.client.getProfilingRun({ job_id: job.id, include: ['details'] });
    expect(run.result).toMatchObject({ table_ct: 2, record_ct: 10 });
    expect(JSON.stringify(run.details?.warnings)).toMatch(/hidden.*GRANT SELECT/);
  });

  it('whose table vanishes while the run is on gives the others, and names it', async () => {
    await target.query('CREATE SCHEMA fleeting');
    await target.query('CREATE TABLE fleeting.stays AS SELECT 1 AS id');
    await target.query('CREATE TABLE fleeting.vanishes AS SELECT 1 AS id');
    await target.query(`CREATE VIEW fleeting.a_slow AS SELECT 1 AS id WHERE pg_sleep(2) IS NOT NULL`);
    await target.query(`CREATE VIEW fleeting.b_slow AS SELECT 1 AS id WHERE pg_sleep(2) IS NOT NULL`);
    const { host, port, database, user } = target;
    const places = await placesOn({ host, port, database, user }, 'fleeting');
    const { id } = await assay.client.submitProfilingRun({ table_group_id: places.tableGroupId });
    await untilStepRuns(assay, id, 'col_profiling');
    await target.query('DROP TABLE fleeting.vanishes');
    const job = await assay.client.waitForJob(id, { timeoutMs: 30_000 });
    expect(job.status).toBe('completed');
    const run = await assay.client.getProfilingRun({ job_id: id, include: ['details'] });
    expect(run.details?.tables.filter(({ error }) => error !== null).map(({ table }) => table)).toEqual([
      'vanishes',
    ]);
    expect(JSON.stringify(run.details?.warnings)).toContain('vanishes');
  });

  it.each([
    ['given as it is', () => config()],
    ['in a URL', () => ({ url: urlWith(PASSWORD) })],
    ['taken from the environment', () => config({ password: 'env:READER_PASSWORD' })],
  ])('keeps its password to itself when it is %s', async (_what, given) => {
    const { connectionId, projectCode } = await placesOn(given());
    const tested = await ask('POST', `/connections/${connectionId}/test`);
    expect(tested.body).toMatchObject({ ok: true });
    const shown = await ask('GET', `/connections/${connectionId}`);
    expect(shown.body.secrets_set).toHaveLength(1);
    await ask('GET', `/projects/${projectCode}/connections`);
    expect(answers.length).toBeGreaterThan(3);
    for (const text of [...answers, assay.output()]) {
      expect(text).not.toContain(PASSWORD);
      expect(text).not.toContain(WRONG_PASSWORD);
    }
    expect(assay.output()).toContain('"url":"/api/v1/connections/');
  });
});
