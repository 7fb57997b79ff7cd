import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describePostgres } from '@assay/test-support';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServerForTest, type TestServer } from '../features/testing/server-for-test.ts';
import { takeHomeLock } from '../store/pglite/home-lock.ts';
import { judgeSkew } from './checks/clock.ts';
import { judgeSpace } from './checks/disk-space.ts';
import { checkNode } from './checks/node-version.ts';
import { examine } from './examine.ts';
import type { Finding } from './finding.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');
const OTHER_KEY = Buffer.alloc(32, 8).toString('base64');

const folder = mkdtempSync(join(tmpdir(), 'assay-doctor-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const examineWith = (environment: Record<string, string>, connections = false) =>
  examine({ environment, directory: folder, connections });
const found = (findings: readonly Finding[], check: string): Finding => {
  const [finding, ...more] = findings.filter((one) => one.check === check);
  expect(more).toEqual([]);
  return finding!;
};
const failures = (findings: readonly Finding[]) =>
  findings.filter(({ status }) => status === 'failed').map(({ check }) => check);

async function occupiedPort(): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as { port: number }).port };
}

describe('an examination before the first start', () => {
  it('finds nothing wrong, and makes nothing', async () => {
    const home = join(folder, 'new');
    const findings = await examineWith({ ASSAY_HOME: home, ASSAY_PORT: '0' });
    expect(failures(findings)).toEqual([]);
    expect(found(findings, 'store').detail).toContain('first start makes it');
    expect(found(findings, 'secret key').detail).toContain('first start');
    expect(found(findings, 'in-process engine').status).toBe('ok');
    expect(() => rmSync(home, { recursive: true })).toThrow(/ENOENT/);
  });

  it('names every wrong setting, without its value', async () => {
    const findings = await examineWith({
      ASSAY_PORT: 'eighty',
      ASSAY_DATABASE_URL: 'mysql://u:hunter2@db/x',
    });
    expect(failures(findings)).toEqual(['settings', 'settings']);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });

  it('tells each thing that is in the way, with what to do', async () => {
    writeFileSync(join(folder, 'file'), '');
    const { server, port } = await occupiedPort();
    const findings = await examineWith({
      ASSAY_HOME: join(folder, 'file'),
      ASSAY_PORT: String(port),
      ASSAY_FILE_ROOTS: `${folder}:${join(folder, 'nowhere')}`,
      ASSAY_SECRET_KEY: 'short',
    });
    server.close();
    expect(failures(findings)).toEqual(['data directory', 'file roots', 'port', 'secret key']);
    for (const finding of findings) expect(finding.remedy === null).toBe(finding.status !== 'failed');
    expect(found(findings, 'file roots').detail).toContain('nowhere');
    expect(found(findings, 'port').remedy).toContain('ASSAY_PORT');
    expect(JSON.stringify(findings)).not.toContain('short"');
  });

  it('says which process has the data directory when that does not answer', async () => {
    const home = join(folder, 'held');
    mkdirSync(home);
    const lock = takeHomeLock(home);
    const starting = await examineWith({ ASSAY_HOME: home, ASSAY_PORT: '0' });
    expect(found(starting, 'running server')).toMatchObject({
      status: 'failed',
      remedy: expect.stringContaining('Wait'),
    });
    lock.announce('http://127.0.0.1:1');
    const hanging = await examineWith({ ASSAY_HOME: home, ASSAY_PORT: '0' });
    lock.release();
    expect(found(hanging, 'running server').detail).toContain(`Process ${process.pid}`);
    expect(found(hanging, 'store').status).toBe('skipped');
  });

  it('knows when a store is out of reach, and does not tell its password', async () => {
    const findings = await examineWith({
      ASSAY_PORT: '0',
      ASSAY_DATABASE_URL: 'postgresql://u:hunter2@127.0.0.1:1/assay',
    });
    expect(failures(findings)).toEqual(['secret key', 'store']);
    expect(found(findings, 'store').detail).toContain('start PostgreSQL');
    expect(found(findings, 'workers').status).toBe('skipped');
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });
});

describe('thresholds', () => {
  it('of the version of Node', () => {
    expect(checkNode('22.17.1').status).toBe('failed');
    expect(checkNode('22.18.0').status).toBe('ok');
    expect(checkNode('24.0.0').status).toBe('ok');
  });

  it('of the clock: 2 s are noticed, a minute does harm', () => {
    expect([1_900, -1_900, 2_100, -59_000, 61_000].map((skew) => judgeSkew(skew).status)).toEqual([
      'ok',
      'ok',
      'warning',
      'warning',
      'failed',
    ]);
    expect(judgeSkew(-3_000).detail).toContain('3.0 s behind');
  });

  it('of the disk: what the runs of all slots may spill, and what nothing works without', () => {
    const config = { home: '/srv', memoryLimitBytes: 2 ** 30, workerSlots: 4 } as Parameters<
      typeof judgeSpace
    >[1];
    expect([4 * 2 ** 30, 2 ** 30, 2 ** 27].map((free) => judgeSpace(free, config).status)).toEqual([
      'ok',
      'warning',
      'failed',
    ]);
  });
});

