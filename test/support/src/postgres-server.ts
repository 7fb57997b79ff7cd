/** A throw-away PostgreSQL server for a test run: its own data directory, its own port, gone afterwards. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export interface PostgresServer {
  /** Superuser connection to the database `postgres`. */
  readonly url: string;
  /** Runs a statement in that database, on a connection of its own. */
  execute(sql: string): Promise<void>;
  /** SIGKILL to every process of the server at once, as when its machine stops. Its files stay. */
  crash(): Promise<void>;
  /** Starts again after a crash, on the same port and files; resolves when it has recovered. */
  restart(): Promise<void>;
  /** Also after a crash. */
  stop(): Promise<void>;
}

const DEBIAN_ROOT = '/usr/lib/postgresql';

/** The folder with `initdb` and `postgres`, newest version first, or null when PostgreSQL is not installed. */
export function findPostgresBinaries(): string | null {
  const versions = existsSync(DEBIAN_ROOT)
    ? readdirSync(DEBIAN_ROOT).sort((a, b) => Number(b) - Number(a))
    : [];
  const folders = [
    ...versions.map((v) => join(DEBIAN_ROOT, v, 'bin')),
    ...(process.env.PATH ?? '').split(':'),
  ];
  return (
    folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ??
    null
  );
}

/** PostgreSQL refuses to run as root, so there it runs as the `postgres` user that its package makes. */
function unprivilegedUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * Everybody is trusted but the members of this role, so that tests can see a password refused. Roles belong to the
 * whole server, which test files share: each makes a member with a name of its own.
 */
export const ROLES_WITH_PASSWORD = 'roles_with_password';
const PASSWORD_RULE = `host all +${ROLES_WITH_PASSWORD} 127.0.0.1/32 scram-sha-256`;

const NOT_DURABLE = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];

/**
 * Starts a server whose databases live for one run.
 * @param durable with the settings of a fresh installation; otherwise a commit waits for no disk
 */
export async function startPostgresServer(
  binaries: string,
  { durable = false }: { readonly durable?: boolean } = {},
): Promise<PostgresServer> {
  const user = unprivilegedUser();
  const home = mkdtempSync(join(tmpdir(), 'assay-pg-'));
  chmodSync(home, 0o755);
  if (user) chownSync(home, user.uid, user.gid);
  const data = join(home, 'data');
  const identity = user ? { uid: user.uid, gid: user.gid } : {};
  const environment = { ...process.env, LC_ALL: 'C.UTF-8' };
  execFileSync(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...identity, env: environment, stdio: 'pipe', cwd: home },
  );
  const accessRules = join(data, 'pg_hba.conf');
  writeFileSync(accessRules, `${PASSWORD_RULE}\n${readFileSync(accessRules, 'utf8')}`);
  const port = await freePort();
  const start = () =>
    spawn(
      join(binaries, 'postgres'),
      [
        ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', home],
        durable ? [] : NOT_DURABLE,
        ['-c', 'max_connections=300', '-c', 'shared_buffers=256MB', '-c', 'work_mem=64MB'],
      ].flat(),
      { ...identity, env: environment, stdio: 'ignore', cwd: home },
    );
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  let child = start();
  await untilReady(url);
  await execute(url, `CREATE ROLE ${ROLES_WITH_PASSWORD}`);
  return {
    url,
    execute: (sql) => execute(url, sql),
    crash: () => killAll(child),
    async restart() {
      child = start();
      await untilReady(url);
    },
    async stop() {
      await ended(child, 'SIGINT');
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await exited;
}

/**
 * The server's processes lead sessions of their own, so no signal reaches them all. The parent goes first, or it would
 * recover from the loss of a child by itself; the new one does not start while one of the old ones lives.
 */
async function killAll(parent: ChildProcess): Promise<void> {
  const children = childrenOf(parent.pid as number);
  await ended(parent, 'SIGKILL');
  for (const pid of children) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It noticed the loss of its parent first.
    }
  }
  while (children.some((pid) => existsSync(`/proc/${pid}`))) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function childrenOf(pid: number): number[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  return listed
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child = 0, parent]) => (parent === pid ? [child] : []));
}

async function untilReady(url: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (attempt > 200) throw new Error('PostgreSQL did not start within 20 seconds', { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
