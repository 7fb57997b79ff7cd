/** A server in the process of the test, whose log the test can read. Everything it is sent comes from 127.0.0.1. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient } from '@assay/contract';
import { composeFeatures, readConfig, type ServerConfig, startServer } from '@assay/server';

const ADMIN_TOKEN = 'assay_abuse_test_admin_token';

/** A folder that outlives the servers that are started on it. */
export interface AbusedHome {
  readonly folder: string;
  /** File connections may read what lies here. */
  readonly files: string;
  remove(): void;
}

export interface AbusedServer {
  readonly url: string;
  /** Calls as a global admin. */
  readonly client: Client;
  readonly adminToken: string;
  /** Lines of the log from `error` on, since the last call. */
  takeErrors(): string[];
  close(): Promise<void>;
}

export function makeAbusedHome(): AbusedHome {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'assay-abuse-')));
  const files = join(folder, 'files');
  mkdirSync(files);
  return { folder, files, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Answers that break their schema are errors here. */
export async function startAbusedServer(
  home: AbusedHome,
  settings: Partial<ServerConfig> = {},
): Promise<AbusedServer> {
  let errors: string[] = [];
  const config: ServerConfig = {
    ...readConfig({ ASSAY_HOME: join(home.folder, 'home'), ASSAY_PORT: '0', ASSAY_LOG_LEVEL: 'error' }),
    ...{ bootstrapToken: ADMIN_TOKEN, fileRoots: [home.files], validateResponses: true },
    ...settings,
  };
  const running = await startServer(config, {
    version: '0.0.0-test',
    modules: composeFeatures,
    logTo: { write: (line) => void errors.push(line) },
  });
  return {
    url: running.url,
    client: createClient({ url: running.url, token: ADMIN_TOKEN }),
    adminToken: ADMIN_TOKEN,
    takeErrors() {
      const taken = errors;
      errors = [];
      return taken;
    },
    close: () => running.close(),
  };
}
