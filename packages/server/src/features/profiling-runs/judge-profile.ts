/** What the checks make of a measured profile. No IO. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type ColumnProfile,
  type DetectionFailure,
  detectHygieneIssues,
  HYGIENE_TYPES,
  type HygieneIssue,
  interpretProfile,
  type MeasuredTable,
  type PiiFlag,
  type ReferenceAnswer,
  type TableProfile,
} from '@assay/checks';
import type { ProfilingRunSettings, RunWarning } from '../../store/tables/profiling-tables.ts';
import type { SaidColumn } from './said-columns.ts';

/** A column as it counts, beside what the rules alone say of it: that is what counts again once people take their word back. */
export interface JudgedColumn extends ColumnProfile {
  readonly detectedPii: PiiFlag | null;
  readonly detectedCriticalDataElement: boolean;
}
export interface JudgedTable extends TableProfile {
  readonly columns: readonly JudgedColumn[];
}

export interface JudgedProfile {
  readonly tables: readonly JudgedTable[];
  readonly issues: readonly HygieneIssue[];
  /** Checks that broke; the others went on. */
  readonly warnings: readonly RunWarning[];
}

/** Meaning and flags of what was measured, people's words before the rules. `runAt` is ISO 8601. */
export function interpretMeasured(
  measured: readonly MeasuredTable[],
  settings: ProfilingRunSettings,
  said: readonly SaidColumn[],
  runAt: string,
): JudgedTable[] {
  const { idMask, surrogateKeyMask, detectPii, detectCriticalData = true } = settings;
  const tables = interpretProfile(
    measured,
    { idMask, surrogateKeyMask, detectPii, flagCriticalData: detectCriticalData },
    runAt,
  );
  const words = new Map(said.map((column) => [placeKey(column), column]));
  return tables.map((table) => ({
    ...table,
    columns: table.columns.map((column) => judged(column, words.get(placeKey(column)))),
  }));
}

const placeKey = ({ table, column }: { readonly table: string; readonly column: string }): string =>
  JSON.stringify([table, column]);

const judged = (column: ColumnProfile, said: SaidColumn | undefined): JudgedColumn => ({
  ...column,
  pii: said?.pii === undefined ? column.pii : said.pii && { ...said.pii, manual: true },
  criticalDataElement: said?.criticalDataElement ?? column.criticalDataElement,
  detectedPii: column.pii,
  detectedCriticalDataElement: column.criticalDataElement,
});

/**
 * Looks for every type of issue. `runAt` is the start of the run: it is "today" for every check. Lets other work of the
 * process have its turn after each type: tens of thousands of columns take seconds, and the job's lease is renewed by the
 * same thread.
 */
export async function detectIssues(
  tables: readonly JudgedTable[],
  { hygieneThresholds = {} }: ProfilingRunSettings,
  references: readonly ReferenceAnswer[],
  runAt: string,
): Promise<JudgedProfile> {
  const issues: HygieneIssue[] = [];
  const warnings: RunWarning[] = [];
  for (const type of HYGIENE_TYPES) {
    const found = detectHygieneIssues(tables, { runAt, thresholds: hygieneThresholds, references }, [type]);
    issues.push(...found.issues);
    warnings.push(...found.failures.map(warningOf));
    await nextTurn();
  }
  return { tables, issues, warnings };
}

const warningOf = ({ issueType, table, column, message }: DetectionFailure): RunWarning => ({
  table,
  column,
  message: `The check ${issueType} broke here and found nothing (${message}). Please report this.`,
});
