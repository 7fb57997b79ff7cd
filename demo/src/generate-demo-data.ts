import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { today } from './calendar.ts';
import { draftShop } from './draft-shop.ts';
import type { DemoManifest } from './manifest.ts';
import { writeTable } from './write-table.ts';

const DEFAULT_SEED = 20_26;
export const MANIFEST_FILE = 'manifest.json';

export interface DemoOptions {
  /** Any whole number; another one gives another shop with the same kinds of problems. */
  readonly seed?: number;
  /**
   * The day of the export, `YYYY-MM-DD`; today (UTC) when left out, so that the data look fresh. Every date in
   * the shop hangs on it: the same seed and day give the same files.
   */
  readonly asOf?: string;
}

/**
 * Writes the demo shop, about 50,000 rows in five files, and `manifest.json` beside them; creates `directory`
 * when it is missing and replaces what an earlier call wrote. Fails with the error of the file system or of
 * DuckDB when the directory cannot be written.
 */
export async function generateDemoData(directory: string, options: DemoOptions = {}): Promise<DemoManifest> {
  const { seed = DEFAULT_SEED, asOf = today() } = options;
  await mkdir(directory, { recursive: true });
  const drafts = draftShop(seed, asOf);
  const tables: DemoManifest['tables'][number][] = [];
  // One thread, so that the order of rows never depends on who finished first.
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    for (const { table } of drafts) {
      const file = await writeTable(connection, table, directory);
      tables.push({ table: table.name, file, rows: table.rows.length });
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  const problems = drafts.flatMap((draft) => draft.problems);
  const manifest: DemoManifest = { seed, as_of: asOf, tables, problems };
  await writeFile(join(directory, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}
