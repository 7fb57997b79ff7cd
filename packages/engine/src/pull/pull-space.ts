/** The in-process DuckDB that pulled rows live in, for one run. */
import { join } from 'node:path';
import { DuckdbDatabase } from '../drivers/duckdb-database.ts';
import { createScratchFolder } from '../scratch/scratch-folder.ts';
import type { EngineOptions } from '../target.ts';

/** Tables that may be streamed at the same time; DuckDB is told the names of the pipes before it is locked down. */
const PIPES = 4;

export interface PullSpace {
  readonly database: DuckdbDatabase;
  readonly threads: number;
  /** A name for a table and a path for a pipe, until released. */
  borrow(): { readonly table: string; readonly pipe: string; release(): void };
  close(): Promise<void>;
}

export async function openPullSpace(options: EngineOptions): Promise<PullSpace> {
  const folder = await createScratchFolder(options.scratchDirectory);
  const pipes = Array.from({ length: PIPES }, (_, index) => join(folder.path, `rows-${index}.csv`));
  try {
    const database = await DuckdbDatabase.open({
      memoryLimitBytes: options.memoryLimitBytes,
      threads: options.threads,
      spillDirectory: folder.path,
      readableFiles: pipes,
      statementTimeoutMs: options.statementTimeoutMs,
    });
    let tables = 0;
    return {
      database,
      threads: options.threads,
      borrow() {
        const pipe = pipes.pop();
        if (pipe === undefined) throw new Error(`more than ${PIPES} tables are pulled at a time`);
        return { table: `pulled_${tables++}`, pipe, release: () => pipes.push(pipe) };
      },
      async close() {
        await database.close();
        await folder.remove();
      },
    };
  } catch (error) {
    await folder.remove();
    throw error;
  }
}
