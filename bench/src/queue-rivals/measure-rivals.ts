/**
 * `queue-rivals [--jobs=2000] [--slots=8] [--rounds=3]`: jobs that do nothing through our queue, graphile-worker and
 * pg-boss, one after another on one PostgreSQL server whose commits wait for the disk. Medians of the rounds.
 */
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startBenchServer } from '../postgres.ts';
import { machine, markdownTable, percentile } from '../report.ts';
import { assay } from './assay.ts';
import { graphileWorker } from './graphile-worker.ts';
import { measureRival, type RivalFigures, type RoundSizes } from './measure-rival.ts';
import { pgBoss, pgBossSingly } from './pg-boss.ts';
import type { Rival } from './rival.ts';

const RIVALS = [assay, graphileWorker, pgBoss, pgBossSingly];
const LATENCY_JOBS = 200;

export async function measureRivals(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      jobs: { type: 'string', default: '2000' },
      slots: { type: 'string', default: '8' },
      rounds: { type: 'string', default: '3' },
    },
  });
  const sizes = { jobs: Number(values.jobs), slots: Number(values.slots), latencyJobs: LATENCY_JOBS };
  const figures = new Map<Rival, RivalFigures[]>(RIVALS.map((rival) => [rival, []]));
  const server = await startBenchServer({ durable: true });
  try {
    for (let round = 0; round < Number(values.rounds); round++)
      for (const rival of RIVALS) figures.get(rival)?.push(await inOwnDatabase(server.url, rival, sizes));
  } finally {
    await server.stop();
  }
  console.log(
    `${machine()}\n${sizes.jobs} jobs that do nothing, ${sizes.slots} slots, medians of ${values.rounds} rounds\n`,
  );
  const ours = summary(figures.get(assay) ?? []);
  console.log(
    markdownTable(
      ['queue', 'x our run/s', 'run/s', 'submitted/s', 'x our p95', 'until running p50 / p95 (ms)'],
      [...figures].map(([rival, rounds]) => line(rival.name, summary(rounds), ours)),
    ),
  );
}

async function inOwnDatabase(serverUrl: string, rival: Rival, sizes: RoundSizes): Promise<RivalFigures> {
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  await admin.query('DROP DATABASE IF EXISTS rival');
  await admin.query('CREATE DATABASE rival');
  await admin.end();
  const url = serverUrl.replace(/[^/]*$/, 'rival');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await measureRival(rival, url, client, sizes);
  } finally {
    await client.end();
  }
}

interface Summary {
  readonly submitted: number;
  readonly run: number;
  readonly p50: number;
  readonly p95: number;
}

function summary(rounds: readonly RivalFigures[]): Summary {
  const median = (of: (round: RivalFigures) => number) => percentile(rounds.map(of), 0.5);
  return {
    submitted: median((round) => round.submittedPerSecond),
    run: median((round) => round.jobsPerSecond),
    p50: median((round) => percentile(round.untilRunning, 0.5)),
    p95: median((round) => percentile(round.untilRunning, 0.95)),
  };
}

const line = (name: string, own: Summary, ours: Summary): string[] => [
  name,
  (own.run / ours.run).toFixed(2),
  own.run.toFixed(0),
  own.submitted.toFixed(0),
  (own.p95 / ours.p95).toFixed(2),
  `${own.p50.toFixed(1)} / ${own.p95.toFixed(1)}`,
];
