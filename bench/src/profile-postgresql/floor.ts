/**
 * The least that any client-side profile must do: copy the table out and look at every value once. `psql` writes
 * into a FIFO, DuckDB reads from it into a table, and SUMMARIZE goes over that table.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { type Step, timed } from '../step.ts';
import type { ProfileContext } from './context.ts';
import { orderColumns, TABLE } from './order-table.ts';

export const floor: Step<ProfileContext> = async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  // In memory and in any order: nothing is spent on what a profile does not need.
  const instance = await DuckDBInstance.create(':memory:', { preserve_insertion_order: 'false' });
  const connection = await instance.connect();
  try {
    const fifo = join(folder, 'rows');
    execFileSync('mkfifo', [fifo]);
    const columns = orderColumns(context.recipe).map(([name, type]) => `'${name}': '${type}'`);
    const copy = await timed(async () => {
      const writer = copyOut(context, fifo);
      await connection.run(`CREATE TABLE copied AS SELECT * FROM read_csv('${fifo}', auto_detect = false,
        header = false, nullstr = '', allow_quoted_nulls = false, columns = {${columns}})`);
      await writer;
    });
    const summarize = await timed(() => connection.runAndReadAll('SUMMARIZE copied'));
    return { copy, summarize };
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true, force: true });
  }
};

function copyOut({ url, binaries }: ProfileContext, fifo: string): Promise<void> {
  const sql = `COPY ${TABLE.schema}.${TABLE.table} TO STDOUT (FORMAT csv)`;
  // The shell opens the FIFO, so that it is the child that waits until DuckDB opens the other end.
  const child = spawn(
    'sh',
    ['-c', 'exec "$1" "$2" -qXc "$3" > "$4"', 'sh', join(binaries, 'psql'), url, sql, fifo],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`psql ended with ${code}`))));
  });
}
