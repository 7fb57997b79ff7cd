import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPERATIONS, type Operations } from '@assay/contract';
import { submitJob } from '@assay/jobs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig, type ServerConfig } from './config.ts';
import { problem } from './http/api-problem.ts';
import type { HandlersOf } from './http/handler.ts';
import { ListenError } from './http/listen.ts';
import type { ServerResources } from './open-resources.ts';
import { SecretKeyError } from './secrets/secret-key.ts';
import { type ServerModules, startServer } from './start-server.ts';
import { StoreUnavailableError } from './store/store-error.ts';
import { embeddedTemplate } from './store/testing/store-for-test.ts';

const home = mkdtempSync(join(tmpdir(), 'assay-server-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
let snapshotFile = '';
beforeAll(async () => {
  snapshotFile = await embeddedTemplate();
});

const config = (changes: Partial<ServerConfig> = {}): ServerConfig => ({
  ...readConfig({ ASSAY_HOME: home, ASSAY_PORT: '0', ASSAY_LOG_LEVEL: 'silent' }),
  validateResponses: true,
  ...changes,
});

/** Modules that implement one operation and one kind of job; the rest of the contract is not under test here. */
function modules(resources: ServerResources, ran: string[] = []): ServerModules {
  const unused = Object.fromEntries(
    Object.keys(OPERATIONS).map((id) => [
      id,
      async () => {
        throw problem('service_unavailable', 'not in this test');
      },
    ]),
  ) as unknown as HandlersOf<Operations>;
  return {
    handlers: {
      ...unused,
      getHealth: async () => ({ body: { status: 'ok', edition: 'assay', version: resources.version } }),
    },
    jobHandlers: {
      note: async (job, context) => {
        await context.complete(async (tx) => {
          await tx.query('SELECT 1');
          ran.push(job.id);
        });
      },
    },
  };
}
const start = (changes: Partial<ServerConfig> = {}, ran: string[] = []) =>
  startServer(config(changes), {
    version: '1.2.3',
    snapshotFile,
    modules: (resources) => modules(resources, ran),
  });

describe('a server', { timeout: 120_000 }, () => {
  it('starts on nothing, shows its first token once, answers, runs jobs, and ends', async () => {
    const ran: string[] = [];
    let resources: ServerResources | undefined;
    const server = await startServer(config(), {
      version: '1.2.3',
      snapshotFile,
      modules: (given) => {
        resources = given;
        return modules(given, ran);
      },
    });
    const health = await fetch(`${server.url}/api/v1/health`);
    expect(await health.json()).toEqual({ status: 'ok', edition: 'assay', version: '1.2.3' });
    const ready = await fetch(`${server.url}/readyz`);
    expect(await ready.json()).toEqual({ status: 'ok', store: 'ok', worker: 'ok' });
    expect(await (await fetch(`${server.url}/api/docs`)).text()).toContain('Assay API');

    const list = (token: string) =>
      fetch(`${server.url}/api/v1/projects`, { headers: { authorization: `Bearer ${token}` } });
    expect((await list('wrong')).status).toBe(401);
    expect((await list(String(server.bootstrapToken))).status).toBe(503);

    const submitted = await submitJob(resources!.store.jobs, {
      key: 'note',
      arguments: {},
      source: 'api',
      projectId: null,
    });
    expect(submitted).toHaveProperty('job');
    await expect.poll(() => ran.length, { timeout: 20_000 }).toBe(1);
    await server.close();
    await server.close();

    const again = await start({ bootstrapToken: 'a-token-of-my-own-choice' });
    expect(again.bootstrapToken).toBeNull();
    await again.close();
  });

  it('refuses a data directory that another server has, and names it', async () => {
    const first = await start();
    const error = await start().catch((caught: unknown) => caught as Error);
    expect(error).toBeInstanceOf(StoreUnavailableError);
    expect((error as Error).message).toContain(first.url);
    await first.close();
  });

  it('says what to do when its port is taken, and leaves nothing behind', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    const { port } = blocker.address() as { port: number };
    const error = await start({ port }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ListenError);
    expect((error as Error).message).toContain('ASSAY_PORT');
    blocker.close();
    const server = await start();
    await server.close();
  });

  it('refuses a shared store without a configured key', async () => {
    await expect(start({ databaseUrl: 'postgresql://127.0.0.1:1/assay' })).rejects.toBeInstanceOf(
      SecretKeyError,
    );
  });
});
