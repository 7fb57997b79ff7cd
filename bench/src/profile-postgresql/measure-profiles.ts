/**
 * `profile-postgresql [--rows=1000000] [--recipe=few|many] [--skip-slow]`: the whole profile of one table by each plan,
 * against the floor measured in the same run. `many` has five near-unique columns of text instead of two; `--skip-slow`
 * leaves out the plans that work in the server.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startBenchServer } from '../postgres.ts';
import { machine, markdownTable } from '../report.ts';
import { measureStep, STEP_HEADER, type StepResult, stepRows } from '../step.ts';
import type { ProfileContext } from './context.ts';
import { createOrderTable, isRecipe } from './order-table.ts';

const STEPS = [
  { name: 'floor', title: 'floor: COPY into DuckDB, then SUMMARIZE', isSlow: false },
  { name: 'pull', title: 'Assay, pull: stream out once, measure in DuckDB', isSlow: false },
  { name: 'push', title: 'Assay, push: dictionaries in PostgreSQL', isSlow: true },
  { name: 'query-per-column', title: 'the same measures, query by query in PostgreSQL', isSlow: true },
] as const;

export async function measureProfiles(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      rows: { type: 'string', default: '1000000' },
      recipe: { type: 'string', default: 'few' },
      'skip-slow': { type: 'boolean', default: false },
    },
  });
  const rows = Number(values.rows);
  if (!Number.isInteger(rows) || rows < 1) throw new RangeError('--rows takes a whole number above 0');
  const { recipe } = values;
  if (!isRecipe(recipe)) throw new RangeError('--recipe takes few or many');
  const steps = STEPS.filter(({ isSlow }) => !(isSlow && values['skip-slow']));
  const server = await startBenchServer();
  try {
    const bytes = await createOrderTable(server.url, rows, recipe);
    console.log(
      `${machine()}\n${rows.toLocaleString('en')} rows x 20 columns, ${Math.round(bytes / 1e6)} MB\n`,
    );
    const context: ProfileContext = { url: server.url, binaries: server.binaries, recipe };
    const results: { title: string; result: StepResult }[] = [];
    for (const step of steps) {
      const result = await measureStep(join(import.meta.dirname, 'run-step.ts'), step, context);
      results.push({ title: step.title, result });
    }
    console.log(`\n${markdownTable(STEP_HEADER, stepRows(results))}`);
  } finally {
    await server.stop();
  }
}