describe('an examination beside a running server', () => {
  it('asks that server, and leaves its store alone', async () => {
    const server = await startServerForTest('embedded');
    const findings = await examineWith({
      ASSAY_HOME: server.config.home,
      ASSAY_PORT: new URL(server.url).port,
    });
    await server.close();
    expect(failures(findings)).toEqual([]);
    expect(found(findings, 'running server').detail).toContain('ready');
    expect(found(findings, 'port').detail).toContain('a server runs');
    expect(found(findings, 'workers').status).toBe('skipped');
  });
});

describePostgres('an examination of a shared store', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServerForTest('postgresql', { workerSlots: 0 });
  });
  afterAll(() => server?.close());

  const look = (changes: Record<string, string> = {}, connections = false) =>
    examineWith(
      {
        ASSAY_HOME: server.config.home,
        ASSAY_PORT: '0',
        ASSAY_DATABASE_URL: String(server.config.databaseUrl),
        ASSAY_SECRET_KEY: KEY,
        ASSAY_FILE_ROOTS: server.filesRoot,
        ...changes,
      },
      connections,
    );
  const execute = (sql: string) => server.store.jobs.query(sql);

  it('finds nothing wrong with a new one', async () => {
    const findings = await look();
    expect(failures(findings)).toEqual([]);
    expect(found(findings, 'store').detail).toContain('schema up to date');
    expect(found(findings, 'credentials').status).toBe('ok');
  });

  it('tries every connection when asked to', async () => {
    const { client } = server;
    await client.createProject({ body: { project_code: 'shop', name: 'Shop' } });
    const add = (name: string, body: object) =>
      client.createConnection({ project_code: 'shop', body: { name, ...body } as never });
    await add('files', { type: 'files', config: { path: server.filesRoot } });
    await add('warehouse', {
      type: 'postgresql',
      config: { host: '127.0.0.1', port: 1, database: 'd', user: 'u', password: 'hunter2' },
    });
    expect(failures(await look())).toEqual([]);
    const findings = await look({}, true);
    expect(found(findings, 'connection shop/files').status).toBe('ok');
    expect(failures(findings)).toEqual(['connection shop/warehouse']);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });

  it('notices a key that does not open what is stored', async () => {
    const findings = await look({ ASSAY_SECRET_KEY: OTHER_KEY });
    expect(found(findings, 'credentials')).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining('connection "warehouse"'),
    });
    const rotated = await look({ ASSAY_SECRET_KEY: `${OTHER_KEY},${KEY}` });
    expect(found(rotated, 'credentials').status).toBe('warning');
  });

  it('notices jobs that no worker takes, and jobs of lost workers', async () => {
    const job = (columns: string, values: string) =>
      execute(`INSERT INTO job (id, key, arguments, source, created_at, max_attempts${columns})
               VALUES (gen_random_uuid(), 'note', '{}', 'api', now() - interval '1 hour', 3${values})`);
    await job('', '');
    expect(found(await look(), 'workers')).toMatchObject({
      status: 'failed',
      detail: expect.stringMatching(/^0 at work, 1 waiting \(the oldest for 60 min\), and no worker/),
    });
    const running = ', status, claimed_at, started_at, attempted_at, attempt, lease_token, lease_until';
    const since = `, 'running', now() - interval '1 hour', now() - interval '1 hour', now() - interval '1 hour', 1, gen_random_uuid()`;
    await job(running, `${since}, now() + interval '10 minutes'`);
    expect(found(await look(), 'workers')).toMatchObject({
      status: 'warning',
      detail: expect.stringContaining('busy'),
    });
    await job(running, `${since}, now() - interval '5 minutes'`);
    expect(found(await look(), 'workers')).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining('1 of them of lost workers'),
    });
    await execute('DELETE FROM job');
    expect(found(await look(), 'workers').status).toBe('ok');
  });

  it('tells an older schema from a newer one', async () => {
    await execute(`UPDATE schema_migration SET name = '9999-of-tomorrow' WHERE name = '0017-notifications'`);
    const newer = await look();
    expect(failures(newer)).toEqual(['store']);
    expect(found(newer, 'store').detail).toContain('9999-of-tomorrow');
    await execute(`DELETE FROM schema_migration WHERE name = '9999-of-tomorrow'`);
    const older = await look();
    expect(found(older, 'store')).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining('0017-notifications'),
      remedy: expect.stringContaining('assay migrate'),
    });
    expect(found(older, 'credentials').status).toBe('skipped');
    await execute(`INSERT INTO schema_migration (name) VALUES ('0017-notifications')`);
  });
});
