/** Profiles local files with no server: the engine and the checks as a library. */
import { resolve } from 'node:path';
import {
  DEFAULT_INTERPRETATION,
  detectHygieneIssues,
  type HygieneIssue,
  interpretProfile,
  type MeasuredTable,
  planReferences,
  profilingScore,
  type ReferenceAnswer,
  type TableProfile,
} from '@assay/checks';
import {
  answerReferences,
  DEFAULT_ENGINE_OPTIONS,
  type EngineOptions,
  openTarget,
  profileTables,
} from '@assay/engine';

export interface FileProfile {
  readonly path: string;
  /** 0..1; null when nothing could be measured. */
  readonly score: number | null;
  readonly tables: readonly TableProfile[];
  readonly issues: readonly HygieneIssue[];
  /** Tables and detectors that failed, in words. */
  readonly warnings: readonly string[];
}

export interface ProfileFilesHooks {
  readonly signal: AbortSignal;
  readonly onProgress?: (table: string, columnsDone: number, columnsTotal: number) => void;
}

/** A folder, file or glob. Throws TargetError when it cannot be read at all; a bad file among good ones is a warning. */
export async function profileFiles(
  path: string,
  options: Pick<EngineOptions, 'fileRoots' | 'scratchDirectory'>,
  hooks: ProfileFilesHooks,
): Promise<FileProfile> {
  const engineOptions: EngineOptions = { ...DEFAULT_ENGINE_OPTIONS, ...options };
  // Of a relative path the engine would not know whose: the person's folder, not a root's.
  const target = await openTarget({ type: 'files', path: resolve(path) }, engineOptions);
  const runAt = new Date().toISOString();
  const measured: MeasuredTable[] = [];
  const warnings: string[] = [];
  let tables: TableProfile[] = [];
  let references: ReferenceAnswer[] = [];
  try {
    const found = await target.describe('main', null, { signal: hooks.signal });
    await profileTables(target, { tables: found, runAt, strategy: 'auto' }, engineOptions, {
      signal: hooks.signal,
      onTable: (table) => {
        measured.push(table);
      },
      onProgress: ({ table, columnsDone, columnsTotal }) =>
        hooks.onProgress?.(table, columnsDone, columnsTotal),
    });
    // Tables come as they are done, which is another order every time.
    measured.sort((one, other) => (one.table < other.table ? -1 : 1));
    tables = interpretProfile(measured, DEFAULT_INTERPRETATION, runAt);
    references = await answerReferences(target, 'main', planReferences(tables), {
      signal: hooks.signal,
      onFailure: ({ table, column, parentTable }, because) =>
        warnings.push(
          `${table}.${column}: whether its values stand in ${parentTable} is not known: ${because}`,
        ),
    });
  } finally {
    await target.close();
  }
  const { issues, failures } = detectHygieneIssues(tables, { runAt, references });
  return {
    path,
    score: profilingScore(
      tables,
      issues.map((issue) => ({ ...issue, disposition: null })),
    ).score,
    tables,
    issues,
    warnings: [
      ...tables.flatMap((table) => (table.error === null ? [] : [`${table.table}: ${table.error}`])),
      ...warnings,
      ...failures.map(
        (failure) => `${failure.issueType} on ${failure.table}.${failure.column}: ${failure.message}`,
      ),
    ],
  };
}
