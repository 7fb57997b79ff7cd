/**
 * `test-run [--rows=1000000] [--tests=1000] [--repeat=3] [--skip-slow]`: many tests of one PostgreSQL table by each plan;
 * medians of the repetitions, which take turns. `--skip-slow` leaves out the statement for each test.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startBenchServer } from '../postgres.ts';
import { createOrderTable } from '../profile-postgresql/order-table.ts';
import { machine, markdownTable, percentile } from '../report.ts';
import { measureStep } from '../step.ts';
import type { TestRunContext } from './context.ts';
import { serverSeconds } from './server-seconds.ts';

const STEPS = [
  { name: 'assay', title: 'Assay', isSlow: false },
  { name: 'one-scan', title: 'by hand: every aggregate once, in one scan', isSlow: false },
  { name: 'statement-per-test', title: 'a statement for each test, two at a time', isSlow: true },
] as const;

interface Sample {
  readonly seconds: number;
  readonly serverSeconds: number;
}

export async function measureTestRuns(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      rows: { type: 'string', default: '1000000' },
      tests: { type: 'string', default: '1000' },
      repeat: { type: 'string', default: '3' },
      'skip-slow': { type: 'boolean', default: false },
    },
  });
  const rows = wholeNumber('rows', values.rows);
  const tests = wholeNumber('tests', values.tests);
  const repeat = wholeNumber('repeat', values.repeat);
  const steps = STEPS.filter(({ isSlow }) => !(isSlow && values['skip-slow']));
  const server = await startBenchServer();
  try {
    await createOrderTable(server.url, rows, 'few');
    const counts = [tests, rows].map((count) => count.toLocaleString('en'));
    console.log(`${machine()}\n${counts[0]} tests of ${counts[1]} rows x 20 columns, median of ${repeat}\n`);
    const context: TestRunContext = { url: server.url, tests };
    const samples = new Map<string, Sample[]>(steps.map(({ name }) => [name, []]));
    for (let round = 0; round < repeat; round++) {
      for (const step of steps) samples.get(step.name)?.push(await sample(step, context));
    }
    const lines = steps.map(({ name, title }) => ({ title, samples: samples.get(name) ?? [] }));
    console.log(`\n${table(lines)}`);
  } finally {
    await server.stop();
  }
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new RangeError(`--${name} takes a whole number above 0`);
  return number;
}

/** A session has ended for its server a moment after it has for the client. */
const SESSION_END_MS = 500;

async function sample(step: (typeof STEPS)[number], context: TestRunContext): Promise<Sample> {
  const before = await serverSeconds(context.url);
  const { seconds } = await measureStep(join(import.meta.dirname, 'run-step.ts'), step, context);
  await sleep(SESSION_END_MS);
  const after = await serverSeconds(context.url);
  return { seconds, serverSeconds: before === null || after === null ? Number.NaN : after - before };
}

function table(lines: readonly { readonly title: string; readonly samples: readonly Sample[] }[]): string {
  const median = (samples: readonly Sample[], of: keyof Sample) =>
    percentile(
      samples.map((one) => one[of]),
      0.5,
    );
  const ours = lines[0]?.samples ?? [];
  return markdownTable(
    ['plan', 'x Assay', 'seconds', 'x Assay (server processor)', 'server processor seconds'],
    lines.map(({ title, samples }) => [
      title,
      (median(samples, 'seconds') / median(ours, 'seconds')).toFixed(1),
      median(samples, 'seconds').toFixed(1),
      (median(samples, 'serverSeconds') / median(ours, 'serverSeconds')).toFixed(1),
      median(samples, 'serverSeconds').toFixed(1),
    ]),
  );
}
