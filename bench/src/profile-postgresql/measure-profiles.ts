/**
 * `profile-postgresql [--rows=1000000] [--skip-slow]`: the whole profile of one table by each plan, against the
 * floor measured in the same run. `--skip-slow` leaves the query-per-column plan out.
 */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startBenchServer } from '../postgres.ts';
import { machine, markdownTable } from '../report.ts';
import { createOrderTable } from './order-table.ts';
import type { StepContext, StepResult } from './step.ts';

const STEPS = [
  { name: 'floor', title: 'floor: COPY into DuckDB, then SUMMARIZE' },
  { name: 'pull', title: 'Assay, pull: stream out once, measure in DuckDB' },
  { name: 'push', title: 'Assay, push: dictionaries in PostgreSQL' },
  { name: 'query-per-column', title: 'the same measures, query by query in PostgreSQL' },
] as const;

export async function measureProfiles(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      rows: { type: 'string', default: '1000000' },
      'skip-slow': { type: 'boolean', default: false },
    },
  });
  const rows = Number(values.rows);
  if (!Number.isInteger(rows) || rows < 1) throw new RangeError('--rows takes a whole number above 0');
  const steps = values['skip-slow'] ? STEPS.filter((step) => step.name !== 'query-per-column') : STEPS;
  const server = await startBenchServer();
  try {
    const bytes = await createOrderTable(server.url, rows);
    console.log(
      `${machine()}\n${rows.toLocaleString('en')} rows x 20 columns, ${Math.round(bytes / 1e6)} MB\n`,
    );
    const context = { url: server.url, binaries: server.binaries };
    const results: { title: string; result: StepResult }[] = [];
    for (const { name, title } of steps) {
      process.stderr.write(`${title} ...`);
      const result = await measureStep(name, context);
      process.stderr.write(` ${result.seconds.toFixed(1)} s\n`);
      results.push({ title, result });
    }
    console.log(`\n${table(results)}`);
  } finally {
    await server.stop();
  }
}

function measureStep(name: string, context: StepContext): Promise<StepResult> {
  const child = fork(join(import.meta.dirname, 'run-step.ts'), [name, JSON.stringify(context)], {
    execArgv: ['--conditions=@assay/source'],
  });
  return new Promise((resolve, reject) => {
    let result: StepResult | null = null;
    child.once('message', (message) => {
      result = message as StepResult;
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (result !== null && code === 0) resolve(result);
      else reject(new Error(`${name} ended with code ${code}`));
    });
  });
}

function table(results: readonly { title: string; result: StepResult }[]): string {
  const floorSeconds = results[0]?.result.seconds ?? Number.NaN;
  return markdownTable(
    ['plan', 'x floor', 'seconds', 'peak memory (MB)'],
    results.map(({ title, result: { seconds, parts, peakMemory } }) => [
      title +
        Object.entries(parts)
          .map(([part, taken]) => ` (${part} ${taken.toFixed(1)} s)`)
          .join(''),
      (seconds / floorSeconds).toFixed(1),
      seconds.toFixed(1),
      String(Math.round(peakMemory / 1e6)),
    ]),
  );
}
