/** What the checks make of a measured profile. No IO. */
import {
  type DetectionFailure,
  detectHygieneIssues,
  type HygieneIssue,
  interpretProfile,
  type ManualPii,
  type MeasuredTable,
  type TableProfile,
} from '@assay/checks';
import type { ProfilingRunSettings, RunWarning } from '../../store/tables/profiling-tables.ts';

export interface JudgedProfile {
  readonly tables: readonly TableProfile[];
  readonly issues: readonly HygieneIssue[];
  /** Checks that broke; the others went on. */
  readonly warnings: readonly RunWarning[];
}

/** `runAt` is ISO 8601, the start of the run: it is "today" for every check. */
export function judgeProfile(
  measured: readonly MeasuredTable[],
  settings: ProfilingRunSettings,
  manualPii: readonly ManualPii[],
  runAt: string,
): JudgedProfile {
  const { idMask, surrogateKeyMask, detectPii } = settings;
  const tables = interpretProfile(measured, { idMask, surrogateKeyMask, detectPii, manualPii }, runAt);
  const { issues, failures } = detectHygieneIssues(tables, { runAt });
  return { tables, issues, warnings: failures.map(warningOf) };
}

const warningOf = ({ issueType, table, column, message }: DetectionFailure): RunWarning => ({
  table,
  column,
  message: `The check ${issueType} broke here and found nothing (${message}). Please report this.`,
});
