/** Servers and workers that are restarted one after the other while work goes on. Numbers are those of the conformance list. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { describePostgres } from '@assay/test-support';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AssayHome, type AssayProcess, makeHome, startAssay } from './support/assay-process.ts';
import { TAKE_OVER_MS } from './support/job-at-work.ts';
import { makePlaces, writeShopFiles } from './support/shop.ts';

const ROUNDS = 1;
const GROUPS = 4;
/** Slower than two runs at a time on the one connection take: there is always work, and no backlog. */
const SUBMIT_EVERY_MS = 700;
const ENVIRONMENT = { ASSAY_DRAIN_SECONDS: '1', ASSAY_WORKER_SLOTS: '1' };

describePostgres('a rolling restart', () => {
  let home: AssayHome;
  const running = new Set<AssayProcess>();
  beforeAll(async () => {
    home = await makeHome('postgresql');
    writeShopFiles(home.files);
  });
  afterAll(async () => {
    await Promise.all([...running].map((assay) => assay.kill()));
    await home.remove();
  });

  const start = async (command: 'serve' | 'work') => {
    const assay = await startAssay(home, { command, environment: ENVIRONMENT });
    running.add(assay);
    return assay;
  };
  /** What `/readyz` said while it stopped, last word last. */
  const stop = async (assay: AssayProcess): Promise<readonly number[]> => {
    const said: number[] = [];
    const stopped = assay.stop();
    while (assay.url !== '') {
      const status = await fetch(`${assay.url}/readyz`).then(
        (answer) => answer.status,
        () => null,
      );
      if (status === null) break;
      said.push(status);
      await pause(50);
    }
    expect(await stopped).toBe(0);
    running.delete(assay);
    return said;
  };

  it('27: loses no job, fails none, makes none twice, and says so before it closes', {
    timeout: 300_000,
  }, async () => {
    const servers = [await start('serve'), await start('serve')];
    const workers = [await start('work'), await start('work')];
    const { client } = servers[0]!;
    const places = await makePlaces(client, { type: 'files', config: { path: home.files } });
    const groups = [places.tableGroupId];
    for (let at = 1; at < GROUPS; at++) {
      const body = { name: `Group ${at}`, connection_id: places.connectionId, schema: 'main' };
      groups.push((await client.createTableGroup({ project_code: places.projectCode, body })).id);
    }

    /** Again with the same key at the next server until one accepts it. */
    const submit = async (groupId: string, key: string): Promise<string> => {
      for (let attempt = 0; ; attempt++) {
        const server = servers[attempt % servers.length]!;
        const answer = await server
          .request('POST', `/table-groups/${groupId}/profiling-runs`, { headers: { 'idempotency-key': key } })
          .catch(() => null);
        if (answer?.status === 202) return String(answer.body.id);
        expect([undefined, 503]).toContain(answer?.status);
        await pause(50);
      }
    };
    let restarting = true;
    const accepted = new Map<string, string>();
    const submitting = (async () => {
      for (let at = 0; restarting; at++) {
        const key = randomUUID();
        accepted.set(key, await submit(groups[at % GROUPS]!, key));
        await pause(SUBMIT_EVERY_MS);
      }
    })();

    for (let round = 0; round < ROUNDS; round++) {
      for (const at of [0, 1]) {
        const said = await stop(servers[at]!);
        expect(said.at(-1)).toBe(503);
        servers[at] = await start('serve');
        await stop(workers[at]!);
        workers[at] = await start('work');
      }
    }
    restarting = false;
    await submitting;

    expect(accepted.size).toBeGreaterThan(20);
    expect(new Set(accepted.values()).size).toBe(accepted.size);
    const survivor = servers[1]!.client;
    const ends = await Promise.all(
      [...accepted.values()].map((id) => survivor.waitForJob(id, { timeoutMs: 2 * TAKE_OVER_MS })),
    );
    expect(ends.filter(({ status }) => status !== 'completed')).toEqual([]);
    const rows = await home.database?.query<{ status: string; jobs: number }>(
      'SELECT status, count(*)::integer AS jobs FROM job GROUP BY status',
    );
    expect(rows).toEqual([{ status: 'completed', jobs: accepted.size }]);
  });
});
