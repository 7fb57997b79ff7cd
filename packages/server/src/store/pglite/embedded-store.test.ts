import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../open-store.ts';
import { StoreRestartedError, StoreTimeoutError, StoreUnavailableError } from '../store-error.ts';
import { embeddedTemplate } from '../testing/store-for-test.ts';
import { takeHomeLock } from './home-lock.ts';
import { openPgliteSource, type PgliteOptions } from './pglite-source.ts';

const folders: string[] = [];
const children: ChildProcess[] = [];
let template = '';
beforeAll(async () => {
  template = await embeddedTemplate();
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'assay-home-'));
  folders.push(home);
  return home;
}
const open = (home: string) =>
  openStore({
    databaseUrl: null,
    home,
    maxConnections: 1,
    snapshotFile: template,
    onError: (error) => console.error(error),
  });

/** Another process on the data directory; `lines` grows with what it says. */
function startWriter(home: string, task: 'write' | 'hold') {
  const file = fileURLToPath(new URL('../testing/embedded-writer.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=@assay/source', file, home, task, template], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    for (const wake of waiting) wake();
  });
  const until = (enough: (lines: readonly string[]) => boolean) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (enough(lines)) resolve();
      };
      waiting.add(look);
      child.once('close', () => reject(new Error(`the process ended early: ${lines.join('; ')}`)));
      look();
    });
  const kill = async () => {
    const gone = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await gone;
  };
  return { pid: child.pid ?? 0, lines, until, kill };
}

/** Every process makes or recovers a database first, which takes seconds on a busy machine. */
const PROCESSES_TIMEOUT_MS = 120_000;

describe('the data directory of the embedded store', { timeout: PROCESSES_TIMEOUT_MS }, () => {
  it('belongs to one process: a second one is refused and told who has it and where it serves', async () => {
    const home = newHome();
    const holder = startWriter(home, 'hold');
    await holder.until((lines) => lines.includes('open'));
    const error = await open(home).catch((caught: unknown) => caught as Error);
    expect(error).toBeInstanceOf(StoreUnavailableError);
    expect((error as Error).message).toContain(`process ${holder.pid}`);
    expect((error as Error).message).toContain('http://127.0.0.1:4080');
    await holder.kill();
    const { store } = await open(home);
    await store.close();
  });

  it('belongs to one opener of the same process too', async () => {
    const home = newHome();
    const lock = takeHomeLock(home);
    expect(() => takeHomeLock(home)).toThrow(StoreUnavailableError);
    lock.release();
    takeHomeLock(home).release();
  });

  it('is taken over from a process that is gone, also when its number is in use again', () => {
    const home = newHome();
    const file = join(home, 'store.lock');
    const stale = { processStart: 'long ago', machine: 'x', url: null, nonce: 'n' };
    takeHomeLock(home).release();
    const machine = (JSON.parse(lockText(home)) as { machine: string }).machine;
    writeFileSync(file, JSON.stringify({ ...stale, machine, pid: process.pid }));
    takeHomeLock(home).release();
    writeFileSync(file, 'half a li');
    takeHomeLock(home).release();
  });

  it('is made anew when its making was interrupted', async () => {
    const home = newHome();
    mkdirSync(join(home, 'store.new'));
    writeFileSync(join(home, 'store.new', 'PG_VERSION'), '18');
    const { store } = await open(home);
    await expect(store.ping()).resolves.toBeUndefined();
    await store.close();
  });

  it('keeps every row that was acknowledged before a kill -9', async () => {
    const home = newHome();
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round++) {
      const writer = startWriter(home, 'write');
      const wanted = 60 + Math.floor(Math.random() * 120);
      await writer.until((lines) => lines.length > wanted);
      await writer.kill();
      acknowledged.push(...writer.lines.filter((line) => line !== 'open'));
    }
    const { store } = await open(home);
    const rows = await store.db.selectFrom('project').select('code').execute();
    const kept = new Set(rows.map(({ code }) => code));
    expect(acknowledged.length).toBeGreaterThan(180);
    expect(acknowledged.filter((code) => !kept.has(code))).toEqual([]);
    expect(kept.size).toBe(rows.length);
    await store.close();
  });
});

