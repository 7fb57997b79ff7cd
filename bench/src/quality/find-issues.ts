/** A dataset through the whole of Assay: written to a DuckDB file, profiled in place, interpreted, judged. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DEFAULT_INTERPRETATION,
  detectHygieneIssues,
  interpretProfile,
  type MeasuredTable,
  planReferences,
} from '@assay/checks';
import { answerReferences, DEFAULT_ENGINE_OPTIONS, openTarget, profileTables } from '@assay/engine';
import type { Dataset } from './dataset.ts';
import { RUN_AT } from './moments.ts';
import { writeDatabase } from './write-database.ts';

export interface Finding {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly detail: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

const SCHEMA = 'main';

/** Throws when a table, a column or a detector fails: a gap would count as silence. */
export async function findIssues(dataset: Dataset): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-quality-'));
  const path = join(folder, 'quality.duckdb');
  const options = {
    ...DEFAULT_ENGINE_OPTIONS,
    fileRoots: [folder],
    scratchDirectory: join(folder, 'scratch'),
  };
  try {
    await writeDatabase(path, dataset.tables);
    const target = await openTarget({ type: 'duckdb', path }, options);
    try {
      const { signal } = new AbortController();
      const measured: MeasuredTable[] = [];
      const tables = await target.describe(SCHEMA, null);
      const request = { tables, runAt: RUN_AT, strategy: 'in_place' } as const;
      await profileTables(target, request, options, {
        signal,
        onTable: (table) => void measured.push(table),
      });
      failOnGaps(measured);
      const order = dataset.tables.map(({ name }) => name);
      measured.sort((a, b) => order.indexOf(a.table) - order.indexOf(b.table));
      const profiles = interpretProfile(measured, DEFAULT_INTERPRETATION, RUN_AT);
      const references = await answerReferences(target, SCHEMA, planReferences(profiles), { signal });
      const { issues, failures } = detectHygieneIssues(profiles, { runAt: RUN_AT, references });
      if (failures.length > 0) throw new Error(`detectors failed: ${JSON.stringify(failures)}`);
      return issues.map(({ issueType: type, table, column, detail, facts }) => ({
        type,
        table,
        column,
        detail,
        facts,
      }));
    } finally {
      await target.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function failOnGaps(measured: readonly MeasuredTable[]): void {
  const gaps = measured.flatMap((table) => [
    ...(table.error === null ? [] : [`${table.table}: ${table.error}`]),
    ...table.columns.flatMap(({ column, error }) =>
      error === null ? [] : [`${table.table}.${column}: ${error}`],
    ),
  ]);
  if (gaps.length > 0) throw new Error(gaps.join('\n'));
}
