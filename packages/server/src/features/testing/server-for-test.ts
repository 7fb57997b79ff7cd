/** A whole server for a test file: real store, real port, real workers, the typed client. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient } from '@assay/contract';
import { postgresAvailable } from '@assay/test-support';
import { afterAll, beforeAll, describe } from 'vitest';
import { composeFeatures } from '../../compose.ts';
import { readConfig, type ServerConfig } from '../../config.ts';
import type { ServerResources } from '../../open-resources.ts';
import { startServer } from '../../start-server.ts';
import type { StoreKind } from '../../store/session.ts';
import type { Store } from '../../store/store.ts';
import { embeddedTemplate, migratedPostgresDatabase } from '../../store/testing/store-for-test.ts';

export interface TestServer {
  /** Calls with the token of a global admin. */
  readonly client: Client;
  readonly url: string;
  readonly token: string;
  /** The server's own store. */
  readonly store: Store;
  readonly resources: ServerResources;
  /** An empty folder that file connections may read. */
  readonly filesRoot: string;
  readonly config: ServerConfig;
  close(): Promise<void>;
}

const TOKEN = 'assay_test_token_of_an_admin';

/** Runs a suite against a server on each kind of store; call `server()` inside tests and hooks. */
export function describeServers(
  name: string,
  suite: (server: () => TestServer) => void,
  overrides: Partial<ServerConfig> = {},
): void {
  describe.each<StoreKind>(['embedded', 'postgresql'])(`${name} (%s store)`, (kind) => {
    describe.runIf(kind === 'embedded' || postgresAvailable())('', () => {
      let server: TestServer;
      beforeAll(async () => {
        server = await startServerForTest(kind, overrides);
      });
      afterAll(() => server?.close());
      suite(() => server);
    });
  });
}

/** The caller closes it. Answers that break their schema are errors here. */
export async function startServerForTest(
  kind: StoreKind = 'embedded',
  overrides: Partial<ServerConfig> = {},
): Promise<TestServer> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'assay-server-')));
  const filesRoot = mkdtempSync(join(folder, 'files-'));
  const database = kind === 'postgresql' ? await migratedPostgresDatabase() : null;
  const config: ServerConfig = {
    ...readConfig({ ASSAY_HOME: join(folder, 'home'), ASSAY_PORT: '0' }),
    databaseUrl: database?.url ?? null,
    // Any 32 bytes; a shared store needs a key that is given.
    secretKey: Buffer.alloc(32, 7).toString('base64'),
    bootstrapToken: TOKEN,
    fileRoots: [filesRoot],
    logLevel: 'error',
    validateResponses: true,
    ...overrides,
  };
  let opened: ServerResources | null = null;
  const running = await startServer(config, {
    version: '0.0.0-test',
    snapshotFile: await embeddedTemplate(),
    modules: (resources) => {
      opened = resources;
      return composeFeatures(resources);
    },
  });
  const resources = opened as unknown as ServerResources;
  return {
    client: createClient({ url: running.url, token: TOKEN }),
    url: running.url,
    token: TOKEN,
    store: resources.store,
    resources,
    filesRoot,
    config,
    async close() {
      await running.close();
      await database?.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
