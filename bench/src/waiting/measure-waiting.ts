/**
 * `waiting [--clients=1000] [--submits=200]`: what a submission takes while nobody waits and while many clients hold a
 * request for a job or watch it, all over HTTP on one server on PostgreSQL. Clients and server share one process.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { composeFeatures, type ServerResources, startServer } from '@assay/server';
import { apiOf, jobOf, submitsOf } from '../api.ts';
import { startBenchServer } from '../postgres.ts';
import { machine, markdownTable, percentile } from '../report.ts';
import { ADMIN_TOKEN, givenFiles, servedConfig } from '../served.ts';
import { type Crowd, gatherWaiting, gatherWatching } from './crowd.ts';

interface Figures {
  readonly submits: readonly number[];
  /** Statements a client, from its request to its wait. */
  readonly arriving: number;
  /** Statements of all clients together for each second of waiting, beside those of the submissions. */
  readonly waiting: number;
  readonly memoryBytes: number;
}

export async function measureWaiting(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      clients: { type: 'string', default: '1000' },
      submits: { type: 'string', default: '200' },
    },
  });
  const clients = Number(values.clients);
  const home = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  const database = await startBenchServer();
  let resources: ServerResources | null = null;
  const server = await startServer(servedConfig({ home, databaseUrl: database.url, workerSlots: 0 }), {
    version: '0.0.0',
    modules: (opened) => {
      resources = opened;
      return composeFeatures(opened);
    },
  });
  const { store } = resources as unknown as ServerResources;
  let statements = 0;
  store.observe(() => statements++);
  const api = apiOf(server.url, ADMIN_TOKEN);
  try {
    const group = await givenFiles(api, home);
    const measure = async (gather: ((jobId: string) => Promise<Crowd>) | null): Promise<Figures> => {
      const before = { statements, memory: memoryInUse() };
      const crowd = await gather?.(await jobOf(api, group));
      const arriving = (statements - before.statements) / clients;
      const memoryBytes = memoryInUse() - before.memory;
      const idle = await statementsOfASecond(() => statements);
      const submits = await submitsOf(api, group, Number(values.submits));
      await crowd?.leave();
      return { submits, arriving, waiting: idle, memoryBytes };
    };
    // The first round finds everything cold.
    await submitsOf(api, group, 300);
    const alone = await measure(null);
    const waited = await measure((id) => gatherWaiting(api, id, clients));
    const watched = await measure((id) => gatherWatching(api, id, clients));
    const lines = { nobody: alone, [`${clients} wait`]: waited, [`${clients} watch`]: watched };
    console.log(`${machine()}\n${values.submits} submissions, one after the other\n`);
    console.log(
      markdownTable(
        ['clients', 'x alone p50', 'x alone p99', 'p50 / p99 (ms)', 'statements a client', 'a second', 'MB'],
        Object.entries(lines).map(([name, figures]) => line(name, figures, alone)),
      ),
    );
  } finally {
    await server.close();
    await database.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

/** What goes on beside requests (schedules, polls) is among them. */
async function statementsOfASecond(count: () => number): Promise<number> {
  const SECONDS = 4;
  const before = count();
  await new Promise((resolve) => setTimeout(resolve, SECONDS * 1000));
  return (count() - before) / SECONDS;
}

function memoryInUse(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss;
}

function line(name: string, figures: Figures, alone: Figures): string[] {
  const at = (share: number, of = figures) => percentile(of.submits, share);
  return [
    name,
    (at(0.5) / at(0.5, alone)).toFixed(2),
    (at(0.99) / at(0.99, alone)).toFixed(2),
    `${at(0.5).toFixed(1)} / ${at(0.99).toFixed(1)}`,
    figures === alone ? '' : figures.arriving.toFixed(2),
    figures.waiting.toFixed(1),
    figures === alone ? '' : (figures.memoryBytes / 2 ** 20).toFixed(0),
  ];
}
