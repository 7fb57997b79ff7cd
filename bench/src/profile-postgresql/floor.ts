/**
 * The least that any client-side profile must do: copy the table out and look at every value once. `psql` writes
 * into a FIFO, DuckDB reads from it into a table, and SUMMARIZE goes over that table.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { TABLE } from './order-table.ts';
import { type Step, type StepContext, timed } from './step.ts';

const TYPES = {
  order_id: 'BIGINT',
  email: 'VARCHAR',
  reference: 'VARCHAR',
  city: 'VARCHAR',
  state: 'VARCHAR',
  zip: 'VARCHAR',
  status: 'VARCHAR',
  category: 'VARCHAR',
  channel: 'VARCHAR',
  phone: 'VARCHAR',
  coupon: 'VARCHAR',
  quantity: 'INTEGER',
  unit_price: 'DECIMAL(10,2)',
  discount: 'DECIMAL(5,2)',
  weight: 'DOUBLE',
  points: 'INTEGER',
  ordered_on: 'DATE',
  shipped_on: 'DATE',
  changed_at: 'TIMESTAMP',
  is_gift: 'BOOLEAN',
} as const;

export const floor: Step = async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  // In memory and in any order: nothing is spent on what a profile does not need.
  const instance = await DuckDBInstance.create(':memory:', { preserve_insertion_order: 'false' });
  const connection = await instance.connect();
  try {
    const fifo = join(folder, 'rows');
    execFileSync('mkfifo', [fifo]);
    const columns = Object.entries(TYPES).map(([name, type]) => `'${name}': '${type}'`);
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

function copyOut({ url, binaries }: StepContext, fifo: string): Promise<void> {
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
