/** The `assay` command as a person types it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ADMIN_TOKEN,
  type AssayHome,
  type AssayProcess,
  makeHome,
  startAssay,
} from './support/assay-process.ts';
import { runAssay } from './support/run-assay.ts';
import { writeShopFiles } from './support/shop.ts';

const STACK_LINE = /^ {4}at /m;

describe('assay', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-cli-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  writeShopFiles(data);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const assay = (args: string[], environment: Record<string, string> = {}) =>
    runAssay(folder, args, environment);

  it('says its commands and its version', () => {
    expect(assay(['--help']).stdout).toMatch(/serve.*work.*demo.*migrate.*token.*profile/s);
    expect(assay(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const unknown = assay(['profle']);
    expect(unknown.status).toBe(2);
    expect(unknown.stderr).toContain("unknown command 'profle'");
    expect(assay(['profile']).status).toBe(2);
  });

  it('profiles files with no server, as tables that can be read', () => {
    const { status, stdout, stderr } = assay(['profile', 'data/customers.csv', 'data/*.csv']);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^customers {2}60 rows, /);
    expect(stdout).toMatch(/customer_id +bigint +ID-Unique +60 +1 +60/);
    expect(stdout).toMatch(/Definite +customers\.state +Non Standard Blanks/);
    expect(stdout).toMatch(/Likely +customers\.name +Leading Spaces/);
    expect(stdout).toMatch(/Score \d+\.\d {2}1 table, 3 columns/);
    expect(stdout).toMatch(/Score \d+\.\d {2}2 tables, 6 columns/);
  });

  it('profiles as JSON for programs', () => {
    const { stdout } = assay(['profile', 'data', '--json']);
    const [profile] = JSON.parse(stdout);
    expect(profile.tables.map(({ table }: { table: string }) => table)).toEqual(['customers', 'orders']);
    expect(profile.score).toBeGreaterThan(0);
    expect(profile.issues.length).toBeGreaterThan(0);
  });

  it('profiles what it can and says what it cannot', () => {
    const { status, stdout, stderr } = assay(['profile', 'nowhere', 'data/orders.csv']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^nowhere: .*nowhere does not exist/);
    expect(stderr).not.toMatch(STACK_LINE);
    expect(stdout).toContain('orders  40 rows');
  });

  it('does not call it a success when there is nothing to profile', () => {
    mkdirSync(join(folder, 'empty'));
    const empty = assay(['profile', 'empty']);
    expect(empty.status).toBe(1);
    expect(empty.stdout).toBe('No CSV, JSON or Parquet file in empty.\n');
    writeFileSync(join(folder, 'empty', 'corrupt.parquet'), 'PAR1 this is no parquet file PAR1');
    const corrupt = assay(['profile', 'empty/corrupt.parquet']);
    expect(corrupt.status).toBe(1);
    expect(corrupt.stdout).toMatch(/^Not everything could be profiled\n {2}corrupt: .*corrupt\.parquet/);
  });

  it('shows the good files of a folder and names the bad ones, without their values', () => {
    const mixed = join(folder, 'mixed');
    mkdirSync(mixed);
    writeShopFiles(mixed);
    writeFileSync(join(mixed, 'corrupt.parquet'), 'PAR1 this is no parquet file PAR1');
    writeFileSync(join(mixed, 'ragged.csv'), 'id,name\n1,a\n2,b,confidential\n');
    const { status, stdout, stderr } = assay(['profile', 'mixed']);
    expect(status).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toContain('orders  40 rows');
    expect(stdout).toMatch(
      /Not everything could be profiled\n {2}corrupt: .*corrupt\.parquet.*\n {2}ragged: .*ragged\.csv/s,
    );
    expect(stdout).not.toContain('confidential');
  });

  it('works only on a store that can be shared', () => {
    const { status, stderr } = assay(['work']);
    expect(status).toBe(2);
    expect(stderr).toContain('ASSAY_DATABASE_URL');
  });

  it.each(['serve', 'work', 'migrate'])('%s says what to do when its store is down', (command) => {
    const { status, stderr } = assay([command], {
      ASSAY_DATABASE_URL: 'postgresql://nobody:hunter2@127.0.0.1:1/nothing',
      ASSAY_SECRET_KEY: Buffer.alloc(32, 1).toString('base64'),
    });
    expect(status).toBe(1);
    expect(stderr).toContain('127.0.0.1:1/nothing');
    expect(stderr).toContain('start PostgreSQL');
    expect(stderr).not.toContain('hunter2');
    expect(stderr).not.toMatch(STACK_LINE);
  });

  it('looks at the installation, and says what to do about what is wrong', () => {
    const healthy = assay(['doctor'], { ASSAY_PORT: '0' });
    expect(healthy.stderr).toBe('');
    expect(healthy.stdout).toMatch(/^ok +node +Node /m);
    expect(healthy.stdout).toMatch(/^0 failed, /m);
    expect(healthy.status).toBe(0);
    const sick = assay(['doctor', '--json'], { ASSAY_PORT: '0', ASSAY_FILE_ROOTS: join(folder, 'missing') });
    expect(sick.status).toBe(1);
    const { ok, findings } = JSON.parse(sick.stdout);
    expect(ok).toBe(false);
    expect(findings.filter(({ status }: { status: string }) => status === 'failed')).toEqual([
      expect.objectContaining({ check: 'file roots', remedy: expect.stringContaining('ASSAY_FILE_ROOTS') }),
    ]);
  });

  it('names every wrong setting at once', () => {
    const { status, stderr } = assay(['serve'], { ASSAY_PORT: 'eighty', ASSAY_LOG_LEVEL: 'loud' });
    expect(status).toBe(2);
    expect(stderr).toMatch(/ASSAY_PORT.*ASSAY_LOG_LEVEL/s);
    expect(stderr).not.toMatch(STACK_LINE);
  });

  it('needs a token and a server to make tokens', () => {
    const without = assay(['token', 'create', '--name', 'x']);
    expect(without.status).toBe(2);
    expect(without.stderr).toContain('ASSAY_TOKEN');
    const environment = { ASSAY_URL: 'http://127.0.0.1:1', ASSAY_TOKEN: ADMIN_TOKEN };
    const unreachable = assay(['token', 'create', '--name', 'x'], environment);
    expect(unreachable.status).toBe(1);
    expect(unreachable.stderr).toBe(
      'No answer from http://127.0.0.1:1. Check the address, and that the server is running.\n',
    );
  });

  describe('with a server', () => {
    let home: AssayHome;
    let server: AssayProcess;
    beforeAll(async () => {
      home = await makeHome('embedded');
      server = await startAssay(home);
    });
    afterAll(async () => {
      await server.stop();
      await home.remove();
    });

    it('makes tokens that work', async () => {
      const environment = { ASSAY_URL: server.url, ASSAY_TOKEN: ADMIN_TOKEN };
      const made = assay(['token', 'create', '--name', 'nightly', '--role', 'business'], environment);
      expect(made.stderr).toBe('');
      const token = made.stdout.trim();
      expect((await server.request('GET', '/projects', { token })).status).toBe(200);
      const again = assay(['token', 'create', '--name', 'nightly'], environment);
      expect(again.status).toBe(1);
      expect(again.stderr).toContain('nightly');
      const refused = assay(['token', 'create', '--name', 'x', '--role', 'king'], environment);
      expect(refused.status).toBe(2);
      expect(refused.stderr).toContain('data_quality');
    });

    it.each(['serve', 'migrate'])('%s leaves the data directory of another process alone', (command) => {
      const second = assay([command], { ASSAY_HOME: join(home.folder, 'home'), ASSAY_PORT: '0' });
      expect(second.status).toBe(1);
      expect(second.stderr).toContain(`process ${server.pid} (it serves ${server.url})`);
      expect(second.stderr).not.toMatch(STACK_LINE);
    });
  });
});
