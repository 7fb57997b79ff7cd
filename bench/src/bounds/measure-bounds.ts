/**
 * `bounds [--submits=500] [--starts=200] [--queued=1000] [--kills=5] [--cancels=5]`: what is published about times, measured: submit
 * over HTTP, submit -> running, cancel -> canceled, worker killed -> running again. Each store has its server in this process.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { composeFeatures, openStore, startServer } from '@assay/server';
import { type Api, apiOf, submitsOf } from '../api.ts';
import { type BenchServer, startBenchServer } from '../postgres.ts';
import { machine, markdownTable, percentile } from '../report.ts';
import { ADMIN_TOKEN, givenFiles, givenGroup, servedConfig } from '../served.ts';
import { measureCancels } from './cancels.ts';
import { measureStarts } from './starts.ts';
import { measureTakeovers } from './takeovers.ts';

const OPTIONS = { submits: '500', starts: '200', queued: '1000', kills: '5', cancels: '5' } as const;
type Counts = Readonly<Record<keyof typeof OPTIONS, number>>;
interface Bound {
  readonly name: string;
  readonly store: string;
  readonly samples: readonly number[];
}

const MINUTE_IN_POSTGRESQL = {
  table: 'asleep',
  query: 'SELECT * FROM public.asleep',
};
/** Far longer than a minute on any machine. */
const LONG_IN_DUCKDB = {
  table: 'orders',
  query: 'SELECT 1 FROM range(1000000) a, range(1000000) b WHERE a.range * b.range = -1',
};

export async function measureBounds(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: Object.fromEntries(
      Object.entries(OPTIONS).map(([name, count]) => [name, { type: 'string' as const, default: count }]),
    ),
  });
  const counts = Object.fromEntries(
    Object.keys(OPTIONS).map((name) => [name, Number(values[name])]),
  ) as unknown as Counts;
  const server = await startBenchServer();
  try {
    const bounds = [
      ...(await boundsOf('embedded', null, server, counts)),
      ...(await boundsOf('PostgreSQL', server.url, server, counts)),
      await told('worker killed -> running again', 'PostgreSQL', () =>
        measureTakeovers(server.url, counts.kills),
      ),
    ];
    console.log(`${machine()}\n`);
    console.log(
      markdownTable(['what', 'store', 'samples', 'p50', 'p95', 'p99', 'largest (ms)'], bounds.map(line)),
    );
  } finally {
    await server.stop();
  }
}

async function boundsOf(
  store: string,
  databaseUrl: string | null,
  target: BenchServer,
  counts: Counts,
): Promise<Bound[]> {
  const home = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  try {
    const starts = await startsOf(store, { databaseUrl, home }, counts);
    const served = await servedBounds(store, { databaseUrl, home }, target, counts);
    return [...served, ...starts];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

type Place = { readonly databaseUrl: string | null; readonly home: string };

async function startsOf(name: string, place: Place, { starts, queued }: Counts): Promise<Bound[]> {
  const onError = (error: Error) => console.error(error.message);
  const { store } = await openStore({ ...place, maxConnections: 6, onError });
  const measure = (waiting: number) => () => measureStarts(store.jobs, { samples: starts, queued: waiting });
  try {
    return [
      await told('submit -> running, idle', name, measure(0)),
      await told(`submit -> running, ${queued} queued`, name, measure(queued)),
    ];
  } finally {
    await store.close();
  }
}

async function servedBounds(
  store: string,
  { databaseUrl, home }: Place,
  target: BenchServer,
  { submits, cancels }: Counts,
): Promise<Bound[]> {
  const serve = async <T>(workerSlots: number, work: (api: Api) => Promise<T>): Promise<T> => {
    const config = servedConfig({ home, databaseUrl, workerSlots });
    const server = await startServer(config, { version: '0.0.0', modules: composeFeatures });
    try {
      return await work(apiOf(server.url, ADMIN_TOKEN));
    } finally {
      await server.close();
    }
  };
  const { files, submitted } = await serve(0, async (api) => {
    const group = await givenFiles(api, home);
    // The first ones find everything cold.
    await submitsOf(api, group, 100);
    const samples = await told('submit over HTTP', store, () => submitsOf(api, group, submits));
    return { files: group, submitted: samples };
  });
  await emptyQueue({ databaseUrl, home });
  const canceled = await serve(2, async (api) => [
    await told('cancel -> canceled, query in DuckDB', store, () =>
      measureCancels(api, files, LONG_IN_DUCKDB, cancels),
    ),
    await told('cancel -> canceled, 60 s query in PostgreSQL', store, async () =>
      measureCancels(api, await sleepingGroup(api, target), MINUTE_IN_POSTGRESQL, cancels),
    ),
  ]);
  return [submitted, ...canceled];
}

async function emptyQueue(place: Place): Promise<void> {
  const { store } = await openStore({ ...place, maxConnections: 2, onError: () => {} });
  await store.jobs.query('DELETE FROM job');
  await store.close();
}

/** A view that takes a minute to read. */
async function sleepingGroup(api: Api, { url, execute }: BenchServer): Promise<string> {
  await execute(`CREATE OR REPLACE VIEW asleep AS SELECT 1 AS id WHERE pg_sleep(60) IS NOT NULL`);
  const { hostname: host, port, username: user } = new URL(url);
  const config = { host, port: Number(port), database: 'postgres', user };
  return givenGroup(api, { name: 'asleep', schema: 'public', type: 'postgresql', config });
}

async function told(name: string, store: string, measure: () => Promise<readonly number[]>): Promise<Bound> {
  process.stderr.write(`${name} (${store}) ...`);
  const samples = await measure();
  process.stderr.write(' done\n');
  return { name, store, samples };
}

const line = ({ name, store, samples }: Bound): string[] => [
  ...[name, store, String(samples.length)],
  ...[0.5, 0.95, 0.99, 1].map((share) => percentile(samples, share).toFixed(1)),
];