function lockText(home: string): string {
  const lock = takeHomeLock(home);
  const text = readFileSync(join(home, 'store.lock'), 'utf8');
  lock.release();
  return text;
}

const SLOW = `SELECT count(*) FROM generate_series(1, 1000000000) AS n WHERE n % 7 = 8`;
const source = (options: Partial<PgliteOptions>) =>
  openPgliteSource({
    dataDirectory: null,
    snapshotFile: template,
    statementTimeoutMs: 30_000,
    maintenanceIntervalMs: 0,
    onError: (error) => console.error(error),
    ...options,
  });

describe('a statement of the embedded store', { timeout: PROCESSES_TIMEOUT_MS }, () => {
  it('leaves the server’s own thread free while it runs', async () => {
    const store = await source({});
    const session = await store.acquire();
    let ticks = 0;
    const ticking = setInterval(() => ticks++, 10);
    const started = performance.now();
    await session.query('SELECT count(*) FROM generate_series(1, 1000000) AS n WHERE n % 7 = 8', []);
    const elapsed = performance.now() - started;
    clearInterval(ticking);
    session.release();
    await store.close();
    expect(elapsed).toBeGreaterThan(50);
    // A blocked thread would not tick at all; a busy machine ticks late.
    expect(ticks).toBeGreaterThan(elapsed / 10 / 10);
  });

  it('is stopped at its deadline; what was committed stays, its transaction does not, listeners hear again', async () => {
    const store = await source({ dataDirectory: join(newHome(), 'store'), statementTimeoutMs: 1_500 });
    const heard: string[] = [];
    await store.listen('news', (payload) => heard.push(payload));
    const first = await store.acquire();
    await first.query('CREATE TABLE kept (x int)', []);
    await first.query('INSERT INTO kept VALUES (1)', []);
    await first.query('BEGIN', []);
    await first.query('INSERT INTO kept VALUES (2)', []);
    await expect(first.query(SLOW, [])).rejects.toBeInstanceOf(StoreTimeoutError);
    await expect(first.query('COMMIT', [])).rejects.toBeInstanceOf(StoreRestartedError);
    first.release();
    const second = await store.acquire();
    expect((await second.query('SELECT x FROM kept', [])).rows).toEqual([{ x: 1 }]);
    second.release();
    const third = await store.acquire();
    await third.query(`SELECT pg_notify('news', 'still here')`, []);
    third.release();
    await expect.poll(() => heard).toEqual(['still here']);
    await store.close();
  });

  it('in memory is stopped at its deadline too, and says that the data are gone', async () => {
    const store = await source({ statementTimeoutMs: 1_500 });
    const session = await store.acquire();
    await expect(session.query(SLOW, [])).rejects.toBeInstanceOf(StoreTimeoutError);
    session.release();
    await expect(store.acquire()).rejects.toBeInstanceOf(StoreUnavailableError);
    await store.close();
  });
});

describe('maintenance of the embedded store', { timeout: PROCESSES_TIMEOUT_MS }, () => {
  it('keeps a much-updated table small', async () => {
    const store = await source({});
    const run = async (sql: string) => {
      const session = await store.acquire();
      const { rows } = await session.query(sql, []);
      session.release();
      return rows;
    };
    const size = async () => Number((await run(`SELECT pg_relation_size('busy') AS bytes`))[0]?.bytes);
    await run(`CREATE TABLE busy AS SELECT n, repeat('x', 100) AS filler FROM generate_series(1, 1000) AS n`);
    const update = async () => {
      for (let n = 0; n < 5; n++) await run('UPDATE busy SET n = n + 1');
    };
    await update();
    await store.maintain();
    const before = await size();
    await update();
    await store.maintain();
    expect(await size()).toBeLessThanOrEqual(before * 1.4);
    await store.close();
  });
});
