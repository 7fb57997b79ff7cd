/** `queue [--jobs=2000] [--slots=8]`: what one worker process gets through, on the embedded store and on PostgreSQL. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openStore } from '@assay/server';
import { startBenchServer } from '../postgres.ts';
import { machine, markdownTable, percentile } from '../report.ts';
import { measureRounds, type QueueFigures } from './queue-rounds.ts';

const LATENCY_JOBS = 200;

export async function measureQueue(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: { jobs: { type: 'string', default: '2000' }, slots: { type: 'string', default: '8' } },
  });
  const jobs = { throughput: Number(values.jobs), latency: LATENCY_JOBS, slots: Number(values.slots) };
  const home = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  const server = await startBenchServer();
  try {
    const embedded = await measureStore(null, home, jobs);
    const postgres = await measureStore(server.url, home, jobs);
    console.log(
      `${machine()}\n${jobs.throughput} jobs that do nothing, ${jobs.slots} slots in one process\n`,
    );
    console.log(
      markdownTable(
        ['store', 'submitted/s', 'run/s', 'until running p50 / p95 (ms)', 'until known p50 / p95 (ms)'],
        [line('embedded', embedded), line('PostgreSQL', postgres)],
      ),
    );
  } finally {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function measureStore(
  databaseUrl: string | null,
  home: string,
  jobs: Parameters<typeof measureRounds>[1],
): Promise<QueueFigures> {
  const onError = (error: Error) => console.error(error.message);
  const { store } = await openStore({ databaseUrl, home, maxConnections: jobs.slots + 4, onError });
  try {
    return await measureRounds(store.jobs, jobs);
  } finally {
    await store.close();
  }
}

function line(name: string, figures: QueueFigures): string[] {
  const spread = (samples: readonly number[]) =>
    `${percentile(samples, 0.5).toFixed(1)} / ${percentile(samples, 0.95).toFixed(1)}`;
  return [
    name,
    figures.submittedPerSecond.toFixed(0),
    figures.jobsPerSecond.toFixed(0),
    spread(figures.untilRunning),
    spread(figures.untilKnown),
  ];
}
