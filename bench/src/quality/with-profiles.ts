/** Data through the first half of Assay: opened, profiled in place, interpreted. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DEFAULT_INTERPRETATION,
  interpretProfile,
  type MeasuredTable,
  type TableProfile,
} from '@assay/checks';
import {
  DEFAULT_ENGINE_OPTIONS,
  type EngineOptions,
  openTarget,
  profileTables,
  type RelationDescription,
  type Target,
  type TargetConfig,
} from '@assay/engine';
import type { Dataset } from './dataset.ts';
import { writeDatabase } from './write-database.ts';

/** The one schema of a DuckDB file, and of a folder of files. */
export const SCHEMA = 'main';

export interface Profiled {
  readonly target: Target;
  readonly options: EngineOptions;
  readonly tables: readonly RelationDescription[];
  readonly profiles: readonly TableProfile[];
}

/** `make` writes the data into an empty folder and says how to open them. Throws when a table or a column fails. */
export async function withProfiles<Answer>(
  make: (folder: string) => Promise<TargetConfig>,
  runAt: string,
  work: (profiled: Profiled) => Promise<Answer>,
): Promise<Answer> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-quality-'));
  const options = {
    ...DEFAULT_ENGINE_OPTIONS,
    fileRoots: [folder],
    scratchDirectory: join(folder, 'scratch'),
  };
  try {
    const target = await openTarget(await make(folder), options);
    try {
      const { signal } = new AbortController();
      const measured: MeasuredTable[] = [];
      const tables = await target.describe(SCHEMA, null);
      const request = { tables, runAt, strategy: 'in_place' } as const;
      await profileTables(target, request, options, {
        signal,
        onTable: (table) => void measured.push(table),
      });
      failOnGaps(measured);
      const order = tables.map(({ table }) => table);
      measured.sort((a, b) => order.indexOf(a.table) - order.indexOf(b.table));
      const profiles = interpretProfile(measured, DEFAULT_INTERPRETATION, runAt);
      return await work({ target, options, tables, profiles });
    } finally {
      await target.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A dataset as a DuckDB file. */
export const datasetIn =
  (dataset: Dataset) =>
  async (folder: string): Promise<TargetConfig> => {
    const path = join(folder, 'quality.duckdb');
    await writeDatabase(path, dataset.tables);
    return { type: 'duckdb', path };
  };

/** A gap would count as silence. */
function failOnGaps(measured: readonly MeasuredTable[]): void {
  const gaps = measured.flatMap((table) => [
    ...(table.error === null ? [] : [`${table.table}: ${table.error}`]),
    ...table.columns.flatMap(({ column, error }) =>
      error === null ? [] : [`${table.table}.${column}: ${error}`],
    ),
  ]);
  if (gaps.length > 0) throw new Error(gaps.join('\n'));
}
