/** Assay as its users run it: a process of its own, spoken to over HTTP. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient } from '@assay/contract';
import { createPostgresDatabase, type PostgresDatabase, postgresAvailable } from '@assay/test-support';
import { afterAll, describe, vi } from 'vitest';

const REPOSITORY = new URL('../../../', import.meta.url).pathname;
const MAIN = join(REPOSITORY, 'packages/cli/src/main.ts');
export const ADMIN_TOKEN = 'assay_system_test_admin_token';
const START_TIMEOUT_MS = 60_000;

// Processes start and stop in these tests, which takes seconds each where cores are shared.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** Where a server keeps its things; outlives the processes that are started on it. */
export interface AssayHome {
  readonly folder: string;
  /** File connections may read what lies here. */
  readonly files: string;
  readonly database: PostgresDatabase | null;
  remove(): Promise<void>;
}

export async function makeHome(store: 'embedded' | 'postgresql'): Promise<AssayHome> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'assay-system-')));
  const files = mkdtempSync(join(folder, 'files-'));
  const database = store === 'postgresql' ? await createPostgresDatabase() : null;
  return {
    folder,
    files,
    database,
    async remove() {
      await database?.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: raw answers are looked at key by key
  readonly body: any;
}

export interface RawRequest {
  readonly body?: unknown;
  /** Null = no Authorization header. */
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface AssayProcess {
  readonly url: string;
  readonly pid: number;
  readonly client: Client;
  /** Everything it printed so far. */
  output(): string;
  /** A request byte for byte, for what a typed client would not send or show. Paths are below /api/v1. */
  request(method: string, path: string, request?: RawRequest): Promise<RawAnswer>;
  /** SIGTERM, then the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL. */
  kill(): Promise<void>;
}

export interface StartOptions {
  readonly command?: 'serve' | 'work';
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts a process on a home and waits until it is ready. Rejects with its output when it ends before. */
export async function startAssay(home: AssayHome, options: StartOptions = {}): Promise<AssayProcess> {
  const { command = 'serve' } = options;
  const child = spawn(process.execPath, ['--conditions=@assay/source', MAIN, command], {
    cwd: home.folder,
    env: { ...environmentOf(home), ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk;
    });
  }
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const ready = command === 'serve' ? /Assay \S+ at (http:\S+)/ : /Assay \S+ works with/;
  const match = await untilPrinted(
    child,
    () => ready.exec(printed),
    () => printed,
  );
  const url = match[1] ?? '';
  return {
    url,
    pid: child.pid as number,
    client: createClient({ url, token: ADMIN_TOKEN }),
    output: () => printed,
    request: (method, path, request) => send(url, method, path, request),
    stop: () => {
      child.kill('SIGTERM');
      return exited;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function environmentOf(home: AssayHome): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('ASSAY_'));
  return {
    ...Object.fromEntries(inherited),
    ASSAY_HOME: join(home.folder, 'home'),
    ASSAY_PORT: '0',
    ASSAY_BOOTSTRAP_TOKEN: ADMIN_TOKEN,
    ASSAY_FILE_ROOTS: home.files,
    ASSAY_LOG_LEVEL: 'warn',
    ...(home.database === null
      ? {}
      : { ASSAY_DATABASE_URL: home.database.url, ASSAY_SECRET_KEY: Buffer.alloc(32, 7).toString('base64') }),
  };
}

async function untilPrinted(
  child: ChildProcess,
  look: () => RegExpExecArray | null,
  output: () => string,
): Promise<RegExpExecArray> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const found = look();
    if (found) return found;
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`assay ended with ${child.exitCode ?? child.signalCode}:\n${output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  child.kill('SIGKILL');
  throw new Error(`assay did not get ready:\n${output()}`);
}

async function send(url: string, method: string, path: string, request: RawRequest = {}): Promise<RawAnswer> {
  const { token = ADMIN_TOKEN, body, headers } = request;
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Runs a suite for each kind of store. */
export function describeStoreKinds(name: string, suite: (store: 'embedded' | 'postgresql') => void): void {
  describe.each(['embedded', 'postgresql'] as const)(`${name} (%s store)`, (store) => {
    describe.runIf(store === 'embedded' || postgresAvailable())('', () => suite(store));
  });
}

/** Registers the clean-up of a process and its home after the file. */
export function cleanUpAfterwards(
  getHome: () => AssayHome | undefined,
  getProcesses: () => readonly AssayProcess[],
): void {
  afterAll(async () => {
    for (const assay of getProcesses()) await assay.stop();
    await getHome()?.remove();
  });
}
