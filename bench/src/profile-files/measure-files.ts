/**
 * `profile-files [--scale=1] [--only=wide-numbers,...]`: the whole profile of tables of several shapes in files, against
 * DuckDB's SUMMARIZE of the same file with as many threads. `--scale=0.1` takes a tenth of the rows.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_ENGINE_OPTIONS, type EngineOptions } from '@assay/engine';
import { machine, markdownTable } from '../report.ts';
import { measureStep, STEP_HEADER, type StepResult, stepRows } from '../step.ts';
import type { FileContext } from './context.ts';
import { doubles, facts, mixed, type TableFile, writeTable } from './shapes.ts';

interface Shape {
  readonly name: string;
  readonly title: string;
  readonly rows: number;
  readonly write: (folder: string, rows: number) => Promise<TableFile>;
}

const SHAPES: readonly Shape[] = [
  {
    name: 'wide-numbers',
    title: '500 columns of doubles, DuckDB',
    rows: 100_000,
    write: (folder, rows) => writeTable(folder, 'duckdb', 'doubles', doubles(500), rows),
  },
  {
    name: 'parquet',
    title: '5 columns, Parquet',
    rows: 10_000_000,
    write: (folder, rows) => writeTable(folder, 'parquet', 'facts', facts(), rows),
  },
  {
    name: 'wide-csv',
    title: '2,000 mixed columns, CSV',
    rows: 500,
    write: (folder, rows) => writeTable(folder, 'csv', 'wide', mixed(2_000), rows),
  },
];

/** Each doubles the one before it; cost that is linear stays the same per cell. */
const GROWING_ROWS = [1_000_000, 2_000_000, 4_000_000, 8_000_000];
const GROWING_COLUMNS = [50, 100, 200, 400, 800];
const COLUMNS_WHILE_ROWS_GROW = 5;
const ROWS_WHILE_COLUMNS_GROW = 20_000;

const NAMES = [...SHAPES.map(({ name }) => name), 'rows', 'columns'];

export async function measureFiles(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { scale: { type: 'string', default: '1' }, only: { type: 'string', default: NAMES.join(',') } },
  });
  const scale = Number(values.scale);
  if (!(scale > 0)) throw new RangeError('--scale takes a number above 0');
  const only = new Set(values.only.split(','));
  const unknown = [...only].find((name) => !NAMES.includes(name));
  if (unknown !== undefined)
    throw new RangeError(`--only takes ${NAMES.join(', ')}; ${unknown} is none of them`);
  const folder = await mkdtemp(join(tmpdir(), 'assay-bench-'));
  const options: EngineOptions = {
    ...DEFAULT_ENGINE_OPTIONS,
    fileRoots: [folder],
    scratchDirectory: join(folder, 'scratch'),
  };
  console.log(machine());
  try {
    for (const shape of SHAPES) {
      if (!only.has(shape.name)) continue;
      const rows = Math.ceil(shape.rows * scale);
      const results = await compare(options, await shape.write(folder, rows));
      console.log(`\n${rows.toLocaleString('en')} rows, ${shape.title}\n`);
      console.log(markdownTable(STEP_HEADER, stepRows(results)));
    }
    if (only.has('rows')) {
      const sizes = GROWING_ROWS.map((rows) => ({
        rows: Math.ceil(rows * scale),
        columns: COLUMNS_WHILE_ROWS_GROW,
      }));
      await grow(options, folder, sizes);
    }
    if (only.has('columns')) {
      const rows = Math.ceil(ROWS_WHILE_COLUMNS_GROW * scale);
      const sizes = GROWING_COLUMNS.map((columns) => ({ rows, columns }));
      await grow(options, folder, sizes);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const RUNNER = join(import.meta.dirname, 'run-step.ts');
const FLOOR = { name: 'summarize', title: 'floor: SUMMARIZE' };
const PROFILE = { name: 'profile', title: 'Assay, in place' };

async function compare(options: EngineOptions, file: TableFile) {
  const context: FileContext = { file, options, threads: options.threads };
  const results: { title: string; result: StepResult }[] = [];
  for (const step of [FLOOR, PROFILE])
    results.push({ title: step.title, result: await measureStep(RUNNER, step, context) });
  return results;
}

/** Tables that double: the cost of a cell against that of the smallest one. */
async function grow(
  options: EngineOptions,
  folder: string,
  sizes: readonly { readonly rows: number; readonly columns: number }[],
): Promise<void> {
  const lines: string[][] = [];
  let firstCell: number | null = null;
  for (const { rows, columns } of sizes) {
    const file = await writeTable(folder, 'parquet', `grown_${rows}_${columns}`, mixed(columns), rows);
    const context: FileContext = { file, options, threads: options.threads };
    const { seconds, cpuSeconds, peakMemory } = await measureStep(RUNNER, PROFILE, context);
    const cell = cpuSeconds / (rows * columns);
    firstCell ??= cell;
    lines.push([
      rows.toLocaleString('en'),
      String(columns),
      seconds.toFixed(1),
      cpuSeconds.toFixed(1),
      (cell / firstCell).toFixed(2),
      String(Math.round(peakMemory / 1e6)),
    ]);
  }
  const header = [
    'rows',
    'columns',
    'seconds',
    'processor seconds',
    'a cell, x first line',
    'peak memory (MB)',
  ];
  console.log(`\n${markdownTable(header, lines)}`);
}
