/** The `assay` command as a person types it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
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
import { writeShopFiles } from './support/shop.ts';

const MAIN = new URL('../../packages/cli/src/main.ts', import.meta.url).pathname;

describe('assay', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-cli-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  writeShopFiles(data);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const assay = (args: string[], environment: Record<string, string> = {}) =>
    spawnSync(process.execPath, ['--conditions=@assay/source', MAIN, ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, NO_COLOR: '1', ...environment },
      timeout: 60_000,
    });

  it('says its commands and its version', () => {
    expect(assay(['--help']).stdout).toMatch(/serve.*work.*demo.*migrate.*token.*profile/s);
    expect(assay(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const unknown = assay(['profle']);
    expect(unknown.status).not.toBe(0);
    expect(unknown.stderr).toContain("unknown command 'profle'");
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
    expect(stdout).toContain('orders  40 rows');
  });

  it('works only on a store that can be shared', () => {
    const { status, stderr } = assay(['work']);
    expect(status).toBe(2);
    expect(stderr).toContain('ASSAY_DATABASE_URL');
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
  });
});
