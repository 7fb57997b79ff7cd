/** A target that breaks in the middle of a COPY: the run is tried again, and leaves nothing behind there or here. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  createPostgresDatabase,
  findPostgresBinaries,
  startPostgresServer,
  startTcpProxy,
  type TcpProxy,
} from '@assay/test-support';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePlaces } from '../system/support/shop.ts';
import type { GetServer } from './support/one-server.ts';

/** 4 MB in two seconds or more. */
const STREAM = `CREATE VIEW stream AS
  SELECT i AS id, repeat(md5(i::text), 64) AS text FROM generate_series(1, 2000) AS i WHERE pg_sleep(0.001) IS NOT NULL`;
const ROWS = 2000;
const ENOUGH_BYTES = 500_000;
const RETRY_MS = 60_000;

interface Target {
  readonly url: string;
  query(sql: string): Promise<unknown>;
  drop(): Promise<void>;
}

export function brokenTargets(getServer: GetServer): void {
  describe.concurrent('a target that in the middle of a COPY', () => {
    const open: { close(): Promise<void> }[] = [];
    afterAll(async () => {
      const { home } = getServer();
      expect(readdirSync(join(home.folder, 'home/scratch'))).toEqual([]);
      for (const one of open.reverse()) await one.close();
    });
    const behindProxy = async (target: Target): Promise<TcpProxy> => {
      await target.query(STREAM);
      const proxy = await startTcpProxy(target.url);
      open.push({ close: target.drop }, proxy);
      return proxy;
    };
    let binaries: string;
    beforeAll(() => {
      binaries = findPostgresBinaries() as string;
    });

    const profile = async (proxy: TcpProxy) => {
      const { assay, submitted } = getServer();
      const { hostname: host, port, pathname, username: user } = new URL(proxy.url);
      const config = { host, port: Number(port), database: pathname.slice(1), user };
      const { tableGroupId } = await makePlaces(assay.client, { type: 'postgresql', config }, 'public');
      const { id } = await assay.client.submitProfilingRun({ table_group_id: tableGroupId });
      submitted.push(id);
      while (proxy.answered() < ENOUGH_BYTES) await pause(5);
      return id;
    };
    const finish = async (id: string) => {
      const { assay } = getServer();
      const job = await assay.client.waitForJob(id, { timeoutMs: RETRY_MS });
      const run = await assay.client.getProfilingRun({ job_id: id });
      return { status: job.status, error: job.error_message, rows: run.result?.record_ct };
    };
    const whole = { status: 'completed', error: null, rows: ROWS };

    it('is cut off', async () => {
      const proxy = await behindProxy(await createPostgresDatabase());
      const id = await profile(proxy);
      proxy.cut();
      expect(await finish(id)).toMatchObject(whole);
    });

    it('closes its side only', async () => {
      const proxy = await behindProxy(await createPostgresDatabase());
      const id = await profile(proxy);
      proxy.halfClose();
      expect(await finish(id)).toMatchObject(whole);
    });

    it('is killed, all of it, and comes back', async () => {
      const target = await startPostgresServer(binaries);
      const proxy = await behindProxy({ url: target.url, query: target.execute, drop: target.stop });
      const id = await profile(proxy);
      await target.crash();
      await target.restart();
      expect(await finish(id)).toMatchObject(whole);
    });
  });
}
