/** A process that dies while it pulls leaves files behind, and the next one removes them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describePostgres, type PostgresDatabase, postgresDatabaseForFile } from '@assay/test-support';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testOptions } from '../conformance/live-engines.ts';
import { removeAbandonedScratch } from '../index.ts';

const PULL = `
const { openTarget, profileTables } = await import(${JSON.stringify(new URL('../index.ts', import.meta.url).href)});
const { url, options } = JSON.parse(process.argv[1]);
const target = await openTarget({ type: 'postgresql', url }, options);
const tables = await target.describe('public', ['endless']);
const request = { tables, runAt: '2025-07-01T00:00:00Z', strategy: 'pull' };
await profileTables(target, request, options, { signal: new AbortController().signal, onTable: () => {} });
`;

describePostgres('a process killed in the middle of a pull', () => {
  let database: PostgresDatabase;
  let home: Awaited<ReturnType<typeof testOptions>>;
  let child: ChildProcess | null = null;
  beforeAll(async () => {
    home = await testOptions();
    database = await postgresDatabaseForFile();
    await database.query(
      'CREATE VIEW endless AS SELECT i AS id FROM generate_series(1, 100000000) AS i WHERE pg_sleep(0.001) IS NOT NULL',
    );
  });
  afterAll(async () => {
    child?.kill('SIGKILL');
    await home.remove();
  });

  const copies = () =>
    database.query(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY%endless%' AND state = 'active'`,
    );
  const foldersLeft = () => readdir(home.options.scratchDirectory).catch(() => []);

  it('leaves a folder that the next start removes, and no session that copies', {
    timeout: 120_000,
  }, async () => {
    const argument = JSON.stringify({ url: database.url, options: home.options });
    const flags = ['--conditions=@assay/source', '--input-type=module', '--eval', PULL];
    child = spawn(process.execPath, [...flags, argument], { cwd: import.meta.dirname, stdio: 'inherit' });
    const ended = new Promise<void>((resolve) => child?.once('exit', () => resolve()));
    while ((await copies()).length === 0) {
      expect(child.exitCode, 'the child ended before it was killed').toBeNull();
      await sleep(50);
    }
    const [folder = ''] = await foldersLeft();
    expect(await readdir(join(home.options.scratchDirectory, folder))).toContain('owner.json');
    expect(await removeAbandonedScratch(home.options.scratchDirectory), 'while it lives').toBe(0);

    child.kill('SIGKILL');
    await ended;
    expect(await foldersLeft()).toEqual([folder]);
    expect(await removeAbandonedScratch(home.options.scratchDirectory)).toBe(1);
    expect(await foldersLeft()).toEqual([]);
    // The server notices when it next writes to the connection that is gone.
    while ((await copies()).length > 0) await sleep(50);
  });
});
