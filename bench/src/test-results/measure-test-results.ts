/**
 * `test-results [--results=10000] [--repeat=5]`: storing the results of a run with its score in one transaction, and reading
 * the run's summary, on the embedded store and on PostgreSQL; medians.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { completeRun, openStore, readTestRun, type Store } from '@assay/server';
import { startBenchServer } from '../postgres.ts';
import { machine, markdownTable, percentile } from '../report.ts';
import { timed } from '../step.ts';
import { type GivenSuite, givenRun, givenSuite, resultsOf } from './given-run.ts';

interface Sample {
  readonly storing: number;
  readonly summarising: number;
}

export async function measureTestResults(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: { results: { type: 'string', default: '10000' }, repeat: { type: 'string', default: '5' } },
  });
  const results = Number(values.results);
  const repeat = Number(values.repeat);
  const home = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  const server = await startBenchServer();
  try {
    const embedded = await measureStore(null, home, { results, repeat });
    const postgres = await measureStore(server.url, home, { results, repeat });
    console.log(`${machine()}\n${results.toLocaleString('en')} results, median of ${repeat}\n`);
    const header = ['store', 'storing and scoring (s)', 'summary (s)'];
    console.log(markdownTable(header, [line('embedded', embedded), line('PostgreSQL', postgres)]));
  } finally {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function measureStore(
  databaseUrl: string | null,
  home: string,
  { results, repeat }: { readonly results: number; readonly repeat: number },
): Promise<Sample[]> {
  const onError = (error: Error) => console.error(error.message);
  const { store } = await openStore({ databaseUrl, home, maxConnections: 4, onError });
  try {
    const suite = await givenSuite(store);
    const samples: Sample[] = [];
    // The first round finds everything cold.
    for (let round = 0; round <= repeat; round++) samples.push(await sample(store, suite, results));
    return samples.slice(1);
  } finally {
    await store.close();
  }
}

async function sample(store: Store, suite: GivenSuite, count: number): Promise<Sample> {
  const runId = await givenRun(store, suite);
  const results = resultsOf(runId, count);
  const storing = await timed(() => store.transaction(({ db }) => completeRun(db, runId, results, [])));
  const summarising = await timed(async () => {
    const run = await readTestRun(store.db, runId, { withDetails: true });
    if (run?.result?.score == null) throw new Error('the run has no score');
  });
  return { storing, summarising };
}

function line(name: string, samples: readonly Sample[]): string[] {
  const median = (of: keyof Sample) =>
    percentile(
      samples.map((one) => one[of]),
      0.5,
    ).toFixed(2);
  return [name, median('storing'), median('summarising')];
}
